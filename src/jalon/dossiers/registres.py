"""Ce que les pièces plus hautes apprennent au dossier."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jalon.prestations.registres import ChampExigible
from jalon.socle.registres import Registre

from .rules.statut import Facturation, Presences

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jalon.prestations.models import Prestation

    from .blocs.base import Bloc
    from .models import Dossier
    from .transferts import Transfert


@dataclass(frozen=True)
class FaitsPlanning:
    """Ce que le planning dit d'un dossier : présences, dates calculées, heures facturables (minutes).

    `minutes_planifiees` compte le réalisé et ce qui reste programmé ; None tant qu'il n'y a aucune séance.
    `a_valider_at` : la fin de la première séance encore programmée ; `dernier_rendez_vous_at` : celle de la
    dernière où le bénéficiaire est attendu. Les comparer à l'instant dit « à valider » et « sans rendez-vous ».
    """

    presences: Presences = Presences()
    date_entree: date | None = None
    date_fin: date | None = None
    minutes_realisees: int | None = None
    minutes_planifiees: int | None = None
    a_valider_at: datetime | None = None
    dernier_rendez_vous_at: datetime | None = None


@dataclass(frozen=True)
class SourceDeFaits:
    """Une pièce qui nourrit la déduction du statut ; chaque fonction prend le dossier.

    `lectures` : ce qu'il vaut mieux précharger quand on recalcule beaucoup de dossiers (arguments de
    `prefetch_related`) ; les fonctions s'en servent quand c'est fait.

    `ecarts(dossier, planning, avancement)` compte ce qui diffère entre prévu, planifié et réalisé (H4).
    """

    code: str
    planning: "Callable[[Dossier], FaitsPlanning] | None" = None
    minutes_financees: "Callable[[Dossier], int] | None" = None
    facturation: "Callable[[Dossier], Facturation] | None" = None
    ordre: int = 0
    lectures: tuple = ()
    ecarts: "Callable[[Dossier, FaitsPlanning, str], int] | None" = None


@dataclass(frozen=True)
class Obstacle:
    """Ce qui empêche d'annuler ou de restaurer un dossier : `refuser(dossier)` rend la phrase, ou None."""

    code: str
    refuser: "Callable[[Dossier], str | None]"
    ordre: int = 0


@dataclass(frozen=True)
class SuitePrestation:
    """Ce que devient ce qui est attaché au dossier quand sa prestation change.

    `lister(dossier, prestation)` rend des phrases courtes ; `prestation` est la nouvelle.
    """

    code: str
    lister: "Callable[[Dossier, Prestation], list[str]]"
    ordre: int = 0


@dataclass(frozen=True)
class SuiteTransfert:
    """Ce qui suit les dossiers d'un collègue quand on les transfère : ses séances à venir, par exemple.

    `lister(par, transfert, dossiers)` rend les phrases de l'aperçu ; `executer(par, transfert, dossiers)` agit
    dans la transaction du transfert, une fois les dossiers passés, et rend une phrase pour l'historique, vide s'il
    n'y a rien à dire.
    """

    code: str
    lister: "Callable[[Any, Transfert, QuerySet[Dossier]], list[str]]"
    executer: "Callable[[Any, Transfert, list[Dossier]], str]"
    ordre: int = 0


@dataclass(frozen=True)
class SuiteAnnulation:
    """Ce que devient ce qui est attaché à un dossier ouvert par erreur.

    `lister(dossier)` : les phrases lues avant d'annuler. `annuler(dossier, par)` et `restaurer(dossier, par)`
    agissent dans la transaction de l'acte ; restaurer lève `Refus` si ce n'est plus possible.
    """

    code: str
    lister: "Callable[[Dossier], list[str]]"
    annuler: "Callable[[Dossier, Any], None]"
    restaurer: "Callable[[Dossier, Any], None]"
    ordre: int = 0


@dataclass(frozen=True)
class SourceExigences:
    """Une pièce qui exige quelque chose d'un dossier : `exigences(dossier)` rend des couples (code, porte).

    `exigibles(codes)` rend, par code, ce qui n'est pas inscrit au démarrage dans `CHAMPS_EXIGIBLES` (les pièces
    dépendent des types de document de la maison). Une requête au plus, aucune quand aucun code n'est le sien.
    `lectures` : voir `SourceDeFaits`.
    """

    code: str
    exigences: "Callable[[Dossier], list[tuple[str, str]]]"
    ordre: int = 0
    exigibles: "Callable[[Collection[str]], dict[str, ChampExigible]] | None" = None
    lectures: tuple = ()


