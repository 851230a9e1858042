"""Lectures du dossier qui joignent plusieurs choses."""

from dataclasses import dataclass

from jalon.annuaire.models import Personne
from jalon.prestations.models import Prestation

from .models import Dossier


@dataclass(frozen=True)
class DejaOuvert:
    """Un dossier ouvert pour le même couple ; `dossier` vaut None s'il est hors du périmètre."""

    dossier: Dossier | None


def deja_ouvert(beneficiaire: Personne, prestation: Prestation, par) -> DejaOuvert | None:
    """Dit si la personne a déjà un dossier ouvert pour cette prestation (domaine, « Dossier »)."""
    ouverts = Dossier.objects.ouverts().filter(beneficiaire=beneficiaire, prestation=prestation)
    visible = ouverts.visibles_par(par).order_by("-pk").first()
    if visible:
        return DejaOuvert(visible)
    return DejaOuvert(None) if ouverts.exists() else None


@dataclass(frozen=True)
class DossiersDePersonne:
    """Les dossiers visibles d'une personne, et combien d'autres sont hors du périmètre."""

    visibles: list[Dossier]
    hors_perimetre: int


def dossiers_de(personne: Personne, par) -> DossiersDePersonne:
    """Les dossiers d'une personne vus par l'utilisateur (A5). Deux requêtes."""
    tous = Dossier.objects.filter(beneficiaire=personne, annule_at__isnull=True)
    visibles = list(tous.visibles_par(par).pour_liste().order_by("-created_at", "-pk"))
    return DossiersDePersonne(visibles, tous.count() - len(visibles))
