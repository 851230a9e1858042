"""Les mentions qu'un contrat doit porter à peine de nullité (CV-01, L. 6353-3 et L. 6353-4). Pures.

C'est le seul cas où la loi bloque une impression : le document est refusé, la mention manquante nommée.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

CONTRAT = "contrat"


@dataclass(frozen=True)
class Mention:
    """Une mention exigée : l'un de ces marqueurs la porte. `si` : seulement quand ce marqueur est rempli."""

    libelle: str
    marqueurs: tuple[str, ...]
    si: str = ""


MENTIONS_CONTRAT = (
    Mention("la nature de l’action", ("prestation.nature",)),
    Mention("la durée", ("financement.heures", "prestation.duree")),
    Mention("le programme", ("prestation.contenu",)),
    Mention("l’objet de l’action", ("prestation.objectif",)),
    Mention("le niveau requis", ("prestation.niveau_requis",)),
    Mention("les moyens pédagogiques et techniques", ("prestation.moyens",)),
    Mention("les modalités à distance", ("prestation.modalites_distance",), si="prestation.a_distance"),
    Mention("le contrôle des connaissances", ("prestation.suivi_evaluation",)),
    Mention("la sanction de l’action", ("prestation.sanction",)),
    Mention(
        "les diplômes, titres ou références de l’intervenant",
        ("conseiller.diplomes", "conseiller.titres", "conseiller.references"),
    ),
    Mention("les modalités de paiement", ("prestation.conditions_reglement",)),
    Mention("les conditions en cas d’abandon", ("prestation.conditions_abandon",)),
)


def mentions_exigees(code: str) -> tuple[Mention, ...]:
    """Celles d'un modèle de contrat (son code commence par « contrat ») ; aucune pour les autres."""
    return MENTIONS_CONTRAT if code.startswith(CONTRAT) else ()


def mentions_absentes(code: str, marqueurs: Collection[str], contexte: Mapping[str, Any]) -> list[Mention]:
    """Les mentions exigées qu'aucun marqueur du modèle ne porte, ou dont la valeur est vide."""
    return [m for m in mentions_exigees(code) if _exigee(m, contexte) and not _portee(m, marqueurs, contexte)]


def _exigee(mention: Mention, contexte: Mapping[str, Any]) -> bool:
    return not mention.si or bool(valeur_de(contexte, mention.si))


def _portee(mention: Mention, marqueurs: Collection[str], contexte: Mapping[str, Any]) -> bool:
    return any(code in marqueurs and valeur_de(contexte, code) for code in mention.marqueurs)


def valeur_de(contexte: Mapping[str, Any], code: str) -> Any:
    """La valeur d'un marqueur dans un contexte : « dossier.numero » ; vide s'il n'y est pas."""
    lue: Any = contexte
    for cle in code.split("."):
        lue = lue.get(cle, "") if isinstance(lue, Mapping) else ""
    return lue.strip() if isinstance(lue, str) else lue


def phrase_mentions(absentes: Collection[Mention]) -> str:
    """« Ce contrat ne s'imprime pas : il manque la durée, … (L. 6353-4). »"""
    dites = ", ".join(mention.libelle for mention in absentes)
    return f"Ce contrat ne s’imprime pas : il manque {dites} (code du travail, L. 6353-4)."
