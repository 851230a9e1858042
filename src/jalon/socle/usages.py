"""« Où est-ce utilisé » : ce qui se rattache à un objet, par introspection des relations.

Une pièce nouvelle qui pointe vers l'objet y compte sans rien déclarer.
"""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

Usage = tuple[str, int]


def usages_de(objet: models.Model, *, parties: Collection[type[models.Model]] = ()) -> list[Usage]:
    """Ce qui se rattache à l'objet, dans les mots de chaque modèle : [("utilisateurs", 12), ("lieux", 3)].

    `parties` : les modèles dont les lignes font partie de l'objet et partent avec lui (ses rôles, ses horaires).
    Une requête par modèle qui pointe vers lui.
    """
    trouves = []
    for modele, noms in _relations(type(objet)).items():
        if modele in parties:
            continue
        un_des_champs = reduce(or_, (Q(**{nom: objet.pk}) for nom in noms))
        if nombre := modele._base_manager.filter(un_des_champs).distinct().count():
            meta = modele._meta
            trouves.append((str(meta.verbose_name_plural if nombre > 1 else meta.verbose_name), nombre))
    return trouves


def en_mots(usages: Collection[Usage]) -> str:
    """« 12 utilisateurs, 3 lieux » ; vide sans usage."""
    return ", ".join(f"{nombre} {mots}" for mots, nombre in usages)


def _relations(modele: type[models.Model]) -> dict[type[models.Model], list[str]]:
    """Par modèle qui pointe vers celui-ci, les champs par lesquels il le fait."""
    champs: dict[type[models.Model], list[str]] = {}
    for relation in modele._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        autre = relation.related_model
        if not autre._meta.auto_created:
            champs.setdefault(autre, []).append(relation.field.name)
    return champs
