"""Listes fermées de la structure."""

from django.db.models import TextChoices


class TypeLieu(TextChoices):
    SALLE = "salle", "Salle"
    BUREAU = "bureau", "Bureau"
    COLLECTIF = "collectif", "Espace collectif"
    AUTRE = "autre", "Autre"


class Acte(TextChoices):
    REGLAGES_MODIFIES = "reglages_modifies", "Réglages modifiés"
    CENTRE_CREE = "centre_cree", "Centre créé"
    LIEU_CREE = "lieu_cree", "Lieu créé"
