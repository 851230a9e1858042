"""Source « Écrans » : aller à un écran par son nom."""

from typing import Any

from django.urls import reverse

from jalon.socle.formats import normaliser
from jalon.ui.navigation import NAVIGATION

from .registres import SOURCES, Resultat, SourceRecherche


def chercher_ecrans(q: str, utilisateur: Any, limite: int) -> list[Resultat]:
    """Les entrées de la navigation que la personne peut ouvrir et dont un mot commence par la saisie."""
    debut = f" {normaliser(q)}"
    trouvees = [e for e in NAVIGATION if debut in f" {normaliser(e.libelle)}" and e.est_permise(utilisateur)]
    return [Resultat(e.libelle, "écran", reverse(e.url_name)) for e in trouvees[:limite]]


def inscrire() -> None:
    """Appelée au démarrage."""
    SOURCES.ajouter(SourceRecherche("ecrans", "Écrans", "home", chercher_ecrans, ordre=90))
