"""Les listes de l'annuaire : personnes et sociétés."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from jalon.socle.formats import montrer_date, montrer_telephone
from jalon.socle.listes import AUTOCOMPLETE, BOOLEEN, CHOIX_MULTIPLE, Acte, Colonne, Filtre, Liste

from .enums import RolePersonne, TypeSociete
from .filtres import COMMUNS, si_visibles
from .models import Etiquette, Personne, RoleDePersonne, Societe, TypeDeSociete
from .registres import FILTRES_PERSONNES, FILTRES_SOCIETES


def _cree_le(fiche: Personne | Societe) -> str:
    """Le jour de création ; hors périmètre, il se tait comme le reste."""
    return montrer_date(timezone.localdate(fiche.created_at)) if getattr(fiche, "is_detaillee", True) else ""


def _vide(nom: str):
    """La classe d'une cellule sans valeur : sur téléphone, elle ne se montre pas."""
    return lambda fiche: "" if getattr(fiche, nom) else "c-rien"


def _detail_vide(nom: str):
    """De même pour un détail, qui peut aussi être tu."""
    return lambda personne: "" if personne.is_detaillee and getattr(personne, nom) else "c-rien"


def _avec_roles(fiches: QuerySet, roles: list[str], _utilisateur) -> QuerySet:
    return fiches.filter(Exists(RoleDePersonne.objects.filter(personne=OuterRef("pk"), role__in=roles)))


def _etiquettes(_utilisateur) -> list[tuple[int, str]]:
    return list(Etiquette.objects.values_list("pk", "libelle"))


def _avec_etiquettes(fiches: QuerySet, etiquettes: list[int], _utilisateur) -> QuerySet:
    posees = Personne.etiquettes.through.objects.filter(etiquette__in=etiquettes)
    return fiches.filter(pk__in=posees.values("personne"))


def _avec_types(fiches: QuerySet, types: list[str], _utilisateur) -> QuerySet:
    return fiches.filter(Exists(TypeDeSociete.objects.filter(societe=OuterRef("pk"), type__in=types)))


def _nom_societe(valeur: str, utilisateur) -> str | None:
    """Le nom de la société filtrée, si elle est visible."""
    if not (valeur.isascii() and valeur.isdigit()) or len(valeur) > 18:
        return None
    societe = Societe.objects.visibles_par(utilisateur).filter(pk=int(valeur)).first()
    return str(societe) if societe else None


def _si_visible(nom: str):
    """La valeur d'un détail, tue quand il n'est pas visible (domaine, « Annuaire »)."""

    def lire(personne: Personne) -> str:
        return getattr(personne, nom) if personne.is_detaillee else ""

    return lire


class ListePersonnes(Liste):
    """Les personnes : trois requêtes par page, plus une pour leurs rôles et une par filtre
    dont les options viennent de la base (étiquettes, centres, conseillers)."""

    code, guide = "personnes", "annuaire-personnes"
    titre = "Personnes"
    url, droit, droit_export = "annuaire:personnes", "annuaire.lecture", "annuaire.exporter"
    modele = Personne
    nom_singulier, nom_pluriel, is_feminin = "personne", "personnes", True
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher une personne par nom, prénom, courriel ou téléphone"
    invite_recherche = "Nom, courriel, téléphone"
    tri_defaut = "nom"
    vide_titre = "Aucune personne dans l’annuaire"
    vide_texte = "Bénéficiaires, prescripteurs, tuteurs : chacun a une fiche, créée ici ou depuis un dossier."
    colonnes = (
        Colonne("nom", "Nom", str, "annuaire/cellules/personne.html", tri=["cle_tri"], classe="c-nom"),
        Colonne("roles", "Rôles", "libelles_roles", classe_cellule=_vide("libelles_roles"), ordre=1),
        Colonne("societe", "Société", "employeur", "annuaire/cellules/societe_liee.html", ordre=2,
                classe_cellule=_vide("employeur")),
        Colonne("centre", "Centre", classe="c-nomme c-second", tri=["centre__libelle"], ordre=3),
        Colonne("ville", "Ville", _si_visible("ville"), classe="c-second", ordre=4),
        Colonne("telephone", "Téléphone", _si_visible("telephone"), "annuaire/cellules/telephone.html",
                classe="j-num", ordre=5, classe_cellule=_detail_vide("telephone"),
                exporter=lambda p, _: montrer_telephone(p.telephone) if p.is_detaillee else ""),
        Colonne("creation", "Créée le", _cree_le, tri=["created_at"],
                classe="j-num c-second", ordre=6),
        Colonne("courriel", "Courriel", _si_visible("courriel"), classe_cellule=_detail_vide("courriel"), ordre=7,
                par_defaut=False),
        Colonne("code_postal", "Code postal", _si_visible("code_postal"), classe="j-num c-nomme", ordre=8,
                classe_cellule=_detail_vide("code_postal"), par_defaut=False),
        Colonne("etiquettes", "Étiquettes", _si_visible("libelles_etiquettes"), classe="c-nomme", ordre=9,
                classe_cellule=_detail_vide("libelles_etiquettes"), par_defaut=False,
                preparer=lambda fiches: fiches.prefetch_related("etiquettes")),
    )  # fmt: skip
    filtres = (
        Filtre("role", "Rôle", CHOIX_MULTIPLE, _avec_roles, lambda _: RolePersonne.choices),
        Filtre("etiquette", "Étiquette", CHOIX_MULTIPLE, si_visibles(_avec_etiquettes), _etiquettes, ordre=25),
        Filtre(
            "societe",
            "Société",
            AUTOCOMPLETE,
            lambda fiches, societe, _: fiches.filter(employeur=int(societe)),
            libelle_valeur=_nom_societe,
            url_options="annuaire:societes_json",
            ordre=10,
        ),
        *COMMUNS,
    )
    registre_filtres = FILTRES_PERSONNES
    actes = (
        Acte("nouvelle", "Nouvelle personne", "annuaire:personne_nouvelle", "user-plus", "annuaire.ecriture"),
    )

    def queryset(self, utilisateur) -> QuerySet:
        return Personne.objects.visibles_par(utilisateur)

    def chercher(self, queryset: QuerySet, saisie: str, utilisateur) -> QuerySet:
        """Les coordonnées ne se cherchent que là où elles se voient."""
        return queryset.cherchees_par(utilisateur, saisie)

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        fiches = queryset.with_details(utilisateur).select_related("employeur", "centre")
        return fiches.prefetch_related("roles")


