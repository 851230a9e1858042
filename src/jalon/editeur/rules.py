"""Décisions de l'éditeur : à qui va quoi, quand un modèle se publie, quel marqueur se nomme comment. Pures."""

import keyword
import re
from collections.abc import Iterable, Mapping

OUVERTS = frozenset({"beneficiaire", "interne"})
# `dossier.items` lirait la méthode du dictionnaire, pas la valeur.
RESERVES = frozenset(name for name in dir(dict) if not name.startswith("_")) | {"texte", "loop", "range"}
_NOM = re.compile(r"[a-z][a-z0-9_]*")
CODE_TEXTE = re.compile(r"[a-z][a-z0-9_]{0,29}")

SANS_VERSION = "Déposez d’abord un fichier : un modèle sans fichier ne se publie pas."
DEJA_PUBLIEE = "Cette version est déjà publiée."
RETIRE = "Ce modèle est retiré : remettez-le d’abord en service."


def recoit_le_confidentiel(destinataire: str) -> bool:
    """Vrai pour le bénéficiaire et la maison ; employeur, financeur et prescripteur n'y ont pas droit."""
    return destinataire in OUVERTS


def interdits(confidentiels: Iterable[str], destinataire: str) -> list[str]:
    """Parmi ces marqueurs confidentiels, ceux que ce destinataire ne peut recevoir, dans l'ordre."""
    return [] if recoit_le_confidentiel(destinataire) else list(confidentiels)


def phrase_interdits(codes: list[str], destinataire: str) -> str:
    """« Le marqueur « x » est confidentiel : … » ; `destinataire` est son libellé."""
    cites = ", ".join(f"« {code} »" for code in codes)
    tete = f"Le marqueur {cites} est confidentiel" if len(codes) == 1 else f"Confidentiels : {cites}"
    return f"{tete}. Un document pour {destinataire.lower()} ne peut pas le recevoir : retirez-le du modèle."


def faute_de_code(code: str) -> str | None:
    """Ce qui empêche un marqueur de porter ce code (« famille.nom »), ou None."""
    parties = code.split(".")
    if len(parties) > 2 or not all(_NOM.fullmatch(partie) for partie in parties):
        return "un code s’écrit « nom » ou « famille.nom », en minuscules"
    prises = [p for p in parties if p in RESERVES or keyword.iskeyword(p)]
    return f"« {prises[0]} » est un mot réservé" if prises else None


def refus_publication(etat: str, constats: Iterable[Mapping] | None, is_publiee: bool) -> str | None:
    """La phrase qui empêche de publier la dernière version, ou None. `constats` : None sans version."""
    if etat == "retire":
        return RETIRE
    if constats is None:
        return SANS_VERSION
    erreurs = sum(1 for constat in constats if constat["gravite"] == "erreur")
    if erreurs:
        return f"{erreurs} {'points restent' if erreurs > 1 else 'point reste'} à corriger avant de publier."
    return DEJA_PUBLIEE if is_publiee and etat == "publie" else None
