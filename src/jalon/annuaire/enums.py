"""Listes fermées de l'annuaire."""

from django.db.models import TextChoices


def _pluriel(libelle: str) -> str:
    """« Donneur d’ordre » → « Donneurs d’ordre », « Contact gestionnaire » → « Contacts gestionnaires »."""
    if libelle in ("Personnel",):
        return libelle
    debut, de, fin = libelle.partition(" d’")
    return " ".join(f"{mot}s" for mot in debut.split()) + de + fin


class Civilite(TextChoices):
    MME = "mme", "Mme"
    M = "m", "M."


class RolePersonne(TextChoices):
    """Les rôles se cumulent (domaine, « Annuaire »)."""

    BENEFICIAIRE = "beneficiaire", "Bénéficiaire"
    PRESCRIPTEUR = "prescripteur", "Prescripteur"
    TUTEUR = "tuteur", "Tuteur"
    GESTIONNAIRE = "gestionnaire", "Contact gestionnaire"
    PERSONNEL = "personnel", "Personnel"
    INTERVENANT = "intervenant", "Intervenant externe"
    RESSOURCE = "ressource", "Personne ressource"

    @property
    def pluriel(self) -> str:
        """« Bénéficiaires » : le titre d'un groupe de propositions."""
        return _pluriel(self.label)


# Les rôles qui ouvrent un bloc de champs (domaine, « Annuaire »).
ROLES_SUIVIS = (RolePersonne.BENEFICIAIRE,)
ROLES_EQUIPE = (RolePersonne.PERSONNEL, RolePersonne.INTERVENANT)


class TypeSociete(TextChoices):
    """Les types se cumulent (domaine, « Annuaire »)."""

    CLIENT = "client", "Client"
    FINANCEUR = "financeur", "Financeur"
    EMPLOYEUR = "employeur", "Employeur"
    PRESCRIPTEUR = "prescripteur", "Prescripteur"
    DONNEUR_ORDRE = "donneur_ordre", "Donneur d’ordre"
    FOURNISSEUR = "fournisseur", "Fournisseur"
    PARTENAIRE = "partenaire", "Partenaire"

    @property
    def pluriel(self) -> str:
        """« Financeurs » : le titre d'un groupe de propositions."""
        return _pluriel(self.label)


class Acte(TextChoices):
    PERSONNE_CREEE = "personne_creee", "Personne créée"
    PERSONNE_MODIFIEE = "personne_modifiee", "Personne modifiée"
    PHOTO_CHANGEE = "photo_changee", "Photo changée"
    PHOTO_RETIREE = "photo_retiree", "Photo retirée"
    ETIQUETTE_CREEE = "etiquette_creee", "Étiquette créée"
    PERSONNE_ARCHIVEE = "personne_archivee", "Personne archivée"
    PERSONNE_DESARCHIVEE = "personne_desarchivee", "Personne désarchivée"
    PERSONNE_SUPPRIMEE = "personne_supprimee", "Personne supprimée"
    SOCIETE_CREEE = "societe_creee", "Société créée"
    SOCIETE_MODIFIEE = "societe_modifiee", "Société modifiée"
    SOCIETE_ARCHIVEE = "societe_archivee", "Société archivée"
    SOCIETE_DESARCHIVEE = "societe_desarchivee", "Société désarchivée"
    SOCIETE_SUPPRIMEE = "societe_supprimee", "Société supprimée"
    DOUBLON_ECARTE = "doublon_ecarte", "Doublon écarté"
    DOUBLON_RETABLI = "doublon_retabli", "Doublon rétabli"
    RATTACHEMENT_CREE = "rattachement_cree", "Rattachement créé"
    RATTACHEMENT_MODIFIE = "rattachement_modifie", "Rattachement modifié"
    RATTACHEMENT_RETIRE = "rattachement_retire", "Rattachement retiré"
