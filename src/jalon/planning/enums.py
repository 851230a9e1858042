"""Listes fermées du planning."""

from django.db.models import TextChoices


class GenreSeance(TextChoices):
    """Pour qui : un dossier, plusieurs une fois, ou personne (réunion). Les groupes ont leur place ici."""

    INDIVIDUELLE = "individuelle", "Individuelle"
    COLLECTIVE = "collective", "Collective"
    HORS_PRODUCTION = "hors_production", "Hors production"


class EtatSeance(TextChoices):
    """Réalisée : elle s'est tenue, un animateur était là (domaine, « Planning »)."""

    PROGRAMMEE = "programmee", "Programmée"
    REALISEE = "realisee", "Réalisée"
    ANNULEE = "annulee", "Annulée"
    REPORTEE = "reportee", "Reportée"


class Presence(TextChoices):
    """La présence appartient à la participation, pas à la séance."""

    ATTENDU = "attendu", "Attendu"
    PRESENT = "present", "Présent"
    ABSENT_EXCUSE = "absent_excuse", "Absent excusé"
    ABSENT_INJUSTIFIE = "absent_injustifie", "Absent injustifié"


class AnnuleePar(TextChoices):
    ORGANISME = "organisme", "L’organisme"
    BENEFICIAIRE = "beneficiaire", "Le bénéficiaire"
    FINANCEUR = "financeur", "Le financeur ou l’employeur"
    AUTRE = "autre", "Autre"


class NatureOccupation(TextChoices):
    """Ce qu'une séance occupe."""

    ANIMATEUR = "animateur", "Animateur"
    BENEFICIAIRE = "beneficiaire", "Bénéficiaire"
    LIEU = "lieu", "Lieu"
    RESSOURCE = "ressource", "Ressource"


class Acte(TextChoices):
    """Les actes du planning, tels que l'historique les nomme."""

    SEANCE_PLANIFIEE = "seance_planifiee", "Séance planifiée"
    SEANCE_MODIFIEE = "seance_modifiee", "Séance modifiée"
    SEANCE_DEPLACEE = "seance_deplacee", "Séance déplacée"
    SEANCE_VALIDEE = "seance_validee", "Séance validée"
    SEANCE_ANNULEE = "seance_annulee", "Séance annulée"
    SEANCE_REPORTEE = "seance_reportee", "Séance reportée"
    SEANCE_RETABLIE = "seance_retablie", "Séance rétablie"
    CONFLIT_ACCEPTE = "conflit_accepte", "Conflit d’agenda accepté"
