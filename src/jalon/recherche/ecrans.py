"""Sources « Écrans » et « Actes » : aller à un écran, ou commencer un acte, par son nom."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from jalon.socle.formats import normaliser
from jalon.socle.listes import LISTES
from jalon.socle.recherche_texte import termes
from jalon.ui.navigation import NAVIGATION

from .registres import SOURCES, Resultat, SourceRecherche

MES_TRAVAUX = ("Mes travaux", "socle:travaux")


def correspond(q: str, libelle: str) -> bool:
    """Vrai si chaque mot de la saisie commence un mot du libellé."""
    texte = f" {normaliser(libelle)}"
    return all(f" {mot}" in texte for mot in termes(q))


def chercher_ecrans(q: str, utilisateur: Any, limite: int) -> list[Resultat]:
    """Les entrées de la navigation et les listes que la personne peut ouvrir."""
    trouves = [(nom, url) for nom, url in _ecrans(utilisateur) if correspond(q, nom)]
    return [Resultat(nom, "écran", reverse(url)) for nom, url in trouves[:limite]]


def _ecrans(utilisateur: Any) -> Iterator[tuple[str, str]]:
    yield from ((e.libelle, e.url_name) for e in NAVIGATION if e.est_permise(utilisateur))
    yield from ((liste.titre, liste.url) for liste in _listes(utilisateur))
    yield MES_TRAVAUX


def _listes(utilisateur: Any) -> list:
    return [e for e in LISTES if e.url and (e.droit is None or utilisateur.a_le_droit(e.droit))]


def chercher_actes(q: str, utilisateur: Any, limite: int) -> list[Resultat]:
    """Les actes des listes que la personne peut ouvrir : « Nouveau dossier », « Nouvelle personne »…"""
    actes = [(acte, liste) for liste in _listes(utilisateur) for acte in liste.actes_de(utilisateur)]
    trouves = [(acte, liste) for acte, liste in actes if correspond(q, acte.libelle)]
    return [Resultat(acte.libelle, liste.titre, reverse(acte.url)) for acte, liste in trouves[:limite]]


def inscrire() -> None:
    """Appelée au démarrage. Les écrans d'administration passent devant : ils disent qu'ils en sont."""
    SOURCES.ajouter(SourceRecherche("actes", "Actes", "plus", chercher_actes, ordre=80))
    SOURCES.ajouter(SourceRecherche("ecrans", "Écrans", "home", chercher_ecrans, ordre=92))
