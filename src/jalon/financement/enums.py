"""Listes fermées du financement."""

from django.db.models import TextChoices


class EcartEtape(TextChoices):
    """Ce qui diffère entre prévu, planifié et réalisé (H4)."""

    REALISE_AU_DELA = "realise_au_dela", "Réalisé au-delà des heures financées"
    PLANIFIE_AU_DELA = "planifie_au_dela", "Planifié au-delà des heures financées"
    NON_PLANIFIE = "non_planifie", "Heures financées non planifiées"
    NON_REALISE = "non_realise", "Heures financées non réalisées"
    SANS_HEURES = "sans_heures", "Séances sans heures financées"
    MONTANT_SOUS_REALISE = "montant_sous_realise", "Montant prévu inférieur au réalisé"
    MONTANT_SOUS_PLANIFIE = "montant_sous_planifie", "Montant prévu inférieur au planifié"
    MONTANT_AU_DESSUS = "montant_au_dessus", "Montant prévu supérieur au réalisé"
    SANS_MONTANT = "sans_montant", "Réalisé sans montant prévu"


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
