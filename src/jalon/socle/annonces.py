"""Annonces : un acte dit que des faits ont changé ; les pièces inscrites en tirent les conséquences.

Règle 1 de la maison : l'acte n'appelle qu'une fonction, `faits_modifies(objet)`. Les conséquences se calculent
dans la même transaction que l'acte.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models, transaction

from .registres import Registre


@dataclass(frozen=True)
class Consequence:
    """Ce qu'il faut refaire quand un objet de ce modèle change : `recalculer(objet)`.

    `recalculer_tous(objets)`, s'il est donné, fait la même chose en moins de lectures pour beaucoup d'objets.
    """

    code: str
    modele: type[models.Model]
    recalculer: Callable[[models.Model], None]
    ordre: int = 0
    recalculer_tous: Callable[[Sequence], None] | None = None

    def tirer(self, objets: Sequence[models.Model]) -> None:
        """Refait ce qui suit de ces objets, ensemble s'ils sont plusieurs."""
        if self.recalculer_tous and len(objets) > 1:
            self.recalculer_tous(objets)
        else:
            for objet in objets:
                self.recalculer(objet)


CONSEQUENCES: Registre[Consequence] = Registre("conséquences")
_EN_ATTENTE: ContextVar[dict | None] = ContextVar("annonces_en_attente", default=None)


def faits_modifies(objet: models.Model) -> None:
    """Annonce que les faits portés par `objet` ont changé. À appeler dans la transaction de l'acte."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("faits_modifies s'appelle dans la transaction de l'acte")
    attente = _EN_ATTENTE.get()
    if attente is None:
        _tirer_les_consequences(type(objet), [objet])
    else:
        attente[type(objet), objet.pk] = objet


@contextmanager
def annonces_groupees() -> Iterator[None]:
    """Dans cette transaction, plusieurs actes sur un même objet n'ont leurs conséquences qu'une fois, à la fin.

    Un groupe dans un groupe attend la fin du plus large. Pour les écritures en nombre seulement : entre deux
    actes, ce qui se déduit des faits n'est pas à jour.
    """
    with transaction.atomic():
        annonces: dict = {}
        jeton = _EN_ATTENTE.set(annonces)
        try:
            yield
        finally:
            _EN_ATTENTE.reset(jeton)
        plus_large = _EN_ATTENTE.get()
        if plus_large is None:
            _tirer_ensemble(annonces)
        else:
            plus_large.update(annonces)


def _tirer_ensemble(annonces: dict) -> None:
    """Modèle par modèle ; ce qu'une conséquence annonce à son tour rejoint le groupe."""
    jeton = _EN_ATTENTE.set(annonces)
    try:
        while annonces:
            modele = next(iter(annonces))[0]
            objets = [annonces.pop(cle) for cle in list(annonces) if cle[0] is modele]
            _tirer_les_consequences(modele, objets)
    finally:
        _EN_ATTENTE.reset(jeton)


def _tirer_les_consequences(modele: type[models.Model], objets: Sequence[models.Model]) -> None:
    for consequence in CONSEQUENCES:
        if issubclass(modele, consequence.modele):
            consequence.tirer(objets)
