"""Droits et périmètres : les listes fermées de la pièce « comptes »."""

from django.db.models import TextChoices

ZONES = {
    "annuaire": "Annuaire",
    "dossiers": "Dossiers",
    "documents": "Documents",
    "memos": "Mémos",
    "planning": "Planning",
    "emargement": "Émargement",
    "financement": "Financement",
    "facturation": "Facturation",
    "pilotage": "Pilotage",
    "admin": "Administration",
}
ACTES_NOMMES = {
    "annuaire.fusionner": "Fusionner deux fiches",
    "annuaire.exporter": "Exporter personnes et sociétés",
    "dossiers.changer_beneficiaire": "Changer le bénéficiaire d’un dossier",
    "dossiers.changer_prestation": "Changer la prestation d’un dossier",
    "dossiers.rouvrir_dossier": "Rouvrir un dossier",
    "dossiers.exporter": "Exporter les dossiers",
    "documents.voir_confidentiel": "Voir les documents confidentiels",
    "planning.accepter_conflit": "Accepter un conflit d’agenda",
    "financement.depasser_convention": "Engager plus que la convention",
    "financement.changer_tva": "Changer la TVA d’un dossier",
    "financement.exporter": "Exporter les conventions",
    "admin.traiter_demande_rgpd": "Traiter une demande RGPD",
}
DROITS: dict[str, str] = {
    f"{zone}.{niveau}": f"{libelle} : {niveau.replace('ecriture', 'écriture')}"
    for zone, libelle in ZONES.items()
    for niveau in ("lecture", "ecriture")
} | ACTES_NOMMES


class ProfilLivre(TextChoices):
    """Les cinq profils livrés ; le code d'un profil de la maison n'est jamais l'un d'eux."""

    CONSEILLER = "conseiller", "Conseiller"
    GESTIONNAIRE = "gestionnaire", "Gestionnaire"
    RESPONSABLE = "responsable", "Responsable"
    ADMINISTRATEUR = "administrateur", "Administrateur"
    CONSULTATION = "consultation", "Consultation"


class PerimetreDossiers(TextChoices):
    """Quels dossiers (domaine, « Structure, comptes »)."""

    MAISON = "maison", "Tous les dossiers de la structure"
    EQUIPES = "equipes", "Les siens et ceux de ses équipes"
    MIENS = "miens", "Les siens seulement"


class PerimetreAgendas(TextChoices):
    TOUS = "tous", "Tous les agendas"
    EQUIPES = "equipes", "Les agendas de mes équipes"
    MIEN = "mien", "Mon agenda"


class ActeDroits(TextChoices):
    """Ce que l'on fait des profils et des équipes."""

    PROFIL_DUPLIQUE = "profil_duplique", "Profil dupliqué"
    PROFIL_MODIFIE = "profil_modifie", "Profil modifié"
    PROFIL_DESACTIVE = "profil_desactive", "Profil désactivé"
    PROFIL_REACTIVE = "profil_reactive", "Profil réactivé"
    PROFIL_SUPPRIME = "profil_supprime", "Profil supprimé"
    EQUIPE_CREEE = "equipe_creee", "Équipe créée"
    EQUIPE_MODIFIEE = "equipe_modifiee", "Équipe modifiée"
    EQUIPE_DESACTIVEE = "equipe_desactivee", "Équipe désactivée"
    EQUIPE_REACTIVEE = "equipe_reactivee", "Équipe réactivée"
    EQUIPE_SUPPRIMEE = "equipe_supprimee", "Équipe supprimée"


class Acte(TextChoices):
    UTILISATEUR_CREE = "utilisateur_cree", "Utilisateur créé"
    UTILISATEUR_MODIFIE = "utilisateur_modifie", "Utilisateur modifié"
    UTILISATEUR_DESACTIVE = "utilisateur_desactive", "Utilisateur désactivé"
    UTILISATEUR_REACTIVE = "utilisateur_reactive", "Utilisateur réactivé"
    INVITATION_PREPAREE = "invitation_preparee", "Invitation préparée"
    INVITATION_REVOQUEE = "invitation_revoquee", "Invitation révoquée"
    INVITATION_ACCEPTEE = "invitation_acceptee", "Invitation acceptée"
    SESSIONS_FERMEES = "sessions_fermees", "Sessions fermées"
    MOT_DE_PASSE_CHANGE = "mot_de_passe_change", "Mot de passe changé"


class EtatCompte(TextChoices):
    """Où en est un compte : déduit de ce qu'il porte, jamais gardé."""

    ACTIF = "actif", "Actif"
    INVITE = "invite", "Invité"
    A_RELANCER = "a_relancer", "Invitation expirée"
    A_INVITER = "a_inviter", "À inviter"
    DESACTIVE = "desactive", "Désactivé"


TONS_COMPTE = {
    EtatCompte.ACTIF: "vert",
    EtatCompte.INVITE: "info",
    EtatCompte.A_RELANCER: "ambre",
    EtatCompte.A_INVITER: "ambre",
    EtatCompte.DESACTIVE: "neutre",
}
