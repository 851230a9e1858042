"""Ce que les pièces plus hautes apprennent au catalogue : les champs qu'une prestation peut exiger."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class ChampExigible:
    """Un champ du dossier dont l'absence se remarque.

    `est_rempli(dossier)` dit s'il l'est. `bloc` et `champ` disent où on le remplit (le bloc de la page et le nom
    du champ dans son formulaire) : chaque manque mène à son champ (H1).
    """

    code: str
    libelle: str
    est_rempli: Callable[[Any], bool]
    bloc: str
    champ: str = ""
    ordre: int = 0


CHAMPS_EXIGIBLES: Registre[ChampExigible] = Registre("champs exigibles d'un dossier")
