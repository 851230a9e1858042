"""La liste des dossiers (A2) : déclarée une fois, enrichie par les pièces plus hautes."""

from jalon.comptes.models import Utilisateur
from jalon.prestations.enums import Porte
from jalon.prestations.models import Prestation, Suivi
from jalon.socle.listes import BOOLEEN, CHOIX, CHOIX_MULTIPLE, PERIODE, Acte, Colonne, Filtre, Liste, Vue
from jalon.structure.models import Centre

from .enums import Statut
from .models import Dossier
from .registres import COLONNES_DOSSIERS, FILTRES_DOSSIERS, LOTS_DOSSIERS, VUES_DOSSIERS
from .voisins import retenir

CELLULES = "dossiers/cellules"


def _options(modele):
    return lambda utilisateur: [(str(o.pk), str(o)) for o in modele.objects.filter(is_active=True)]


def _utilisateurs(utilisateur):
    actifs = Utilisateur.objects.actifs().values_list("pk", "prenom", "nom")
    return [(str(pk), f"{prenom} {nom}".strip()) for pk, prenom, nom in actifs]


def _par(champ: str):
    return lambda lignes, valeur, utilisateur: lignes.filter(**{champ: valeur})


def _miens(lignes, valeur: bool, utilisateur):
    if valeur:
        return lignes.miens(utilisateur)
    return lignes.exclude(pk__in=Dossier.objects.miens(utilisateur).values("pk"))


def _incomplets(lignes, valeur: bool, utilisateur):
    return lignes.filter(manques_nombre__gt=0) if valeur else lignes.filter(manques_nombre=0)


def _periode(champ: str):
    def appliquer(lignes, valeur, utilisateur):
        debut, fin = valeur
        lignes = lignes.filter(**{f"{champ}__gte": debut}) if debut else lignes
        return lignes.filter(**{f"{champ}__lte": fin}) if fin else lignes

    return appliquer


def _vide(champ: str):
    """La classe qui cache une cellule vide sur téléphone."""
    return lambda dossier: "" if getattr(dossier, champ) else "c-rien"


COLONNES = (
    Colonne(
        "nom",
        "Bénéficiaire, n°",
        gabarit=f"{CELLULES}/nom.html",
        valeur="numero",
        tri=("cle_tri",),
        classe="c-nom",
        ordre=10,
        is_exportee=False,
    ),
    Colonne("numero", "Numéro", ordre=11, is_affichable=False),
    Colonne("beneficiaire", "Bénéficiaire", ordre=12, is_affichable=False),
    Colonne(
        "prestation",
        "Prestation",
        gabarit=f"{CELLULES}/prestation.html",
        valeur="prestation",
        tri=("prestation__cle_tri",),
        classe="c-prest",
        ordre=20,
    ),
    Colonne(
        "statut",
        "Statut et suivi",
        gabarit=f"{CELLULES}/statut.html",
        valeur="statut",
        tri=("statut",),
        classe="c-etat",
        ordre=30,
    ),
    Colonne(
        "conseiller",
        "Conseiller",
        tri=("conseiller__cle_tri",),
        classe="c-cons c-second",
        ordre=40,
    ),
    Colonne(
        "entree",
        "Entrée",
        gabarit=f"{CELLULES}/date.html",
        valeur="date_entree",
        tri=("date_entree",),
        classe="c-entree c-second",
        ordre=50,
    ),
    Colonne(
        "fin",
        "Fin prévisionnelle",
        gabarit=f"{CELLULES}/date.html",
        valeur="date_fin_previsionnelle",
        tri=("date_fin_previsionnelle",),
        classe="c-fin c-nomme",
        classe_cellule=_vide("date_fin_previsionnelle"),
        ordre=60,
    ),
    Colonne(
        "manque",
        "Ce qui manque",
        gabarit=f"{CELLULES}/manque.html",
        valeur="manques_nombre",
        tri=("manques_nombre",),
        classe="c-manque",
        ordre=85,
    ),
    Colonne(
        "ouvert",
        "Ouvert le",
        gabarit=f"{CELLULES}/date.html",
        valeur="created_at",
        tri=("created_at",),
        classe="c-entree",
        ordre=90,
        par_defaut=False,
    ),
)

