"""Listes fermées du financement."""

from django.db.models import TextChoices


class TypeFinancement(TextChoices):
    """B6."""

    PUBLIC = "public", "Public"
    PRIVE = "prive", "Privé"
    MIXTE = "mixte", "Mixte"


class Dispositif(TextChoices):
    OPCO = "opco", "Plan de développement / OPCO"
    CPF = "cpf", "CPF"
    AIF = "aif", "France Travail (AIF)"
    MARCHE = "marche", "Marché public"
    PARTICULIER = "particulier", "Particulier"
    FSE = "fse", "FSE"
    AUTRE = "autre", "Autre"


TYPE_DU_DISPOSITIF: dict[str, TypeFinancement] = {
    Dispositif.OPCO: TypeFinancement.PRIVE,
    Dispositif.CPF: TypeFinancement.PUBLIC,
    Dispositif.AIF: TypeFinancement.PUBLIC,
    Dispositif.MARCHE: TypeFinancement.PUBLIC,
    Dispositif.PARTICULIER: TypeFinancement.PRIVE,
    Dispositif.FSE: TypeFinancement.PUBLIC,
}


class Accord(TextChoices):
    """Où en est l'accord du financeur."""

    DEMANDE = "demande", "Demandé"
    RECU = "recu", "Reçu"
    REFUSE = "refuse", "Refusé"


class ModePart(TextChoices):
    """Comment la part d'un co-financeur est saisie (B8)."""

    EUROS = "euros", "€"
    POURCENT = "pourcent", "%"


class NatureConvention(TextChoices):
    CONVENTION = "convention", "Convention"
    MARCHE = "marche", "Marché"
    CADRE_OPCO = "cadre_opco", "Cadre OPCO"
    CPF = "cpf", "CPF"
    AUTRE = "autre", "Autre"


class EtatConvention(TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    ACTIVE = "active", "Active"
    CLOSE = "close", "Close"


class Acte(TextChoices):
    FINANCEMENT_MODIFIE = "financement_modifie", "Financement modifié"
    CONVENTION_CREEE = "convention_creee", "Convention créée"
    CONVENTION_MODIFIEE = "convention_modifiee", "Convention modifiée"
