"""Listes fermées du socle."""

from django.db.models import TextChoices


class EtatTravail(TextChoices):
    """Où en est un travail long."""

    EN_ATTENTE = "en_attente", "En attente"
    EN_COURS = "en_cours", "En cours"
    TERMINE = "termine", "Terminé"
    ANNULE = "annule", "Annulé"
    ECHOUE = "echoue", "Échoué"


ETATS_ACTIFS = (EtatTravail.EN_ATTENTE, EtatTravail.EN_COURS)


class SortMessage(TextChoices):
    """Ce qu'il est advenu d'un courriel."""

    ENVOYE = "envoye", "Envoyé"
    ECHEC = "echec", "Échec de l’envoi"
