"""Les listes de la structure (Admin) : centres, lieux, ressources, jours fermés."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from jalon.socle.formats import montrer_date
from jalon.socle.listes import BOOLEEN, CHOIX, CHOIX_MULTIPLE, PERIODE, Acte, Colonne, Filtre, Liste, Vue

from .enums import ECRITURE, NatureCentre, TypeLieu
from .models import Centre, Fermeture, Lieu, Ressource

NOM = "structure/cellules/nom.html"
ETAT = "structure/cellules/etat.html"
ACTIF = Filtre("actif", "Actif", BOOLEEN, lambda qs, valeur, _: qs.filter(is_active=valeur), ordre=9)


def _centres(_utilisateur: Any) -> list[tuple[int, str]]:
    return list(Centre.objects.order_by("cle_tri", "pk").values_list("pk", "libelle"))


def _vide(nom: str) -> Callable[[Any], str]:
    """La classe d'une cellule sans valeur : sur téléphone, elle ne se montre pas."""
    return lambda objet: "" if getattr(objet, nom) else "c-rien"


def _etat(ordre: int) -> Colonne:
    return Colonne("etat", "État", gabarit=ETAT, tri=["-is_active"], classe="c-etat", ordre=ordre)


class ListeStructure(Liste):
    """Trois requêtes par page, plus une par vue comptée et une pour le filtre des centres."""

    guide = "structure"
    fil = (("Admin", "prestations:admin"),)
    champ_recherche = "texte_recherche"
    tri_defaut = "nom"
    invite_recherche = "Nom"

    def queryset(self, utilisateur: Any) -> QuerySet:
        return self.modele.objects.visibles_par(utilisateur)


def _vues_actives(tous: str, actifs: str, inactifs: str) -> tuple[Vue, ...]:
    return (
        Vue("tous", tous, {}),
        Vue("actifs", actifs, {"actif": "oui"}, ordre=1),
        Vue("inactifs", inactifs, {"actif": "non"}, ordre=2),
    )


class ListeCentres(ListeStructure):
    code, titre, modele = "centres", "Centres", Centre
    nom_singulier, nom_pluriel = "centre", "centres"
    libelle_recherche, invite_recherche = "Chercher un centre par nom, code ou ville", "Nom, code, ville"
    vide_titre = "Aucun centre"
    vide_texte = "Dossiers, utilisateurs et salles se rattachent à un centre : créez au moins le siège."
    colonnes = (
        Colonne("nom", "Centre, code", gabarit=NOM, tri=["cle_tri"], classe="c-nom"),
        Colonne("nature", "Nature", lambda c: c.get_nature_display(), tri=["nature"], classe="c-second", ordre=1),
        Colonne("ville", "Ville", tri=["ville"], classe_cellule=_vide("ville"), ordre=2),
        Colonne("responsable", "Responsable", classe="c-nomme", classe_cellule=_vide("responsable"), ordre=3),
        Colonne("lieux", "Lieux", "nombre_lieux", classe="j-num c-nomme", ordre=4),
        Colonne("utilisateurs", "Utilisateurs", "nombre_utilisateurs", classe="j-num c-nomme", ordre=5),
        _etat(6),
    )
    filtres = (
        Filtre(
            "nature",
            "Nature",
            CHOIX_MULTIPLE,
            lambda qs, natures, _: qs.filter(nature__in=natures),
            options=lambda _: NatureCentre.choices,
        ),
        ACTIF,
    )
    vues = _vues_actives("Tous", "Actifs", "Désactivés")
    actes = (Acte("nouveau", "Nouveau centre", "structure:centre_nouveau", "building-plus", ECRITURE),)

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        return queryset.select_related("responsable").annotate(
            nombre_lieux=Count("lieux", filter=Q(lieux__is_active=True), distinct=True),
            nombre_utilisateurs=Count("utilisateurs", filter=Q(utilisateurs__is_active=True), distinct=True),
        )


class ListeLieux(ListeStructure):
    code, titre, modele = "lieux", "Lieux et salles", Lieu
    nom_singulier, nom_pluriel = "lieu", "lieux"
    tri_defaut = "centre"
    libelle_recherche, invite_recherche = "Chercher un lieu par nom ou équipement", "Nom, équipement"
    vide_titre = "Aucun lieu"
    vide_texte = "Une séance se tient dans une salle ou un bureau d’un centre : ajoutez ceux que vous réservez."
    colonnes = (
        Colonne("nom", "Lieu", gabarit=NOM, tri=["cle_tri"], classe="c-nom"),
        Colonne("centre", "Centre", "centre.libelle", tri=["centre__cle_tri", "cle_tri"], ordre=1),
        Colonne("type", "Type", lambda lieu: lieu.get_type_display(), tri=["type"], classe="c-second", ordre=2),
        Colonne("capacite", "Places", tri=["capacite"], classe="j-num c-nomme", classe_cellule=_vide("capacite"),
                ordre=3),
        Colonne("equipements", "Équipements", classe="c-second", classe_cellule=_vide("equipements"), ordre=4),
        Colonne("partage", "Partageable", lambda lieu: "oui" if lieu.is_partageable else "non",
                classe="c-nomme c-second", ordre=5),
        _etat(6),
    )  # fmt: skip
    filtres = (
        Filtre("centre", "Centre", CHOIX, lambda qs, centre, _: qs.filter(centre=centre), _centres),
        Filtre(
            "type",
            "Type",
            CHOIX_MULTIPLE,
            lambda qs, types, _: qs.filter(type__in=types),
            options=lambda _: TypeLieu.choices,
            ordre=1,
        ),
        ACTIF,
    )
    vues = _vues_actives("Tous", "Actifs", "Désactivés")
    actes = (Acte("nouveau", "Nouveau lieu", "structure:lieu_nouveau", "plus", ECRITURE),)

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        return queryset.select_related("centre")


