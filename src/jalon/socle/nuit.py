"""Ce que la nuit refait : chaque pièce inscrit sa tâche, `jalon tache_nocturne` les joue toutes."""

from collections.abc import Callable
from dataclasses import dataclass

from .registres import Registre


@dataclass(frozen=True)
class TacheNuit:
    """Une tâche de la nuit. `executer()` la fait et dit ce qu'elle a fait ; la jouer deux fois est sans risque."""

    code: str
    libelle: str
    executer: Callable[[], str]
    ordre: int = 0


TACHES_NUIT: Registre[TacheNuit] = Registre("tâches de la nuit")
