"""Lectures du journal."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from .models import Consultation, Entree

HISTORIQUE_MAX = 50
CHAMPS_LUS = 500  # entrées où l'on cherche les champs à proposer en filtre
NOUVEAUTES_MAX = 99


def historique(sujet: models.Model, limite: int = HISTORIQUE_MAX) -> list[Entree]:
    """Les dernières entrées d'une fiche, la plus récente d'abord. Une requête."""
    return list(Entree.objects.du_sujet(sujet)[:limite])


def derniers_changements(sujet: models.Model, nombre: int) -> dict[str, Entree]:
    """Par champ, l'entrée la plus récente qui l'a changé parmi les `nombre` dernières de la fiche.

    Une requête ; aucune si `nombre` est nul ou négatif.
    """
    entrees = historique(sujet, nombre) if nombre > 0 else []
    return {changement["champ"]: entree for entree in reversed(entrees) for changement in entree.changements}


def auteurs_de(sujet: models.Model) -> list[tuple[int | None, str]]:
    """(clé, nom) de qui a écrit dans cet historique, par nom ; None pour les actes automatiques. Une requête."""
    couples = Entree.objects.du_sujet(sujet).order_by().values_list("auteur", "auteur_libelle").distinct()
    return sorted(dict(couples).items(), key=lambda couple: (couple[0] is None, couple[1]))


def champs_de(sujet: models.Model) -> list[tuple[str, str]]:
    """(champ, libellé) de ce qui a changé dans les 500 dernières entrées, par libellé. Une requête."""
    listes = Entree.objects.du_sujet(sujet).values_list("changements", flat=True)[:CHAMPS_LUS]
    noms: dict[str, str] = {}
    for changement in (c for liste in listes for c in liste):
        noms.setdefault(changement["champ"], changement["libelle"])
    return sorted(((champ, _majuscule(libelle)) for champ, libelle in noms.items()), key=lambda c: c[1].casefold())


def _majuscule(libelle: str) -> str:
    return libelle[:1].upper() + libelle[1:]


def derniere_visite(utilisateur: Any, sujet: models.Model) -> datetime | None:
    """Quand cette personne a ouvert cette fiche, avant aujourd'hui ; None si jamais. Une requête."""
    visites = Consultation.objects.du_sujet(sujet).filter(utilisateur=utilisateur)
    passees = visites.filter(date_consultation__lt=timezone.localdate()).order_by("-date_consultation")
    instant = passees.values_list("created_at", flat=True).first()
    return timezone.localtime(instant) if instant else None


def nombre_par_d_autres(sujet: models.Model, utilisateur: Any, visite: datetime | None) -> int:
    """Ce que d'autres ont fait depuis cette visite, 99 au plus. Une requête, aucune sans visite."""
    if visite is None:
        return 0
    return Entree.objects.du_sujet(sujet).par_d_autres(utilisateur, visite)[:NOUVEAUTES_MAX].count()
