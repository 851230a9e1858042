"""La liste des dossiers liés à une convention (B2) : statut, part de chacun."""

from django.db.models import QuerySet

from jalon.socle.formats import en_heures
from jalon.socle.listes import BOOLEEN, Colonne, Filtre, Liste

from .etapes import ecarts_en_mots
from .models import Convention, Financement
from .queries import financements_visibles

CELLULES = "financement/conventions/lies"

COLONNES = (
    Colonne("dossier", "Dossier", lambda f: f.dossier.numero, f"{CELLULES}/dossier.html",
            tri=["dossier__cle_tri"], classe="c-nom"),
    Colonne("prestation", "Prestation", lambda f: f.dossier.prestation, tri=["dossier__prestation__cle_tri"],
            classe="c-prest", ordre=1),
    Colonne("statut", "Statut", lambda f: f.dossier.get_statut_display(), f"{CELLULES}/statut.html",
            tri=["dossier__statut"], classe="c-etat", ordre=2),
    Colonne("entree", "Entrée", lambda f: f.dossier.date_entree, f"{CELLULES}/entree.html",
            tri=["dossier__date_entree"], classe="j-num c-nomme c-second", ordre=3),
    Colonne("heures", "Heures engagées", lambda f: f.minutes_financees, "financement/cellules/heures.html",
            tri=["minutes_financees"], classe="j-droite c-nomme", ordre=4,
            exporter=lambda f, _: en_heures(f.minutes_financees)),
    Colonne("montant", "Montant engagé", lambda f: f.montant_total, "financement/cellules/montant.html",
            tri=["montant_total"], classe="j-droite c-nomme", ordre=5),
    Colonne("ecarts", "Écarts", lambda f: ecarts_en_mots(f.dossier, f), f"{CELLULES}/ecarts.html",
            tri=["dossier__ecarts_nombre"], classe="c-manque", ordre=6,
            classe_cellule=lambda f: "" if f.dossier.ecarts_nombre else "c-rien"),
)  # fmt: skip


def _avec_ecarts(financements: QuerySet, valeur: bool, utilisateur) -> QuerySet:
    condition = {"dossier__ecarts_nombre__gt": 0}
    return financements.filter(**condition) if valeur else financements.exclude(**condition)


FILTRES = (Filtre("ecarts", "Écarts", BOOLEEN, _avec_ecarts),)


class ListeDossiersLies(Liste):
    """Les dossiers d'une convention que l'utilisateur voit ; trois requêtes par page."""

    code = "lies"
    titre = "Dossiers liés"
    droit = "financement.lecture"
    modele = Financement
    nom_singulier, nom_pluriel = "dossier", "dossiers"
    champ_recherche = "dossier__texte_recherche"
    libelle_recherche = "Chercher un dossier lié par numéro ou bénéficiaire"
    invite_recherche = "Numéro, bénéficiaire"
    tri_defaut = "-entree"
    vide_titre = "Aucun dossier lié"
    vide_texte = "Une convention se choisit dans l’onglet Financement d’un dossier."
    colonnes, filtres = COLONNES, FILTRES

    def __init__(self, convention: Convention) -> None:
        self.convention = convention

    def queryset(self, utilisateur) -> QuerySet:
        return financements_visibles(self.convention, utilisateur)

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        return queryset.select_related("dossier__beneficiaire", "dossier__prestation", "dossier__suivi")
