"""Ce que montre l'agenda : une vue, une période, les agendas côte à côte."""

from datetime import date, timedelta

from .calendrier import Mode, jours_montres, voisins

LISTE = "liste"
VUES = {Mode.JOUR: "Jour", Mode.SEMAINE: "Semaine", Mode.MOIS: "Mois", LISTE: "Liste"}
AGENDAS_MAX = 10  # au-delà, les colonnes ne se lisent plus
AGENDAS_PROPOSES = 3  # sans demande, à qui n'a pas d'agenda
SERRE = 4  # au-delà, sur une semaine, les en-têtes sont des initiales


def periode(vue: str, jour: date) -> tuple[date, date]:
    """Le premier jour montré, et le lendemain du dernier. La liste montre une semaine."""
    semaines = jours_montres(_mode(vue), jour)
    return semaines[0][0], semaines[-1][-1] + timedelta(days=1)


def jours_voisins(vue: str, jour: date) -> tuple[date, date]:
    """Le jour d'ancrage de la période d'avant, et de celle d'après."""
    return voisins(_mode(vue), jour)


def _mode(vue: str) -> Mode:
    return Mode.SEMAINE if vue == LISTE else Mode(vue)


def nom_court(nom: str, prenom: str) -> str:
    """« P. Henry » : l'en-tête d'une colonne."""
    return f"{prenom[:1]}. {nom}" if prenom else nom


def initiales(nom: str) -> str:
    """« PH » d'après « P. Henry » : l'en-tête d'une colonne étroite."""
    return "".join(mot[0] for mot in nom.split() if mot[0].isalnum())[:3].upper()
