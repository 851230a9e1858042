"""Les listes Admin des profils et des équipes."""

from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from jalon.socle.listes import BOOLEEN, CHOIX, CHOIX_MULTIPLE, Acte, Colonne, Filtre, Liste, Vue
from jalon.structure.enums import ECRITURE, LECTURE
from jalon.structure.models import Centre

from .enums import PerimetreDossiers
from .models import Equipe, Membre, Profil

NOM = "comptes/cellules/nom_droits.html"
ETAT = "structure/cellules/etat.html"
ACTIF = Filtre("actif", "Actif", BOOLEEN, lambda qs, valeur, _: qs.filter(is_active=valeur), ordre=9)


def _etat(ordre: int) -> Colonne:
    return Colonne("etat", "État", gabarit=ETAT, tri=["-is_active"], classe="c-etat", ordre=ordre)


class ListeProfils(Liste):
    """Trois requêtes par page, et une par vue comptée."""

    code, titre, modele = "profils", "Profils", Profil
    url, droit = "droits:profils", LECTURE
    fil = (("Admin", "prestations:admin"),)
    nom_singulier, nom_pluriel = "profil", "profils"
    champ_recherche, tri_defaut = "texte_recherche", "nom"
    libelle_recherche, invite_recherche = "Chercher un profil par nom", "Nom"
    colonnes = (
        Colonne("nom", "Profil", gabarit=NOM, tri=["cle_tri"], classe="c-nom"),
        Colonne(
            "dossiers",
            "Dossiers visibles",
            lambda profil: profil.get_perimetre_dossiers_display(),
            tri=["perimetre_dossiers"],
            classe="c-nomme",
            ordre=1,
        ),
        Colonne("base", "Tiré de", lambda profil: profil.get_base_display(), classe="c-nomme c-second",
                classe_cellule=lambda profil: "" if profil.base else "c-rien", ordre=2),
        Colonne("utilisateurs", "Utilisateurs", "nombre_utilisateurs", classe="j-num c-nomme", ordre=3),
        _etat(4),
    )  # fmt: skip
    filtres = (
        Filtre(
            "dossiers",
            "Dossiers visibles",
            CHOIX_MULTIPLE,
            lambda qs, perimetres, _: qs.filter(perimetre_dossiers__in=perimetres),
            options=lambda _: PerimetreDossiers.choices,
        ),
        ACTIF,
    )
    vues = (
        Vue("tous", "Tous", {}),
        Vue("actifs", "Actifs", {"actif": "oui"}, ordre=1),
        Vue("inactifs", "Désactivés", {"actif": "non"}, ordre=2),
    )

    def queryset(self, utilisateur: Any) -> QuerySet:
        return Profil.objects.visibles_par(utilisateur)

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        actifs = Count("utilisateurs", filter=Q(utilisateurs__is_active=True))
        return queryset.annotate(nombre_utilisateurs=actifs)


def _centres(_utilisateur: Any) -> list[tuple[int, str]]:
    return list(Centre.objects.order_by("cle_tri", "pk").values_list("pk", "libelle"))


class ListeEquipes(Liste):
    """Trois requêtes par page, une par vue comptée et une pour le filtre des centres."""

    code, titre, modele = "equipes", "Équipes", Equipe
    url, droit = "droits:equipes", LECTURE
    fil = (("Admin", "prestations:admin"),)
    nom_singulier, nom_pluriel, is_feminin = "équipe", "équipes", True
    champ_recherche, tri_defaut = "texte_recherche", "nom"
    libelle_recherche, invite_recherche = "Chercher une équipe par nom", "Nom"
    vide_titre = "Aucune équipe"
    vide_texte = (
        "Des collègues qui travaillent ensemble voient les dossiers les uns des autres, si leur profil le dit."
    )
    colonnes = (
        Colonne("nom", "Équipe", gabarit=NOM, tri=["cle_tri"], classe="c-nom"),
        Colonne("centre", "Centre", tri=["centre__cle_tri"], classe="c-nomme",
                classe_cellule=lambda equipe: "" if equipe.centre_id else "c-rien", ordre=1),
        Colonne("responsable", "Responsable", classe="c-nomme",
                classe_cellule=lambda equipe: "" if equipe.responsable_id else "c-rien", ordre=2),
        Colonne("membres", "Membres", "nombre_membres", classe="j-num c-nomme", ordre=3),
        _etat(4),
    )  # fmt: skip
    filtres = (
        Filtre("centre", "Centre", CHOIX, lambda qs, centre, _: qs.filter(centre=centre), _centres),
        ACTIF,
    )
    vues = (
        Vue("toutes", "Toutes", {}),
        Vue("actives", "Actives", {"actif": "oui"}, ordre=1),
        Vue("inactives", "Désactivées", {"actif": "non"}, ordre=2),
    )
    actes = (Acte("nouvelle", "Nouvelle équipe", "droits:equipe_nouvelle", "plus", ECRITURE),)

    def queryset(self, utilisateur: Any) -> QuerySet:
        return Equipe.objects.visibles_par(utilisateur)

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        membres = Membre.objects.filter(equipe=OuterRef("pk"), utilisateur__is_active=True).order_by()
        comptes = membres.values("equipe").annotate(nombre=Count("pk")).values("nombre")
        nombre = Coalesce(Subquery(comptes), 0)
        return queryset.select_related("centre", "responsable").annotate(nombre_membres=nombre)


PROFILS, EQUIPES = ListeProfils(), ListeEquipes()