def _de_centre(ressources: QuerySet, centre: int, _utilisateur: Any) -> QuerySet:
    return ressources.filter(Q(centre=centre) | Q(centre__isnull=True))


class ListeRessources(ListeStructure):
    code, titre, modele = "ressources", "Ressources", Ressource
    nom_singulier, nom_pluriel, is_feminin = "ressource", "ressources", True
    libelle_recherche = "Chercher une ressource par nom"
    vide_titre = "Aucune ressource"
    vide_texte = "Vidéoprojecteur, véhicule, valise d’ordinateurs : ce que l’on réserve avec une séance."
    colonnes = (
        Colonne("nom", "Ressource", gabarit=NOM, tri=["cle_tri"], classe="c-nom"),
        Colonne("centre", "Centre", lambda r: r.centre or "Toute la maison", tri=["centre__cle_tri"], ordre=1),
        Colonne("partage", "Partage", "partage_en_mots", tri=["quantite"], ordre=2),
        _etat(3),
    )
    filtres = (Filtre("centre", "Centre", CHOIX, _de_centre, _centres), ACTIF)
    vues = _vues_actives("Toutes", "Actives", "Désactivées")
    actes = (Acte("nouvelle", "Nouvelle ressource", "structure:ressource_nouveau", "plus", ECRITURE),)

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        return queryset.select_related("centre")


def _touchant(fermetures: QuerySet, bornes: tuple, _utilisateur: Any) -> QuerySet:
    debut, fin = bornes
    if debut:
        fermetures = fermetures.filter(date_fin__gte=debut)
    return fermetures.filter(date_debut__lte=fin) if fin else fermetures


def _a_venir(fermetures: QuerySet, is_a_venir: bool, _utilisateur: Any) -> QuerySet:
    jour = timezone.localdate()
    return fermetures.filter(date_fin__gte=jour) if is_a_venir else fermetures.filter(date_fin__lt=jour)


class ListeFermetures(ListeStructure):
    code, titre, modele = "fermetures", "Jours fermés", Fermeture
    nom_singulier, nom_pluriel, is_feminin = "fermeture", "fermetures", True
    libelle_recherche = "Chercher une fermeture par nom"
    tri_defaut = "debut"
    vide_titre = "Aucun jour fermé"
    vide_texte = "Un jour fermé se signale quand on planifie une séance : commencez par les jours fériés."
    colonnes = (
        Colonne("nom", "Fermeture", gabarit=NOM, tri=["cle_tri"], classe="c-nom"),
        Colonne("debut", "Premier jour", lambda f: montrer_date(f.date_debut), tri=["date_debut"],
                classe="j-num c-nomme", ordre=1),
        Colonne("fin", "Dernier jour", lambda f: montrer_date(f.date_fin), tri=["date_fin"],
                classe="j-num c-nomme", ordre=2),
        Colonne("jours", "Jours", "nombre_jours", classe="j-num c-second", ordre=3),
        Colonne("centre", "Qui ferme", lambda f: f.centre or "Toute la maison", tri=["centre__cle_tri"], ordre=4),
        _etat(5),
    )  # fmt: skip
    filtres = (
        Filtre("centre", "Centre", CHOIX, _de_centre, _centres),
        Filtre("periode", "Période", PERIODE, _touchant, ordre=1),
        Filtre("a_venir", "À venir", BOOLEEN, _a_venir, ordre=2),
        Filtre("feriee", "Jour férié", BOOLEEN, lambda qs, valeur, _: qs.filter(is_feriee=valeur), ordre=3),
        ACTIF,
    )
    vues = (
        Vue("toutes", "Toutes", {}),
        Vue("a_venir", "À venir", {"a_venir": "oui", "actif": "oui"}, ordre=1),
        Vue("passees", "Passées", {"a_venir": "non", "actif": "oui"}, ordre=2, compter=False),
        Vue("levees", "Levées", {"actif": "non"}, ordre=3, compter=False),
    )
    actes = (
        Acte("feries", "Jours fériés", "structure:feries", "calendar-plus", ECRITURE, is_principal=False),
        Acte("nouvelle", "Nouvelle fermeture", "structure:fermeture_nouveau", "plus", ECRITURE, ordre=1),
    )

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        return queryset.select_related("centre")


CENTRES, LIEUX, RESSOURCES, FERMETURES = ListeCentres(), ListeLieux(), ListeRessources(), ListeFermetures()
