"""Écrit docs/metier/statut.md depuis les cas que les essais éprouvent : `python -m tests.dossiers.page_statut`."""

from pathlib import Path

from jalon.dossiers.enums import Avancement
from jalon.dossiers.rules.evenements import EnVigueur
from jalon.dossiers.rules.statut import Faits, Presences, deduire_avancement
from tests.dossiers.cas_statut import CAS, PHRASES, SITUATIONS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "metier" / "statut.md"
TABLE = (
    (Avancement.ABANDONNE, "un abandon"),
    (
        Avancement.TERMINE,
        "une sortie ; ou, sauf réouverture en vigueur : plus aucune séance attendue, au moins une présence, "
        "chaque étape obligatoire faite, et une présence à une action qui termine la prestation ou toutes les "
        "heures financées faites",
    ),
    (Avancement.SUSPENDU, "une suspension sans reprise"),
    (Avancement.EN_COURS, "une entrée, ou une présence"),
    (Avancement.PREVISIONNEL, "sinon"),
)
ENTETE = """# Le statut d’un dossier

Page écrite par `python -m tests.dossiers.page_statut`, depuis les cas que les essais éprouvent.

Personne ne choisit le statut : il se déduit de deux faits, l’**avancement** et la **situation financière**, à un
jour donné. Les règles sont des fonctions pures (`dossiers/rules/statut.py`). Un seul auteur enregistre le résultat
(`operations/statut.py`), à chaque annonce et, pour ce qui dépend du jour, la nuit (`jalon tache_nocturne`).
`jalon verifier statuts` recalcule tout au jour du dernier calcul et dit les écarts ; `--reparer` les corrige.

Un événement compte s’il n’est pas annulé, dans sa dernière version, son jour atteint. Prévu, il revérifie ses
conditions à son jour : s’il n’est plus possible, il reste sans effet et la frise dit pourquoi.
"""


def page() -> str:
    """Le texte de la page."""
    parties = [
        ENTETE,
        "## L’avancement : le premier qui tient\n",
        _tableau(("Avancement", "Quand"), [(avancement.label, quand) for avancement, quand in TABLE]),
        "### Les cas\n",
        _tableau(("Cas", "Avancement", "La page dit"), [_cas(*cas) for cas in CAS]),
        "## La situation financière\n",
        "Inconnue tant que la facturation n’a pas inscrit ses faits : « — », jamais « Facturé ».\n",
        _tableau(("Cas", "Situation"), [(nom, situation.label) for nom, _, situation in SITUATIONS]),
        "## Le mot montré\n",
        "L’avancement, remplacé par Facturé ou Soldé une fois Terminé. La page dit toujours pourquoi :\n",
        *(f"- {phrase}" for phrase, _, _ in PHRASES),
    ]
    return "\n".join(parties) + "\n"


def _cas(nom: str, evenements: dict, presences: dict, minutes: int, attendu: Avancement) -> tuple[str, str, str]:
    _, pourquoi = deduire_avancement(Faits(EnVigueur(**evenements), Presences(**presences), minutes))
    return nom, attendu.label, pourquoi


def _tableau(titres: tuple[str, ...], lignes: list[tuple[str, ...]]) -> str:
    rangees = [titres, ("---",) * len(titres), *lignes]
    return "".join(f"| {' | '.join(rangee)} |\n" for rangee in rangees)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
