"""Ce qu'un document écrit : dates, heures, montants, montants en lettres. Fonctions pures.

Un modèle les emploie comme filtres : `{{ dossier.date_entree|date_longue }}`. Chacune lit aussi ce que les
marqueurs ont déjà écrit (« 24/11/2026 », « 2 h 30 », « 1 250,00 € ») ; ce qu'elle ne comprend pas, elle le rend
tel quel, et un vide reste vide.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from jalon.socle.formats import (
    INSECABLE,
    lire_date,
    lire_duree,
    lire_montant,
    montrer_date,
    montrer_duree,
    montrer_montant,
    montrer_nombre,
)

from .lettres import euros_en_lettres

MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
MONTANT_LU = Decimal("9999999999.99")


def date_longue(valeur: Any) -> str:
    """« 24 novembre 2026 » ; le premier du mois s'écrit « 1er »."""
    jour = _lire(valeur, lire_date)
    if not isinstance(jour, date):
        return str(jour)
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme} {MOIS[jour.month - 1]} {jour.year}".replace(" ", INSECABLE, 1)


def date_courte(valeur: Any) -> str:
    """« 24/11/2026 »."""
    jour = _lire(valeur, lire_date)
    return montrer_date(jour) if isinstance(jour, date) else str(jour)


def heures(valeur: Any) -> str:
    """« 2 h 30 » d'après des minutes, ou une durée écrite."""
    minutes = _lire(valeur, lire_duree)
    return montrer_duree(minutes) if isinstance(minutes, int) else str(minutes)


def euros(valeur: Any) -> str:
    """« 1 250,00 € » d'après un montant en euros."""
    montant = _lire(valeur, _lire_montant)
    return montrer_montant(montant) if isinstance(montant, Decimal | int) else str(montant)


def en_lettres(valeur: Any) -> str:
    """« mille deux cent cinquante euros » d'après un montant en euros."""
    montant = _lire(valeur, _lire_montant)
    return euros_en_lettres(Decimal(montant)) if isinstance(montant, Decimal | int) else str(montant)


FILTRES: dict[str, Callable[[Any], str]] = {
    "date_longue": date_longue,
    "date_courte": date_courte,
    "heures": heures,
    "euros": euros,
    "en_lettres": en_lettres,
}


def en_texte(valeur: Any) -> Any:
    """Une valeur de marqueur réduite à des dictionnaires, des listes et des chaînes. Lève `TypeError` sinon."""
    if isinstance(valeur, dict):
        return {str(cle): en_texte(contenu) for cle, contenu in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [en_texte(element) for element in valeur]
    return _texte(valeur)


def _texte(valeur: Any) -> str:
    if valeur is None or valeur is False:
        return ""
    if isinstance(valeur, str):
        return "".join(c for c in str(valeur) if c in "\n\t" or ord(c) >= 32)
    if valeur is True:
        return "oui"
    if isinstance(valeur, datetime):
        return montrer_date(timezone.localtime(valeur).date())
    if isinstance(valeur, date):
        return montrer_date(valeur)
    if isinstance(valeur, Decimal):
        return montrer_montant(valeur)
    if isinstance(valeur, int):
        return montrer_nombre(valeur, 0)
    raise TypeError(f"un marqueur ne rend pas d’objet : {type(valeur).__name__}")


def _lire_montant(texte: str) -> Decimal:
    return lire_montant(texte, minimum=-MONTANT_LU, maximum=MONTANT_LU)


def _lire(valeur: Any, lire: Callable[[str], Any]) -> Any:
    """Ce que dit une chaîne, si `lire` la comprend ; la valeur elle-même sinon."""
    if not isinstance(valeur, str):
        return "" if valeur is None else valeur
    if not valeur.strip():
        return ""
    try:
        return lire(valeur)
    except ValueError:
        return valeur