COLONNES_AU_CHOIX = tuple(
    Colonne(
        code, libelle, valeur, classe="c-nomme", classe_cellule=_vide(valeur), par_defaut=False, ordre=10 + rang
    )
    for rang, (code, libelle, valeur) in enumerate(
        (
            ("nom_commercial", "Nom commercial", "nom_commercial"),
            ("tva", "N° de TVA", "tva_lisible"),
            ("naf", "Code NAF", "code_naf"),
            ("forme", "Forme juridique", "forme_juridique"),
            ("courriel", "Courriel", "courriel"),
            ("adresse", "Adresse", "adresse_en_ligne"),
            ("facturation", "Adresse de facturation", "facturation_en_ligne"),
            ("delai", "Délai de paiement (jours)", "delai_applique"),
            ("code_service", "Code service", "code_service"),
        )
    )
)
PUBLIQUE = Filtre(
    "publique",
    "Entité publique",
    BOOLEEN,
    lambda societes, valeur, _: societes.filter(is_publique=valeur),
    ordre=10,
)


class ListeSocietes(Liste):
    """Les sociétés : trois requêtes par page, plus une pour leurs types et une pour le filtre des centres."""

    code, guide = "societes", "annuaire-societes"
    titre = "Sociétés"
    url, droit, droit_export = "annuaire:societes", "annuaire.lecture", "annuaire.exporter"
    modele = Societe
    nom_singulier, nom_pluriel, is_feminin = "société", "sociétés", True
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher une société par nom, ancien nom, ville ou SIRET"
    invite_recherche = "Nom, ville, SIRET"
    tri_defaut = "nom"
    vide_titre = "Aucune société dans l’annuaire"
    vide_texte = "Financeurs, employeurs, donneurs d’ordre : chacun a une fiche, créée ici ou depuis un dossier."
    colonnes = (
        Colonne("nom", "Raison sociale", str, "annuaire/cellules/societe.html", tri=["cle_tri"], classe="c-nom"),
        Colonne("types", "Types", "libelles_types", classe_cellule=_vide("libelles_types"), ordre=1),
        Colonne("siret", "SIRET", "numero", classe="j-num c-nomme", classe_cellule=_vide("numero"), ordre=2),
        Colonne("ville", "Ville", tri=["ville"], classe="c-nomme", classe_cellule=_vide("ville"), ordre=3),
        Colonne("telephone", "Téléphone", gabarit="annuaire/cellules/telephone.html", classe="j-num",
                valeur="telephone", classe_cellule=_vide("telephone"), ordre=4,
                exporter=lambda s, _: montrer_telephone(s.telephone)),
        Colonne("centre", "Centre", classe="c-second", tri=["centre__libelle"], ordre=5),
        Colonne("creation", "Créée le", _cree_le, tri=["created_at"],
                classe="j-num c-second", ordre=6),
        *COLONNES_AU_CHOIX,
    )  # fmt: skip
    filtres = (
        Filtre("type", "Type", CHOIX_MULTIPLE, _avec_types, lambda _: TypeSociete.choices),
        PUBLIQUE,
        *COMMUNS,
    )
    registre_filtres = FILTRES_SOCIETES
    actes = (
        Acte("nouvelle", "Nouvelle société", "annuaire:societe_nouvelle", "building-plus", "annuaire.ecriture"),
    )

    def queryset(self, utilisateur) -> QuerySet:
        return Societe.objects.visibles_par(utilisateur)

    def chercher(self, queryset: QuerySet, saisie: str, utilisateur) -> QuerySet:
        """Un SIRET tapé par groupes se cherche collé."""
        return queryset.cherchees(saisie)

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        return queryset.select_related("centre").prefetch_related("types")


PERSONNES, SOCIETES = ListePersonnes(), ListeSocietes()
