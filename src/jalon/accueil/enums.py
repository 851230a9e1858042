"""Listes fermées de l'accueil."""

from django.db.models import TextChoices


class Portee(TextChoices):
    """De qui l'accueil parle : de moi, ou de tous ceux dont je vois les dossiers."""

    MOI = "moi", "Moi"
    EQUIPE = "equipe", "Mon équipe"
