"""Listes fermées du dossier."""

from django.db.models import TextChoices


class Avancement(TextChoices):
    """Premier des deux faits dont le statut se déduit (domaine, « Statut »)."""

    PREVISIONNEL = "previsionnel", "Prévisionnel"
    EN_COURS = "en_cours", "En cours"
    SUSPENDU = "suspendu", "Suspendu"
    TERMINE = "termine", "Terminé"
    ABANDONNE = "abandonne", "Abandonné"


class SituationFinanciere(TextChoices):
    """Second fait ; inconnue tant que la facturation n'a pas inscrit les siens, jamais « facturé »."""

    INCONNUE = "inconnue", "—"
    RIEN = "rien", "Rien à facturer"
    A_FACTURER = "a_facturer", "À facturer"
    PARTIELLE = "partielle", "Partiellement facturé"
    FACTURE = "facture", "Facturé"
    SOLDE = "solde", "Soldé"


class Statut(TextChoices):
    """Le mot montré : l'avancement, remplacé par Facturé ou Soldé une fois Terminé."""

    PREVISIONNEL = "previsionnel", "Prévisionnel"
    EN_COURS = "en_cours", "En cours"
    SUSPENDU = "suspendu", "Suspendu"
    TERMINE = "termine", "Terminé"
    FACTURE = "facture", "Facturé"
    SOLDE = "solde", "Soldé"
    ABANDONNE = "abandonne", "Abandonné"


class StatutBeneficiaire(TextChoices):
    """À l'entrée ; il appartient au dossier, car il change d'un dossier à l'autre."""

    SALARIE_PRIVE = "salarie_prive", "Salarié du privé"
    AGENT_PUBLIC = "agent_public", "Agent public"
    DEMANDEUR_EMPLOI = "demandeur_emploi", "Demandeur d’emploi"
    INDEPENDANT = "independant", "Indépendant"
    PARTICULIER = "particulier", "Particulier"
    AUTRE = "autre", "Autre"


class MotifAcces(TextChoices):
    """Pourquoi un dossier est « le mien » (domaine, « Perimeter of dossiers »)."""

    CONSEILLER = "conseiller", "Conseiller référent"
    GESTIONNAIRE = "gestionnaire", "Gestionnaire"
    ANIMATEUR = "animateur", "Animateur d’une séance"


class FamilleObjectif(TextChoices):
    """Les trois familles de la page (E1, E2, E3)."""

    PROFESSIONNEL = "professionnel", "Objectifs professionnels"
    COMPETENCE = "competence", "Compétences à acquérir"
    RESULTAT = "resultat", "Résultats attendus"


class NatureObjectif(TextChoices):
    EVOLUTION = "evolution", "Évolution de carrière"
    CHANGEMENT_POSTE = "changement_poste", "Changement de poste"
    CHANGEMENT_SECTEUR = "changement_secteur", "Changement de secteur"
    RECONVERSION = "reconversion", "Reconversion professionnelle"
    SAVOIR = "savoir", "Savoirs"
    SAVOIR_FAIRE = "savoir_faire", "Savoir-faire"
    SAVOIR_ETRE = "savoir_etre", "Savoir-être"
    LIVRABLE = "livrable", "Livrable"
    CERTIFICATION = "certification", "Certification"
    QUANTIFIABLE = "quantifiable", "Objectif quantifiable"


FAMILLE_DE: dict[str, FamilleObjectif] = {
    **dict.fromkeys(
        (
            NatureObjectif.EVOLUTION,
            NatureObjectif.CHANGEMENT_POSTE,
            NatureObjectif.CHANGEMENT_SECTEUR,
            NatureObjectif.RECONVERSION,
        ),
        FamilleObjectif.PROFESSIONNEL,
    ),
    **dict.fromkeys(
        (NatureObjectif.SAVOIR, NatureObjectif.SAVOIR_FAIRE, NatureObjectif.SAVOIR_ETRE),
        FamilleObjectif.COMPETENCE,
    ),
    **dict.fromkeys(
        (NatureObjectif.LIVRABLE, NatureObjectif.CERTIFICATION, NatureObjectif.QUANTIFIABLE),
        FamilleObjectif.RESULTAT,
    ),
}


class Issue(TextChoices):
    """Ce qu'il est advenu d'un objectif à la fin du parcours (E4)."""

    ATTEINT = "atteint", "Atteint"
    PARTIEL = "partiel", "Partiellement atteint"
    NON_ATTEINT = "non_atteint", "Non atteint"


class Suite(TextChoices):
    """Ce qui suit une sortie (domaine, « Événements »)."""

    EMPLOI = "emploi", "Emploi"
    FORMATION = "formation", "Formation"
    CREATION = "creation", "Création d’activité"
    RECHERCHE = "recherche", "Recherche d’emploi"
    AUTRE_POSITIVE = "autre_positive", "Autre situation, positive"
    AUTRE = "autre", "Autre situation, non positive"


SUITES_POSITIVES = (Suite.EMPLOI, Suite.FORMATION, Suite.CREATION, Suite.AUTRE_POSITIVE)


class EtatActe(TextChoices):
    """Où en est ce qu'un événement déclenche."""

    PREVU = "prevu", "Prévu"
    FAIT = "fait", "Fait"
    ECHEC = "echec", "Échec"


class Acte(TextChoices):
    DOSSIER_OUVERT = "dossier_ouvert", "Dossier ouvert"
    DOSSIER_MODIFIE = "dossier_modifie", "Dossier modifié"
    CONTACTS_MODIFIES = "contacts_modifies", "Contacts modifiés"
    OBJECTIFS_MODIFIES = "objectifs_modifies", "Objectifs modifiés"
    CONSEILLER_AFFECTE = "conseiller_affecte", "Conseiller affecté"
    DOSSIER_TRANSFERE = "dossier_transfere", "Dossier transféré"
    DOSSIERS_TRANSFERES = "dossiers_transferes", "Dossiers transférés"
    DOSSIER_ANNULE = "dossier_annule", "Dossier annulé"
    DOSSIER_RESTAURE = "dossier_restaure", "Dossier restauré"
    BENEFICIAIRE_CHANGE = "beneficiaire_change", "Bénéficiaire changé"
    PRESTATION_CHANGEE = "prestation_changee", "Prestation changée"
    VERSION_CHANGEE = "version_changee", "Version de la prestation changée"
    EVENEMENT_DECLENCHE = "evenement_declenche", "Événement déclenché"
    EVENEMENT_PREVU = "evenement_prevu", "Événement prévu"
    EVENEMENT_EFFET = "evenement_effet", "Événement prévu : prend effet"
    EVENEMENT_SANS_EFFET = "evenement_sans_effet", "Événement prévu : reste sans effet"
    EVENEMENT_MODIFIE = "evenement_modifie", "Événement modifié"
    EVENEMENT_ANNULE = "evenement_annule", "Événement annulé"
    DOSSIER_ROUVERT = "dossier_rouvert", "Dossier rouvert"
    ISSUES_NOTEES = "issues_notees", "Issue des objectifs"
    STATUT_CHANGE = "statut_change", "Changement de statut automatique"
