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


class Payeur(TextChoices):
    """Qui règle la part : le financeur (subrogation), ou quelqu'un qui se fait rembourser."""

    FINANCEUR = "financeur", "Le financeur (subrogation)"
    ENTREPRISE = "entreprise", "L’entreprise, sans subrogation"
    BENEFICIAIRE = "beneficiaire", "Le bénéficiaire, sans subrogation"


class RegleTva(TextChoices):
    """Ce que les factures du dossier diront de la TVA (CGI, articles 261-4-4° a, 293 B, 278)."""

    EXONEREE = "exoneree", "Exonérée, article 261-4-4° a"
    FRANCHISE = "franchise", "Franchise en base, article 293 B"
    NORMAL = "normal", "Taux normal"
    HORS_CHAMP = "hors_champ", "Hors du champ de la TVA"


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


DISPOSITIF_DE_NATURE: dict[str, Dispositif] = {
    NatureConvention.MARCHE: Dispositif.MARCHE,
    NatureConvention.CADRE_OPCO: Dispositif.OPCO,
    NatureConvention.CPF: Dispositif.CPF,
}


class EtatConvention(TextChoices):
    BROUILLON = "brouillon", "Brouillon"
    ACTIVE = "active", "Active"
    CLOSE = "close", "Close"


class Acte(TextChoices):
    FINANCEMENT_MODIFIE = "financement_modifie", "Financement modifié"
    CONVENTION_DEPASSEE = "convention_depassee", "Convention dépassée"
    CONVENTION_CREEE = "convention_creee", "Convention créée"
    CONVENTION_MODIFIEE = "convention_modifiee", "Convention modifiée"
    CONVENTION_ACTIVEE = "convention_activee", "Convention activée"
    CONVENTION_CLOSE = "convention_close", "Convention close"
    CONVENTION_ROUVERTE = "convention_rouverte", "Convention rouverte"