@dataclass(frozen=True)
class Onglet:
    """Un onglet de la page d'un dossier. `compter(dossier, utilisateur)` donne la pastille, ou None.

    `guide` : sa page dans docs/guide (« page » ou « page#partie »), celle de son code par défaut.
    """

    code: str
    libelle: str
    url_name: str
    droit: str
    ordre: int = 0
    compter: "Callable[..., int | None] | None" = None
    guide: str = ""


@dataclass(frozen=True)
class Chiffre:
    """Un chiffre clé de l'en-tête : `gabarit` reçoit `dossier` et ce que rend `contexte(dossier, utilisateur)`."""

    code: str
    libelle: str
    gabarit: str
    contexte: "Callable[..., dict] | None" = None
    droit: str = "dossiers.lecture"
    classe: str = ""
    ordre: int = 0


@dataclass(frozen=True)
class ActeDeclenche:
    """Ce qu'un événement peut déclencher : prévenir, créer une relance… (F8 ; domaine, « Événements »).

    `formulaire(data, dossier=, par=, prefix=)` (voir `forms.acte.FormulaireActe`) demande ses paramètres ; None
    s'il n'en a pas. `executer(dossier=, evenement=, valeurs=, par=)` reçoit les valeurs validées, agit dans la
    transaction de l'événement, et rend la phrase gardée comme trace (« Courriel à Claire Martin ») ; il lève
    `Refus` si ce qui était prévu n'est plus possible.

    `droit` : sans lui, l'acte ne se propose pas ; `types` d'événement (vide : tous) et `convient(dossier)` disent
    quand il se propose : annuler les séances à venir d'un dossier abandonné, par exemple.
    """

    code: str
    libelle: str
    executer: "Callable[..., str]"
    formulaire: type | None = None
    droit: str = "dossiers.ecriture"
    icone: str = "bell-ringing"
    ordre: int = 0
    types: tuple[str, ...] = ()
    convient: "Callable[[Dossier], bool] | None" = None

    def est_propose(self, dossier: "Dossier", type_evenement: str) -> bool:
        """Vrai si l'acte se propose avec un événement de ce type sur ce dossier."""
        if self.types and type_evenement not in self.types:
            return False
        return self.convient is None or self.convient(dossier)


@dataclass(frozen=True)
class ActePage:
    """Un bouton en haut de la page d'un dossier, sur chaque onglet ; `gabarit` reçoit `dossier`."""

    code: str
    gabarit: str
    droit: str
    ordre: int = 0


ACTES_DECLENCHES: Registre[ActeDeclenche] = Registre("actes déclenchés par un événement")
OBSTACLES_ANNULATION: Registre[Obstacle] = Registre("obstacles à l'annulation d'un dossier")
OBSTACLES_RESTAURATION: Registre[Obstacle] = Registre("obstacles à la restauration d'un dossier")
SUITES_PRESTATION: Registre[SuitePrestation] = Registre("ce que devient le dossier dont la prestation change")
SUITES_TRANSFERT: Registre[SuiteTransfert] = Registre("ce qui suit les dossiers transférés")
SUITES_ANNULATION: Registre[SuiteAnnulation] = Registre("ce que devient un dossier ouvert par erreur")
EXIGENCES: Registre[SourceExigences] = Registre("sources d'exigences")
FAITS: Registre[SourceDeFaits] = Registre("sources de faits")
BLOCS: "Registre[Bloc]" = Registre("blocs de la page dossier")
ONGLETS: Registre[Onglet] = Registre("onglets du dossier")
CHIFFRES: Registre[Chiffre] = Registre("chiffres clés du dossier")
ACTES_PAGE: Registre[ActePage] = Registre("actes en haut de la page d'un dossier")
COLONNES_DOSSIERS: Registre = Registre("colonnes de la liste des dossiers")
FILTRES_DOSSIERS: Registre = Registre("filtres de la liste des dossiers")
VUES_DOSSIERS: Registre = Registre("vues de la liste des dossiers")
LOTS_DOSSIERS: Registre = Registre("actes par lot de la liste des dossiers")
