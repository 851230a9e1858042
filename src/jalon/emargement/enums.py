"""Listes fermées de l'émargement."""

from django.db.models import TextChoices


class DemiJournee(TextChoices):
    """On signe une fois par séance, ou par demi-journée quand elle couvre les deux (EM-01)."""

    MATIN = "matin", "Matin"
    APRES_MIDI = "apres_midi", "Après-midi"


class Role(TextChoices):
    """À quel titre on signe."""

    BENEFICIAIRE = "beneficiaire", "Bénéficiaire"
    ANIMATEUR = "animateur", "Animateur"


class Moyen(TextChoices):
    """Par où la signature est venue (EM-03)."""

    ECRAN = "ecran", "Sur l’écran"
    QR = "qr", "QR code"
    LIEN = "lien", "Lien personnel"
    PAPIER = "papier", "Sur papier"


class NatureSceau(TextChoices):
    """Une signature, ou son annulation : les deux restent."""

    SIGNATURE = "signature", "Signature"
    ANNULATION = "annulation", "Annulation"


class Constat(TextChoices):
    """Ce que la vérification dit d'un sceau."""

    CONCORDE = "concorde", "Concorde"
    EFFACE = "efface", "Contenu effacé"
    ALTERE = "altere", "Altéré"
    MANQUANT = "manquant", "Manquant"


class EtatLien(TextChoices):
    """Où en est un lien personnel."""

    EN_ATTENTE = "en_attente", "En attente"
    SIGNE = "signe", "Signé"
    REVOQUE = "revoque", "Révoqué"
    EXPIRE = "expire", "Expiré"
    NON_REMIS = "non_remis", "Non remis"


class Acte(TextChoices):
    """Les actes de l'émargement, tels que l'historique les nomme."""

    SEANCE_SIGNEE = "seance_signee", "Séance signée"
    SIGNATURE_ANNULEE = "signature_annulee", "Signature annulée"
    PAPIER_ENREGISTRE = "papier_enregistre", "Signatures sur papier enregistrées"
    CONTENU_EFFACE = "contenu_efface", "Contenu d’une signature effacé"
    SIGNATURE_DEMANDEE = "signature_demandee", "Signature demandée"
    LIEN_REVOQUE = "lien_revoque", "Lien de signature révoqué"
    SALLE_OUVERTE = "salle_ouverte", "QR code de salle ouvert"
    SALLE_FERMEE = "salle_fermee", "QR code de salle fermé"
