"""Les guides dans la recherche partout : par leur titre, leurs parties, ou un mot de leur texte."""

from typing import Any

from django.urls import reverse

from jalon.recherche.registres import Resultat, SourceRecherche
from jalon.socle.formats import normaliser
from jalon.socle.recherche_texte import termes

from .pages import Page, pages

RIEN, TITRE, PARTIE, TEXTE = range(4)  # où le guide répond
MOT_MIN = 4  # lettres : en dessous, un début de mot se trouve dans tous les guides


def chercher(q: str, _utilisateur: Any, limite: int) -> list[Resultat]:
    """Les guides dont le titre correspond, puis une partie ; à défaut seulement, le texte. Aucune requête."""
    mots = termes(q)
    classes = sorted((rang, page.titre, page.code) for page in pages().values() if (rang := _rang(page, mots)))
    nommes = [classe for classe in classes if classe[0] != TEXTE] or classes
    return [_resultat(pages()[code], mots) for _, _, code in nommes[:limite]]


def _rang(page: Page, mots: list[str]) -> int:
    if not mots:
        return RIEN
    if _contient(normaliser(page.titre), mots):
        return TITRE
    longs = [mot.isalpha() and len(mot) >= MOT_MIN for mot in mots]
    if any(longs) and _partie(page, mots):
        return PARTIE
    return TEXTE if all(longs) and _contient(page.texte, mots) else RIEN


def _contient(texte: str, mots: list[str]) -> bool:
    return all(f" {mot}" in f" {texte}" for mot in mots)


def _partie(page: Page, mots: list[str]) -> tuple[str, str] | None:
    return next((partie for partie in page.parties if _contient(normaliser(partie[1]), mots)), None)


def _resultat(page: Page, mots: list[str]) -> Resultat:
    adresse, partie = reverse("guide:page", args=[page.code]), _partie(page, mots)
    if partie and not _contient(normaliser(page.titre), mots):
        return Resultat(page.titre, partie[1], f"{adresse}#{partie[0]}")
    return Resultat(page.titre, "guide", adresse)


SOURCE = SourceRecherche("guides", "Guides", "help", chercher, ordre=95)
