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
    CHANGEMENT_PHASE = "changement_phase", "Changement de phase"
    VALIDATION_ETAPE = "validation_etape", "Validation d’étape"
    AUTRE = "autre", "Autre événement"


class ObjectifBpf(TextChoices):
    """Cadre F-3 du bilan pédagogique et financier ; le bilan est en e, la VAE en f (BPF-09)."""

    RNCP_6_8 = "rncp_6_8", "a · RNCP, niveaux 6 à 8"
    RNCP_5 = "rncp_5", "a · RNCP, niveau 5"
    RNCP_4 = "rncp_4", "a · RNCP, niveau 4"
    RNCP_3 = "rncp_3", "a · RNCP, niveau 3"
    RNCP_2 = "rncp_2", "a · RNCP, niveau 2"
    RNCP_CQP = "rncp_cqp", "a · CQP enregistré au RNCP, sans niveau"
    RS = "rs", "b · Répertoire spécifique"
    CQP = "cqp", "c · CQP non enregistré"
    AUTRES = "autres", "d · Autres formations professionnelles"
    BILAN = "bilan", "e · Bilans de compétences"
    VAE = "vae", "f · Accompagnement à la VAE"


class NatureAction(TextChoices):
    """Comment se passe la séance : qui est là, et par quel moyen."""

    FACE_A_FACE = "face_a_face", "Face à face"
    DISTANCE = "distance", "À distance"
    TELEPHONE = "telephone", "Téléphone"
    AUTONOMIE = "autonomie", "Autonomie du bénéficiaire"
    CONSEILLER_SEUL = "conseiller_seul", "Conseiller seul"


class Phase(TextChoices):
    """Les trois phases d'un bilan de compétences (BC-01 ; code du travail, R.6313-4)."""

    PRELIMINAIRE = "preliminaire", "Préliminaire"
    INVESTIGATION = "investigation", "Investigation"
    CONCLUSIONS = "conclusions", "Conclusions"


class Couleur(TextChoices):
    """Les tons de la maison : la couleur d'une séance à l'agenda."""

    NEUTRE = "neutre", "Gris"
    INFO = "info", "Bleu"
    VERT = "vert", "Vert"
    AMBRE = "ambre", "Ambre"
    VIOLET = "violet", "Violet"
    ROUGE = "rouge", "Rouge"


class Acte(TextChoices):
    PRESTATION_CREEE = "prestation_creee", "Prestation créée"
    PRESTATION_MODIFIEE = "prestation_modifiee", "Prestation modifiée"
    DEROULE_ENREGISTRE = "deroule_enregistre", "Déroulé modifié"
    EXIGENCES_ENREGISTREES = "exigences_enregistrees", "Exigences modifiées"
    VERSION_PUBLIEE = "version_publiee", "Version publiée"
    VERSION_REPRISE = "version_reprise", "Version reprise en brouillon"
    BROUILLON_ABANDONNE = "brouillon_abandonne", "Brouillon abandonné"
    ACTION_CREEE = "action_creee", "Action créée"
    ACTION_MODIFIEE = "action_modifiee", "Action modifiée"
    ACTION_RETIREE = "action_retiree", "Action retirée"
    ACTION_REMISE = "action_remise", "Action remise au catalogue"
    ACTION_SUPPRIMEE = "action_supprimee", "Action supprimée"
    VALEUR_CREEE = "valeur_creee", "Valeur ajoutée"
    VALEUR_MODIFIEE = "valeur_modifiee", "Valeur modifiée"
    VALEUR_DESACTIVEE = "valeur_desactivee", "Valeur désactivée"
    VALEUR_REACTIVEE = "valeur_reactivee", "Valeur réactivée"
    VALEUR_SUPPRIMEE = "valeur_supprimee", "Valeur supprimée"
    VALEURS_RANGEES = "valeurs_rangees", "Ordre changé"
