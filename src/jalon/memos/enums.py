"""Listes fermées des mémos (domaine, « Mémos »)."""

from django.db.models import TextChoices


class NatureMemo(TextChoices):
    """Ce qu'est un mémo (F9)."""

    COMMENTAIRE = "commentaire", "Commentaire"
    ECHANGE = "echange", "Échange"
    ATTENTION = "attention", "Point d’attention"
    RELANCE = "relance", "Relance"


class Visibilite(TextChoices):
    """Qui lit un mémo, parmi ceux qui peuvent lire son objet (F10)."""

    MOI = "moi", "Moi seul"
    EQUIPE = "equipe", "Équipe"
    NOMMEES = "nommees", "Personnes nommées"


class Moment(TextChoices):
    """Où en est une relance, un jour donné."""

    EN_RETARD = "en_retard", "En retard"
    AUJOURDHUI = "aujourdhui", "Aujourd’hui"
    A_VENIR = "a_venir", "À venir"
    FAITE = "faite", "Faite"


class Acte(TextChoices):
    MEMO_AJOUTE = "memo_ajoute", "Mémo ajouté"
    MEMO_MODIFIE = "memo_modifie", "Mémo modifié"
    MEMO_SUPPRIME = "memo_supprime", "Mémo supprimé"
    MEMO_RESTAURE = "memo_restaure", "Mémo restauré"
    RELANCE_FAITE = "relance_faite", "Relance faite"
    RELANCE_ROUVERTE = "relance_rouverte", "Relance rouverte"
    RELANCE_REPORTEE = "relance_reportee", "Relance reportée"
