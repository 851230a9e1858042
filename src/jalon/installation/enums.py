"""Listes fermées du premier démarrage."""

from django.db.models import TextChoices


class EtatEtape(TextChoices):
    """Où en est une étape. « Faite » se déduit des faits ; « passée » est un choix."""

    A_FAIRE = "a_faire", "À faire"
    FAITE = "faite", "Faite"
    PASSEE = "passee", "Passée"


class Acte(TextChoices):
    ETAPE_PASSEE = "etape_passee", "Étape du premier démarrage passée"
    ETAPE_REPRISE = "etape_reprise", "Étape du premier démarrage reprise"
