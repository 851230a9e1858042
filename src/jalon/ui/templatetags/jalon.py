"""Composants de la maison, chargés d'office dans tous les gabarits (réglage `builtins`).

Les balises sont rangées par famille dans les modules voisins ; celui-ci les réunit.
"""

from django import template

from . import _blocs, _formats, _formulaires, _marques

register = template.Library()

for _famille in (_blocs, _formats, _formulaires, _marques):
    register.tags.update(_famille.register.tags)
    register.filters.update(_famille.register.filters)
