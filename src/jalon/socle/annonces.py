"""Annonces : un acte dit que des faits ont changé ; les pièces inscrites en tirent les conséquences.

Règle 1 de la maison : l'acte n'appelle qu'une fonction, `faits_modifies(objet)`. Les conséquences se calculent
dans la même transaction que l'acte.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models, transaction

from .registres import Registre


@dataclass(frozen=True)
class Consequence:
    """Ce qu'il faut refaire quand un objet de ce modèle change : `recalculer(objet)`."""

    code: str
    modele: type[models.Model]
    recalculer: Callable[[models.Model], None]
    ordre: int = 0


CONSEQUENCES: Registre[Consequence] = Registre("conséquences")


def faits_modifies(objet: models.Model) -> None:
    """Annonce que les faits portés par `objet` ont changé. À appeler dans la transaction de l'acte."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("faits_modifies s'appelle dans la transaction de l'acte")
    for consequence in CONSEQUENCES:
        if isinstance(objet, consequence.modele):
            consequence.recalculer(objet)
