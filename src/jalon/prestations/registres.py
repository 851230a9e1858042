"""Ce que les pièces plus hautes apprennent au catalogue : les champs qu'une prestation peut exiger."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class ChampExigible:
    """Un champ du dossier dont l'absence se remarque.

    `est_rempli(lu)` dit s'il l'est, `lu` étant ce que `lire(dossier)` a rendu : le dossier lui-même par défaut ;
    les champs d'une même pièce partagent leur lecture. `bloc` et `champ` disent où on le remplit (le bloc de la
    page et le nom du champ dans son formulaire) : chaque manque mène à son champ (H1). `adresse(dossier, par)`, si
    elle est donnée, dit plutôt où aller ; vide pour qui ne peut pas le combler.
    """

    code: str
    libelle: str
    est_rempli: Callable[[Any], bool]
    bloc: str
    champ: str = ""
    ordre: int = 0
    lire: Callable[[Any], Any] | None = None
    adresse: Callable[[Any, Any], str] | None = None


CHAMPS_EXIGIBLES: Registre[ChampExigible] = Registre("champs exigibles d'un dossier")


@dataclass(frozen=True)
class ExigenceCommune:
    """Un champ exigé de tout dossier, quelle que soit sa prestation : l'aperçu le montre avec les autres."""

    code: str
    champ: str
    porte: str
    ordre: int = 0


@dataclass(frozen=True)
class OngletPrestation:
    """Un onglet de la page Admin d'une prestation. `compter(prestation, utilisateur)` : la pastille, ou None."""

    code: str
    libelle: str
    url_name: str
    droit: str
    ordre: int = 0
    compter: Callable[..., int | None] | None = None
    guide: str = "prestations"


EXIGENCES_COMMUNES: Registre[ExigenceCommune] = Registre("exigences de tout dossier")
ONGLETS_PRESTATION: Registre[OngletPrestation] = Registre("onglets d'une prestation")
