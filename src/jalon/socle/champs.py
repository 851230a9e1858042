"""Champs de modèle qui portent leur unité : le journal et les listes savent ainsi les montrer."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models


class ChampMinutes(models.PositiveIntegerField):
    """Durée en minutes entières, montrée « 24 h 30 » (règle 12)."""


class ChampMontant(models.DecimalField):
    """Montant en euros, au centime, jamais négatif (règle 12)."""

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)
        self.validators.append(MinValueValidator(Decimal(0), "Un montant n’est pas négatif."))


class ChampTelephone(models.CharField):
    """Numéro en E.164, montré par paires en France (domaine, « Annuaire »)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{"max_length": 20, "blank": True, **kwargs})
