"""Ce que la convention choisie propose au dossier, champ par champ : rien n'est copié en silence (domaine)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jalon.prestations.models import Prestation
from jalon.socle.formats import INSECABLE, montrer_date, montrer_duree, montrer_montant, montrer_nombre

from .enums import DISPOSITIF_DE_NATURE, Dispositif
from .models import Convention
from .queries import reste_de

# Comment la valeur du dossier se compare : pareille, pas avant, pas au-delà.
EGALE, MINIMUM, MAXIMUM = "egale", "minimum", "maximum"


@dataclass(frozen=True)
class Reprise:
    """Une valeur proposée : le champ du formulaire, ce qu'il recevrait, ce qu'on en lit, et pourquoi."""

    champ: str
    valeur: Any
    brute: str
    lisible: str
    borne: str = EGALE
    pourquoi: str = ""

    @property
    def pour_ecran(self) -> dict[str, str]:
        """Ce que le script lit : tout, sauf la valeur elle-même."""
        noms = ("champ", "brute", "lisible", "borne", "pourquoi")
        return {nom: getattr(self, nom) for nom in noms}


def reprises_de(convention: Convention, prestation: Prestation | None) -> list[Reprise]:
    """Ce que propose une convention lue par `with_engagement` pour un dossier de cette prestation."""
    proposees = (
        _jour("date_debut", convention.date_debut, MINIMUM),
        _jour("date_fin", convention.date_fin, MAXIMUM),
        _choix("tarification", convention),
        _montant("tarif_horaire", convention.tarif_horaire, "tarif de la convention"),
        _heures(convention, prestation),
        _montant("montant_total", convention.forfait, "forfait de la convention"),
        _financeur(convention),
        _dispositif(convention),
        _choix("type_financement", convention),
    )
    return [reprise for reprise in proposees if reprise]


def _jour(champ: str, jour: date | None, borne: str) -> Reprise | None:
    return Reprise(champ, jour, montrer_date(jour), montrer_date(jour), borne) if jour else None


def _choix(champ: str, convention: Convention) -> Reprise | None:
    valeur = getattr(convention, champ)
    return Reprise(champ, valeur, valeur, getattr(convention, f"get_{champ}_display")()) if valeur else None


def _montant(champ: str, montant: Decimal | None, pourquoi: str) -> Reprise | None:
    if montant is None:
        return None
    return Reprise(champ, montant, montrer_nombre(montant), montrer_montant(montant), EGALE, pourquoi)


def _heures(convention: Convention, prestation: Prestation | None) -> Reprise | None:
    """La durée prévue de la prestation, dans la limite de ce qui reste ; à défaut, ce qui reste d'une convention
    qu'aucun autre dossier ne partage.
    """
    reste = reste_de(convention).minutes
    prevues = prestation.minutes_prevues if prestation else None
    if reste is None or reste <= 0:
        return None
    if prevues:
        return _duree(min(prevues, reste), "durée prévue" if prevues <= reste else "ce qui reste")
    return None if convention.nombre_dossiers else _duree(reste, "")


def _duree(minutes: int, pourquoi: str) -> Reprise:
    lisible = montrer_duree(minutes)
    brute = lisible.removesuffix(f"{INSECABLE}h")  # l'unité est déjà dans le champ
    return Reprise("minutes_financees", minutes, brute, lisible, MAXIMUM, pourquoi)


def _financeur(convention: Convention) -> Reprise | None:
    fiche = convention.financeur
    return Reprise("financeur", fiche, fiche.cle_financeur, str(fiche)) if fiche else None


def _dispositif(convention: Convention) -> Reprise | None:
    code = DISPOSITIF_DE_NATURE.get(convention.nature)
    return Reprise("dispositif", code.value, code.value, Dispositif(code).label) if code else None
