"""De quoi écrire une famille de marqueurs en tableau : un code, un libellé, ce qu'il dit, où le lire."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..enums import ContexteModele, Nature
from ..registres import Marqueur

Lire = Callable[[Any], Any]


def marqueur(
    code: str,
    libelle: str,
    sens: str,
    lire: Lire,
    *,
    famille: str,
    contexte: str = ContexteModele.DOSSIER,
    nature: str = Nature.TEXTE,
    confidentiel: bool = False,
    ordre: int = 0,
) -> Marqueur:
    """Un marqueur dont la valeur ne dépend que de l'objet : `lire(objet)`."""
    return Marqueur(
        code, libelle, sens, famille, contexte, lambda objet, lecture: lire(objet),
        confidentiel=confidentiel, nature=nature, ordre=ordre,
    )  # fmt: skip


def ordonner(marqueurs: list[Marqueur], depart: int) -> list[Marqueur]:
    """Les mêmes, dans l'ordre où ils sont écrits, à partir de ce rang."""
    return [replace(un, ordre=depart + rang) for rang, un in enumerate(marqueurs)]


def en_lignes(porteur: Any) -> str:
    """Une adresse sur plusieurs lignes, telle qu'une enveloppe la porte ; vide sans adresse."""
    if porteur is None:
        return ""
    complement = getattr(porteur, "complement_adresse", "")
    ville = f"{porteur.code_postal} {porteur.ville}".strip()
    return "\n".join(p for p in (porteur.adresse, complement, ville, porteur.pays) if p)


def lu(porteur: Any, nom: str) -> Any:
    """L'attribut d'un objet facultatif ; vide s'il n'y a pas d'objet."""
    return "" if porteur is None else getattr(porteur, nom)
