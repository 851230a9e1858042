"""Annonces : un acte dit que des faits ont changé ; les pièces inscrites en tirent les conséquences.

Règle 1 de la maison : l'acte n'appelle qu'une fonction, `faits_modifies(objet)`. Les conséquences se calculent
dans la même transaction que l'acte.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
_EN_ATTENTE: ContextVar[dict | None] = ContextVar("annonces_en_attente", default=None)


def faits_modifies(objet: models.Model) -> None:
    """Annonce que les faits portés par `objet` ont changé. À appeler dans la transaction de l'acte."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("faits_modifies s'appelle dans la transaction de l'acte")
    attente = _EN_ATTENTE.get()
    if attente is None:
        _tirer_les_consequences(objet)
    else:
        attente[type(objet), objet.pk] = objet


@contextmanager
def annonces_groupees() -> Iterator[None]:
    """Dans cette transaction, plusieurs actes sur un même objet n'ont leurs conséquences qu'une fois, à la fin.

    Pour les écritures en nombre seulement : entre deux actes, ce qui se déduit des faits n'est pas à jour.
    """
    with transaction.atomic():
        jeton = _EN_ATTENTE.set({})
        try:
            yield
            annonces = _EN_ATTENTE.get()
        finally:
            _EN_ATTENTE.reset(jeton)
        for objet in annonces.values():
            faits_modifies(objet)


def _tirer_les_consequences(objet: models.Model) -> None:
    for consequence in CONSEQUENCES:
        if isinstance(objet, consequence.modele):
            consequence.recalculer(objet)
