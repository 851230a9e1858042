"""Numéros et délais d'une société : TVA, NAF, paiement. Fonctions pures, sans requête ni horloge."""

import re

from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.util import clean

# Sans accord, 30 jours ; convenu, 60 au plus (code de commerce, L441-10). Une entité publique paie en 30 jours,
# 50 pour un établissement public de santé, 60 pour une entreprise publique (commande publique, R2192-10 et -11).
DELAI_DEFAUT, DELAI_MAX = 30, 60
_NAF = re.compile(r"(\d{2})\.?(\d{2})([A-Z])")
_TVA_SANS_PAYS = re.compile(r"\d{11}")


def lire_tva(texte: str) -> str:
    """Un numéro de TVA d'un pays de l'Union, clé vérifiée, sans espace : « FR40303265045 ».

    Onze chiffres seuls sont un numéro français. Lève `ValueError` avec la phrase à lire.
    """
    numero = clean(texte, " -./").upper().strip()
    if _TVA_SANS_PAYS.fullmatch(numero):
        numero = f"FR{numero}"
    try:
        return vat.validate(numero)
    except ValidationError:
        raise ValueError("Ce numéro de TVA n’existe pas : vérifiez ses lettres et ses chiffres.") from None


def montrer_tva(numero: str) -> str:
    """« FR 40 303265045 » ; ce qui n'est pas français reste tel quel."""
    return f"{numero[:2]}\u00a0{numero[2:4]}\u00a0{numero[4:]}" if numero.startswith("FR") else numero


def lire_naf(texte: str) -> str:
    """Un code NAF, tel qu'on l'écrit : « 85.59A ». Lève `ValueError` avec la phrase à lire."""
    trouve = _NAF.fullmatch(clean(texte, " -").upper().strip())
    if trouve is None:
        raise ValueError("Un code NAF a quatre chiffres et une lettre, par exemple 85.59A.")
    return f"{trouve[1]}.{trouve[2]}{trouve[3]}"


def refus_delai(jours: int | None) -> str:
    """La phrase qui refuse un délai de paiement, en jours, au-delà de la loi ; vide s'il est permis."""
    if jours is None or 0 <= jours <= DELAI_MAX:
        return ""
    return f"La loi limite le délai de paiement à {DELAI_MAX} jours (code de commerce, L441-10)."


def refus_entite_publique(*, is_publique: bool, code_service: str, is_engagement_obligatoire: bool) -> str:
    """La phrase qui refuse un code service ou un engagement hors d'une entité publique (CH-01)."""
    if is_publique or not (code_service or is_engagement_obligatoire):
        return ""
    return "Code service et engagement ne concernent qu’une entité publique : cochez-la, ou videz-les."
