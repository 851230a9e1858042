"""Listes fermées du catalogue."""

from django.db.models import TextChoices


class NaturePrestation(TextChoices):
    FORMATION = "formation", "Formation"
    BILAN = "bilan", "Bilan de compétences"
    VAE = "vae", "VAE"
    ACCOMPAGNEMENT = "accompagnement", "Accompagnement"
    AUTRE = "autre", "Autre"


class Tarification(TextChoices):
    """Horaire et forfait s'excluent (B10, B11)."""

    HORAIRE = "horaire", "Horaire"
    FORFAIT = "forfait", "Forfait"


class Porte(TextChoices):
    """Une étape que le dossier franchit quand rien ne lui manque (H1 ; domaine, « Complétude »)."""

    DEMARRER = "demarrer", "Démarrer"
    FACTURER = "facturer", "Facturer"
    CLOTURER = "cloturer", "Clôturer"


class TypeEvenement(TextChoices):
    """Le fait qu'un événement signifie (domaine, « Événements »)."""

    ENTREE = "entree", "Entrée"
    SORTIE = "sortie", "Sortie"
    ABANDON = "abandon", "Abandon"
    SUSPENSION = "suspension", "Suspension"
    REPRISE = "reprise", "Reprise"
    REOUVERTURE = "reouverture", "Réouverture"
    CHANGEMENT_STATUT = "changement_statut", "Changement de statut"


class Acte(TextChoices):
    PRESTATION_CREEE = "prestation_creee", "Prestation créée"
    PRESTATION_MODIFIEE = "prestation_modifiee", "Prestation modifiée"
