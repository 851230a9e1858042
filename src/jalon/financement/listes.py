"""La liste des conventions (Admin), et le filtre « Convention » de la liste des dossiers."""

from django.db.models import QuerySet

from jalon.socle.formats import en_heures
from jalon.socle.listes import AUTOCOMPLETE, CHOIX, CHOIX_MULTIPLE, DATE, Acte, Colonne, Filtre, Liste, Vue

from .enums import EtatConvention, NatureConvention
from .models import Convention, Financement
from .propositions import periode_en_mots
from .queries import reste_de, with_engagement

CELLULES = "financement/conventions/cellules"


def _valable_le(conventions, jour, utilisateur):
    return conventions.exclude(date_debut__gt=jour).exclude(date_fin__lt=jour)


COLONNES = (
    Colonne("reference", "Référence, intitulé", gabarit=f"{CELLULES}/nom.html", tri=["cle_tri"], classe="c-nom"),
    Colonne("intitule", "Intitulé", is_affichable=False),
    Colonne("financeur", "Financeur", lambda c: c.financeur, classe="c-nomme", ordre=1),
    Colonne("etat", "État", gabarit=f"{CELLULES}/etat.html", tri=["etat"], classe="c-etat", ordre=2),
    Colonne("periode", "Période", periode_en_mots, tri=["date_fin"], classe="j-num c-nomme c-second", ordre=3),
    Colonne("heures", "Heures engagées", reste_de, f"{CELLULES}/heures.html", tri=["minutes_financees"],
            classe="c-nomme c-rdv", ordre=4, exporter=lambda c, _: en_heures(c.minutes_financees)),
    Colonne("montant", "Montant engagé", reste_de, f"{CELLULES}/montant.html", tri=["montant"],
            classe="c-nomme c-rdv", ordre=5, exporter=lambda c, _: c.montant),
    Colonne("dossiers", "Dossiers", lambda c: c.nombre_dossiers or 0, classe="j-droite j-num c-nomme", ordre=6),
)  # fmt: skip

FILTRES = (
    Filtre("etat", "État", CHOIX_MULTIPLE, lambda qs, etats, _: qs.filter(etat__in=etats),
           options=lambda _: EtatConvention.choices),
    Filtre("nature", "Nature", CHOIX, lambda qs, nature, _: qs.filter(nature=nature),
           options=lambda _: NatureConvention.choices, ordre=1),
    Filtre("valable", "Valable le", DATE, _valable_le, ordre=2),
)  # fmt: skip


class ListeConventions(Liste):
    """Les conventions : trois requêtes par page, plus une par vue comptée."""

    code = "conventions"
    titre = "Conventions"
    url, droit, droit_export = "financement:conventions", "financement.lecture", "financement.exporter"
    modele = Convention
    fil = (("Admin", "prestations:admin"),)
    nom_singulier, nom_pluriel, is_feminin = "convention", "conventions", True
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher une convention par référence, intitulé ou financeur"
    invite_recherche = "Référence, intitulé, financeur"
    tri_defaut = "-reference"
    vide_titre = "Aucune convention"
    vide_texte = (
        "Une convention est le cadre qui finance plusieurs dossiers : financeur, période, heures, montant."
    )
    colonnes, filtres = COLONNES, FILTRES
    vues = (
        Vue("toutes", "Toutes", {}),
        Vue("actives", "Actives", {"etat": "active"}, ordre=1),
        Vue("brouillons", "Brouillons", {"etat": "brouillon"}, ordre=2),
        Vue("closes", "Closes", {"etat": "close"}, ordre=3),
    )
    actes = (
        Acte(
            "nouvelle",
            "Nouvelle convention",
            "financement:convention_nouvelle",
            droit="financement.ecriture",
        ),
    )

    def queryset(self, utilisateur) -> QuerySet:
        return Convention.objects.visibles_par(utilisateur)

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        return with_engagement(queryset.pour_liste())


CONVENTIONS = ListeConventions()


def _dossiers_de(dossiers, pk: str, utilisateur):
    return dossiers.filter(pk__in=Financement.objects.filter(convention=pk).values("dossier"))


def _nommer(pk: str, utilisateur) -> str | None:
    if not (pk.isascii() and pk.isdigit()):
        return None
    visibles = Convention.objects.visibles_par(utilisateur).filter(pk=pk)
    return visibles.values_list("reference", flat=True).first()


FILTRE_CONVENTION = Filtre(
    "convention",
    "Convention",
    AUTOCOMPLETE,
    _dossiers_de,
    libelle_valeur=_nommer,
    url_options="financement:conventions_json",
    ordre=80,
    droit="financement.lecture",
)
