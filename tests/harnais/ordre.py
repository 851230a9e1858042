"""Une requête sans ordre rend ses lignes mélangées : l'essai qui compte sur leur hasard échoue ici.

Une page (tranche) prise sans ordre est une faute : deux pages pourraient montrer la même ligne.
"""

import random

from django.db.models import QuerySet
from django.db.models.query import MAX_GET_RESULTS

from .fautes import signaler

_HASARD = random.Random(20261124)
_lire_tout = QuerySet._fetch_all


def _taille_tranche(requete) -> int:
    if requete.high_mark is None:
        return MAX_GET_RESULTS + 1
    return requete.high_mark - requete.low_mark


def _lire_melange(self: QuerySet) -> None:
    deja_lu = self._result_cache is not None
    _lire_tout(self)
    if deja_lu or self.ordered or len(self._result_cache) < 2:
        return
    if not self.query.is_sliced:
        _HASARD.shuffle(self._result_cache)
    elif _taille_tranche(self.query) != MAX_GET_RESULTS:  # get() borne sa requête sans l'ordonner
        signaler(f"tranche de {self.model.__name__} sans ordre : ajouter order_by()")


def poser() -> None:
    """Mélange désormais toute lecture sans ordre."""
    QuerySet._fetch_all = _lire_melange
