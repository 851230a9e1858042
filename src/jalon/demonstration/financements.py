"""Qui paie quoi : des montages plausibles selon la prestation et la personne."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from jalon.annuaire.models import Personne, Societe
from jalon.dossiers.models import Dossier
from jalon.financement.enums import Accord, Dispositif, ModePart
from jalon.financement.operations import LignePart
from jalon.financement.rules import proposer_montant, proposer_type
from jalon.prestations.models import Prestation

from .conventions import Cadre
from .monde import Monde

# financeur principal, dispositif, co-financeurs (qui, mode, valeur, dispositif)
# « employeur » et « bénéficiaire » désignent ceux du dossier.
EUROS, POURCENT = ModePart.EUROS, ModePart.POURCENT
OPCO_SEUL = ("opco-horizon", Dispositif.OPCO, ())
OPCO_EMPLOYEUR = ("opco-horizon", Dispositif.OPCO, (("employeur", POURCENT, "20", Dispositif.AUTRE),))
TROIS_FINANCEURS = (
    "opco-horizon",
    Dispositif.OPCO,
    (("region", POURCENT, "33.33", Dispositif.AUTRE), ("employeur", EUROS, "150.00", Dispositif.AUTRE)),
)
CPF_SEUL = ("cpf", Dispositif.CPF, ())
CPF_RESTE = ("cpf", Dispositif.CPF, (("beneficiaire", EUROS, "103.20", Dispositif.PARTICULIER),))
AIF = ("france-travail", Dispositif.AIF, ())
AIF_CPF = ("france-travail", Dispositif.AIF, (("cpf", EUROS, "500.00", Dispositif.CPF),))
PARTICULIER = ("beneficiaire", Dispositif.PARTICULIER, ())
REGION = ("region", Dispositif.AUTRE, ())
MARCHE = ("france-travail", Dispositif.MARCHE, ())
MARCHE_FSE = ("cohesion", Dispositif.MARCHE, (("fonds-social", POURCENT, "50", Dispositif.FSE),))
MONTAGES = {
    "BC24": (OPCO_SEUL, CPF_SEUL, OPCO_EMPLOYEUR, AIF_CPF, TROIS_FINANCEURS, CPF_RESTE, REGION),
    "BC16": (CPF_RESTE, OPCO_SEUL, PARTICULIER),
    "VAE24": (
        ("opco-soin", Dispositif.OPCO, ()),
        CPF_RESTE,
        REGION,
        ("opco-soin", Dispositif.OPCO, (("employeur", POURCENT, "33.33", Dispositif.AUTRE),)),
    ),
    "FLE120": (
        ("opco-comptoir", Dispositif.OPCO, ()),
        ("opco-comptoir", Dispositif.OPCO, (("employeur", POURCENT, "30", Dispositif.AUTRE),)),
        AIF,
    ),
    "BUR35": (("opco-atelier", Dispositif.OPCO, ()), CPF_SEUL, AIF),
    "MAN21": (("opco-littoral", Dispositif.OPCO, (("employeur", EUROS, "390.00", Dispositif.AUTRE),)),),
    "CAP40": (MARCHE, MARCHE_FSE, MARCHE),
    "CRE20": (("faf", Dispositif.AUTRE, ()), PARTICULIER, REGION),
    "ANG30": (("opco-comptoir", Dispositif.OPCO, ()), CPF_RESTE, PARTICULIER),
    "SST14": (("opco-atelier", Dispositif.OPCO, ()), ("opco-littoral", Dispositif.OPCO, ())),
    "TPE12": (("faf", Dispositif.AUTRE, ()), REGION),
    "REP30": (MARCHE, ("handicap", Dispositif.AUTRE, ()), MARCHE_FSE),
}


@dataclass
class Montage:
    """Les arguments de l'acte « modifier le financement »."""

    financeur: Societe | Personne | None = None
    donnees: dict[str, Any] = field(default_factory=dict)
    parts: list[LignePart] = field(default_factory=list)


def composer(monde: Monde, dossier: Dossier, *, jour: date, complet: bool, montage: int | None = None) -> Montage:
    """Compose le financement d'un dossier : complet, ou auquel il manque le financeur, le montant ou l'accord."""
    alea = monde.alea
    choix = MONTAGES[dossier.prestation.code]
    principal, dispositif, lignes = choix[montage] if montage is not None else alea.choice(choix)
    compose = Montage(
        _financeur(monde, dossier, principal),
        {"dispositif": dispositif, "type_financement": _type(dispositif, lignes), **_prix(dossier.prestation)},
        _parts(monde, dossier, lignes),
    )
    compose.donnees |= _cadre(monde.conventions, compose.financeur, dossier, jour)
    _accorder(compose, jour, alea) if complet else _entamer(compose, jour, alea)
    return compose


def _financeur(monde: Monde, dossier: Dossier, cle: str) -> Societe | Personne | None:
    if cle == "beneficiaire":
        return dossier.beneficiaire
    return dossier.beneficiaire.employeur if cle == "employeur" else monde.societes[cle]


def _type(dispositif: str, lignes: Iterable[tuple]) -> str:
    return proposer_type([dispositif, *(ligne[3] for ligne in lignes)]) or ""


def _prix(prestation: Prestation) -> dict[str, Any]:
    """Tarif et montant du catalogue : heures × tarif, ou forfait."""
    minutes = prestation.minutes_prevues
    return {
        "tarification": prestation.tarification,
        "tarif_horaire": prestation.tarif_horaire,
        "minutes_financees": minutes,
        "montant_total": prestation.forfait or proposer_montant(prestation.tarif_horaire, minutes),
    }


def _parts(monde: Monde, dossier: Dossier, lignes: Iterable[tuple]) -> list[LignePart]:
    """Sans employeur, sa part n'existe pas : le principal la porte."""
    paires = [
        (_financeur(monde, dossier, qui), mode, valeur, dispositif) for qui, mode, valeur, dispositif in lignes
    ]
    return [
        LignePart(financeur, mode, Decimal(valeur), dispositif)
        for financeur, mode, valeur, dispositif in paires
        if financeur is not None
    ]


def _cadre(cadres: list[Cadre], financeur, dossier: Dossier, jour: date) -> dict[str, Any]:
    """La convention qui convient, et la période ; sans convention, huit mois à partir de l'ouverture."""
    trouves = [c.convention for c in cadres if c.convient(financeur, dossier.prestation.code, jour)]
    if trouves:
        return {"convention": trouves[0], "date_debut": trouves[0].date_debut, "date_fin": trouves[0].date_fin}
    return {"date_debut": jour, "date_fin": jour + timedelta(days=240)}


def _accorder(compose: Montage, jour: date, alea: Random) -> None:
    numero = f"{alea.randrange(10_000, 99_999)}"
    compose.donnees |= {
        "accord": Accord.RECU,
        "date_accord": jour,
        "numero_externe": f"DEM-{numero}",
        "reference_financeur": f"EX-{numero[::-1]}",
    }


def _entamer(compose: Montage, jour: date, alea: Random) -> None:
    """Ce qui manque le plus souvent : le financeur, le montant, ou seulement l'accord."""
    manque = alea.choice(("financeur", "montant", "accord", "accord"))
    if manque == "financeur":
        compose.financeur = None
        compose.donnees |= {"dispositif": "", "convention": None}
    elif manque == "montant":
        compose.donnees |= {"montant_total": None, "tarif_horaire": None, "tarification": ""}
    else:
        compose.donnees |= {"accord": Accord.DEMANDE, "date_accord": jour}
