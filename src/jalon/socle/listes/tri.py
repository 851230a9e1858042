"""L'ordre d'une liste : total, et le même sur les deux moteurs."""

from collections.abc import Sequence

from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model
from django.db.models.expressions import OrderBy


def ordre_total(modele: type[Model], champs: Sequence[str], descendant: bool = False) -> list[OrderBy]:
    """Les expressions de tri, départagées par la clé primaire ; les valeurs absentes viennent à la fin."""
    expressions = [_expression(modele, champ, descendant) for champ in champs]
    return [*expressions, OrderBy(F("pk"), descending=descendant)]


def _expression(modele: type[Model], champ: str, descendant: bool) -> OrderBy:
    nom = champ.removeprefix("-")
    inverse = descendant != champ.startswith("-")
    # « nulls_last » empêcherait de lire l'index à l'envers : il n'est mis que là où il sert.
    return OrderBy(F(nom), descending=inverse, nulls_last=peut_manquer(modele, nom) or None)


def peut_manquer(modele: type[Model], chemin: str) -> bool:
    """Vrai si le champ, ou une relation qui y mène, peut être vide ; vrai aussi pour une annotation."""
    for nom in chemin.split("__"):
        if nom == "pk":
            continue
        try:
            champ = modele._meta.get_field(nom)
        except FieldDoesNotExist:
            return True
        if champ.null or champ.auto_created and champ.is_relation:
            return True
        modele = champ.related_model or modele
    return False
