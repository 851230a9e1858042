"""Une quinzaine de conventions, de l'année de référence et de la précédente."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jalon.financement.enums import EtatConvention, NatureConvention
from jalon.financement.models import Convention
from jalon.financement.operations import champs_financeur, clore_convention, creer_convention
from jalon.financement.rules import proposer_type

from .monde import ANCIENNETE, Monde

CONVENTION, MARCHE, CADRE, CPF = (
    NatureConvention.CONVENTION,
    NatureConvention.MARCHE,
    NatureConvention.CADRE_OPCO,
    NatureConvention.CPF,
)
BILANS = "BC24 BC16"
# années avant la référence, numéro, intitulé, nature, financeur, dispositif, prestations, heures, montant
CONVENTIONS = (
    (0, 31, "Bilans salariés", CADRE, "opco-horizon", "opco", BILANS, 1600, "120000.00"),
    (0, 12, "Parcours VAE", CADRE, "opco-soin", "opco", "VAE24", 480, "32640.00"),
    (0, 18, "Mobilité et bilans", CONVENTION, "region", "autre", "BC24 VAE24 CRE20", 600, "42000.00"),
    (0, 22, "Français au travail", CADRE, "opco-comptoir", "opco", "FLE120", 2400, "34800.00"),
    (0, 27, "Compétences numériques de base", CADRE, "opco-atelier", "opco", "BUR35", 700, "29400.00"),
    (0, 35, "Encadrement de proximité", CADRE, "opco-littoral", "opco", "MAN21", 420, "37800.00"),
    (0, 40, "Nouveau cap, lot 2", MARCHE, "france-travail", "marche", "CAP40", 3200, "89600.00"),
    (0, 41, "Insertion des Deux-Rives", MARCHE, "cohesion", "marche", "CAP40 FLE120", 1800, "50400.00"),
    (0, 44, "Créateurs d’Armor", CONVENTION, "faf", "autre", "CRE20", 300, "18600.00"),
    (0, 3, "Compte personnel de formation", CPF, "cpf", "cpf", "", 0, ""),
    (1, 44, "Bilans salariés", CADRE, "opco-horizon", "opco", BILANS, 1200, "86400.00"),
    (1, 29, "Nouveau cap, lot 2", MARCHE, "france-travail", "marche", "CAP40", 2800, "78400.00"),
    (1, 15, "Parcours VAE", CADRE, "opco-soin", "opco", "VAE24", 360, "23760.00"),
    (1, 3, "Compte personnel de formation", CPF, "cpf", "cpf", "", 0, ""),
)
BROUILLON = (0, 52, "Transitions professionnelles", CONVENTION, "opco-littoral", "opco", BILANS, 240, "18000.00")


@dataclass(frozen=True)
class Cadre:
    """Une convention et les codes des prestations qu'elle couvre (aucun : toutes)."""

    convention: Convention
    codes: frozenset[str]

    def convient(self, societe, code: str, jour: date) -> bool:
        """Dit si la convention finance cette prestation, par ce financeur, ce jour-là."""
        convention = self.convention
        dans_la_periode = convention.date_debut <= jour <= convention.date_fin
        return convention.financeur_societe == societe and dans_la_periode and code in (self.codes or {code})


def poser(monde: Monde) -> None:
    """Crée les conventions, toutes actives sauf un brouillon."""
    monde.conventions = [creer(monde, *ligne) for ligne in CONVENTIONS]
    creer(monde, *BROUILLON, etat=EtatConvention.BROUILLON)


def clore_les_anciennes(monde: Monde) -> None:
    """Une fois leurs dossiers liés, les conventions de l'année passée sont closes."""
    for cadre in monde.conventions:
        convention = cadre.convention
        if convention.date_fin < monde.jour:
            clore_convention(
                par=monde.admin, convention=convention, version=convention.version, motif="Année terminée."
            )
            monde.chronologie.dater(monde.il_y_a(max(1, (monde.jour - convention.date_fin).days - 20)))


def creer(
    monde: Monde, recul, numero, intitule, nature, financeur, dispositif, codes, heures, montant, **fixes
) -> Cadre:
    """Crée une convention de l'année de référence moins `recul` ; `codes` : ses prestations."""
    annee = monde.jour.year - recul
    prestations = [monde.prestations[code] for code in codes.split()]
    donnees = {
        "reference": f"CONV-{annee}-{numero:03d}",
        "intitule": f"{intitule} {annee}",
        "nature": nature,
        "type_financement": proposer_type([dispositif]) or "",
        "date_debut": date(annee, 1, 1),
        "date_fin": date(annee, 12, 31),
        "minutes_financees": heures * 60 or None,
        "montant": Decimal(montant) if montant else None,
        "tarification": prestations[0].tarification if prestations else "",
        **champs_financeur(monde.societes[financeur]),
        **fixes,
    }
    convention = creer_convention(par=monde.utilisateurs["gestionnaire"], donnees=donnees, prestations=prestations)
    jours = max(1, (monde.jour - donnees["date_debut"]).days)
    monde.chronologie.dater(monde.il_y_a(min(ANCIENNETE - 45, jours)), convention)
    return Cadre(convention, frozenset(codes.split()))