FILTRES = (
    Filtre("statut", "Statut", CHOIX_MULTIPLE, _par("statut__in"), options=lambda u: Statut.choices, ordre=10),
    Filtre("prestation", "Prestation", CHOIX, _par("prestation"), options=_options(Prestation), ordre=20),
    Filtre("suivi", "Suivi", CHOIX, _par("suivi"), options=_options(Suivi), ordre=30),
    Filtre(
        "conseiller",
        "Conseiller",
        CHOIX,
        _par("conseiller"),
        options=_utilisateurs,
        url_options="dossiers:conseillers_json",
        ordre=40,
    ),
    Filtre("centre", "Centre", CHOIX, _par("centre"), options=_options(Centre), ordre=50),
    Filtre(
        "incomplet",
        "Incomplet pour",
        CHOIX,
        lambda lignes, porte, utilisateur: lignes.filter(manques_porte=porte, manques_nombre__gt=0),
        options=lambda u: Porte.choices,
        ordre=55,
    ),
    Filtre("incomplets", "Incomplets", BOOLEEN, _incomplets, ordre=56),
    Filtre("entree", "Entrée", PERIODE, _periode("date_entree"), ordre=57),
    Filtre("fin", "Fin prévisionnelle", PERIODE, _periode("date_fin_previsionnelle"), ordre=58),
    Filtre("miens", "Mes dossiers", BOOLEEN, _miens, ordre=60),
)


class ListeDossiers(Liste):
    """Les dossiers du périmètre, les plus récents d'abord."""

    code, guide = "dossiers", "production"
    titre = "Dossiers"
    url, droit, droit_export = "dossiers:liste", "dossiers.lecture", "dossiers.exporter"
    modele = Dossier
    nom_singulier, nom_pluriel = "dossier", "dossiers"
    colonnes, filtres = COLONNES, FILTRES
    vues = (
        Vue("tous", "Tous", {}, ordre=0),
        Vue("miens", "Mes dossiers", {"miens": "oui"}, ordre=10),
        Vue(
            "incomplets",
            "Incomplets",
            {"incomplets": "oui"},
            ordre=15,
            controle="Une information manque pour démarrer, facturer ou clôturer.",
        ),
        Vue("en_cours", "En cours", {"statut": "en_cours"}, ordre=20),
        Vue("previsionnels", "Prévisionnels", {"statut": "previsionnel"}, ordre=30),
    )
    actes = (
        Acte("controles", "Contrôles", "dossiers:controles", "list", is_principal=False),
        Acte("nouveau", "Nouveau dossier", "dossiers:nouveau", droit="dossiers.ecriture", ordre=10),
    )
    registre_colonnes, registre_filtres, registre_vues = COLONNES_DOSSIERS, FILTRES_DOSSIERS, VUES_DOSSIERS
    registre_lots = LOTS_DOSSIERS
    champ_recherche = "texte_recherche"
    libelle_recherche = "Numéro, nom ou prénom du bénéficiaire"
    invite_recherche = "Numéro ou nom"
    tri_defaut = "-ouvert"
    classe_tableau = "j-dossiers"
    vide_titre = "Aucun dossier"
    vide_texte = "Un dossier réunit tout le parcours d’un bénéficiaire pour une prestation."

    def lire(self, request):
        """La page lue ; ses numéros sont retenus pour passer d'un dossier au voisin."""
        page = super().lire(request)
        retenir(request, page)
        return page

    def queryset(self, utilisateur):
        return Dossier.objects.visibles_par(utilisateur)

    def enrichir(self, queryset, utilisateur):
        return queryset.pour_liste()

    def nommer(self, objet):
        return f"{objet.numero} {objet.beneficiaire}"


LISTE = ListeDossiers()
