"""Les listes de doublons : à regarder, ou écartés ; personnes, puis sociétés."""

from django.db.models import Model, Prefetch, Q, QuerySet
from django.urls import reverse

from jalon.socle.listes import Acte, ActeLot, Colonne, Liste
from jalon.socle.recherche_texte import est_trop_courte

from ..models import DoublonPersonne, DoublonSociete, Personne, Societe
from .comparaison import montrer_fiche
from .operations import ecarter_doublon, retablir_doublon
from .queries import SORTES

LECTURE, ECRITURE = "annuaire.lecture", "annuaire.ecriture"
CELLULES = "annuaire/doublons/cellules"
MOTS = {Personne: "personne", Societe: "societe"}


def _adresse(doublon: DoublonPersonne | DoublonSociete) -> str:
    mot = "personne" if isinstance(doublon, DoublonPersonne) else "societe"
    return reverse(f"annuaire:doublon_{mot}", args=[doublon.pk])


COLONNES = (
    Colonne("premiere", "La plus ancienne", lambda d: montrer_fiche(d.premiere), f"{CELLULES}/fiche.html",
            classe="c-nom"),
    Colonne("seconde", "L’autre", lambda d: montrer_fiche(d.seconde), f"{CELLULES}/fiche.html",
            classe="c-nomme", ordre=1),
    Colonne("raison", "Raison", "raison", tri=["-force"], classe="c-nomme", ordre=2),
    Colonne("comparer", "Comparer", _adresse, f"{CELLULES}/comparer.html", classe="j-droite c-etat", ordre=4),
)  # fmt: skip
DECISION = Colonne("decision", "Écartée", gabarit=f"{CELLULES}/decision.html", classe="c-nomme", ordre=3)


def _ecarter(doublon, par, _donnees: dict) -> dict:
    ecarter_doublon(par=par, doublon=doublon)
    return {}


def _retablir(doublon, par, _donnees: dict) -> dict:
    retablir_doublon(par=par, doublon=doublon)
    return {}


ECARTER = ActeLot(
    "ecarter",
    "Ce ne sont pas des doublons",
    "users",
    ECRITURE,
    _ecarter,
    phrase="Ces paires ne se proposeront plus. On les retrouve dans « Paires écartées », d’où l’on peut revenir.",
)
RETABLIR = ActeLot(
    "retablir",
    "Proposer de nouveau",
    "arrow-back-up",
    ECRITURE,
    _retablir,
    phrase="Ces paires se proposeront de nouveau.",
)


class ListeDoublons(Liste):
    """Les paires d'une sorte de fiche : cinq requêtes par page."""

    guide = "doublons"
    droit = LECTURE
    droit_export = None
    nom_singulier, nom_pluriel, is_feminin = "paire", "paires", True
    champ_recherche = "premiere__texte_recherche"
    libelle_recherche = "Chercher une paire par le nom d’une des deux fiches"
    invite_recherche = "Nom"
    tri_defaut = "raison"

    def __init__(self, fiches: type[Model], *, is_ecartees: bool = False) -> None:
        mot = MOTS[fiches]
        self.fiches, self.modele, self.is_ecartees = fiches, SORTES[fiches].paire, is_ecartees
        suite = "_ecartes" if is_ecartees else ""
        self.code = f"doublons_{mot}s{suite}"
        self.url = f"annuaire:{self.code}"
        sorte = "personnes" if fiches is Personne else "sociétés"
        self.titre = f"Doublons de {sorte} écartés" if is_ecartees else f"Doublons de {sorte}"
        self.colonnes = (*COLONNES, DECISION) if is_ecartees else COLONNES
        self.lots = (RETABLIR,) if is_ecartees else (ECARTER,)
        self.vide_titre = "Aucune paire écartée" if is_ecartees else "Aucun doublon probable"
        self.vide_texte = (
            "Dire « ce ne sont pas des doublons » range la paire ici, avec qui l’a dit et quand."
            if is_ecartees
            else "Deux fiches qui partagent un nom, un courriel ou un numéro viennent ici dès qu’elles existent."
        )

    def queryset(self, utilisateur) -> QuerySet:
        paires = self.modele.objects.visibles_par(utilisateur)
        return paires.ecartees() if self.is_ecartees else paires.a_traiter()

    def chercher(self, queryset: QuerySet, saisie: str, utilisateur) -> QuerySet:
        """Par le nom de l'une ou de l'autre : le nom se voit partout."""
        if not saisie.strip():
            return queryset
        if est_trop_courte(saisie):
            return queryset.none()
        trouvees = self.fiches.objects.filter(texte_recherche__contient_mot=saisie).order_by().values("pk")
        return queryset.filter(Q(premiere__in=trouvees) | Q(seconde__in=trouvees))

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        return avec_fiches(queryset, self.fiches, utilisateur)


def avec_fiches(paires: QuerySet, modele: type[Model], utilisateur) -> QuerySet:
    """Les paires et leurs deux fiches ; une personne porte `is_detaillee`. Deux requêtes de plus."""
    fiches = modele.objects.select_related("centre")
    if modele is Personne:
        fiches = fiches.with_details(utilisateur).select_related("employeur")
    return paires.select_related("ecartee_par").prefetch_related(
        Prefetch("premiere", fiches), Prefetch("seconde", fiches)
    )


DOUBLONS_PERSONNES, DOUBLONS_SOCIETES = ListeDoublons(Personne), ListeDoublons(Societe)
PERSONNES_ECARTEES, SOCIETES_ECARTEES = (
    ListeDoublons(Personne, is_ecartees=True),
    ListeDoublons(Societe, is_ecartees=True),
)
LISTES_DOUBLONS = (DOUBLONS_PERSONNES, PERSONNES_ECARTEES, DOUBLONS_SOCIETES, SOCIETES_ECARTEES)


def _relier(liste: ListeDoublons, autre: ListeDoublons, ecartees: ListeDoublons) -> None:
    """Les passages d'une liste aux autres, en haut de la page."""
    sorte = "sociétés" if autre.fiches is Societe else "personnes"
    mots = f"Écartés de {sorte}" if autre.is_ecartees else f"Doublons de {sorte}"
    icone = "building" if autre.fiches is Societe else "user"
    vers = "Paires à regarder" if liste.is_ecartees else "Paires écartées"
    liste.actes = (
        Acte("autres", mots, autre.url, icone, LECTURE, is_principal=False),
        Acte("ecartees", vers, ecartees.url, "archive", LECTURE, is_principal=False, ordre=1),
    )


_relier(DOUBLONS_PERSONNES, DOUBLONS_SOCIETES, PERSONNES_ECARTEES)
_relier(DOUBLONS_SOCIETES, DOUBLONS_PERSONNES, SOCIETES_ECARTEES)
_relier(PERSONNES_ECARTEES, SOCIETES_ECARTEES, DOUBLONS_PERSONNES)
_relier(SOCIETES_ECARTEES, PERSONNES_ECARTEES, DOUBLONS_SOCIETES)
