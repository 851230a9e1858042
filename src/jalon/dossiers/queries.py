"""Lectures du dossier qui joignent plusieurs choses."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.journal.models import Entree
from jalon.prestations.models import Prestation

from .enums import Acte
from .models import Dossier, Evenement
from .rules.prevenir import ROLES


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


def joignables_par_courriel(dossier: Dossier) -> dict[str, tuple[str, str]]:
    """Les personnes du dossier qui ont une adresse : rôle (de `rules.prevenir.ROLES`) → (nom, courriel)."""
    personnes = {role: getattr(dossier, role) for role in ROLES}
    return {
        role: (str(qui), qui.courriel)
        for role, qui in personnes.items()
        if qui is not None and qui.courriel and getattr(qui, "is_active", True)
    }


@dataclass(frozen=True)
class LigneFrise:
    """Une ligne de la frise : un événement, ou un changement de statut automatique (une entrée du journal)."""

    jour: date
    evenement: Evenement | None = None
    automatique: Entree | None = None

    @property
    def ordre(self) -> tuple:
        """Du plus récent au plus ancien ; le changement automatique suit l'événement qui le cause."""
        instant = self.automatique.horodatage if self.automatique else self.evenement.created_at
        return self.jour, instant, bool(self.automatique)


def lire_frise(dossier: Dossier) -> list[LigneFrise]:
    """Événements et changements automatiques de statut, le plus récent d'abord (F8). Cinq requêtes."""
    entrees = Entree.objects.du_sujet(dossier).filter(acte=Acte.STATUT_CHANGE)
    lignes = [LigneFrise(e.date_evenement, evenement=e) for e in dossier.evenements.pour_frise()]
    lignes += [LigneFrise(timezone.localdate(e.horodatage), automatique=e) for e in entrees]
    return sorted(lignes, key=lambda ligne: ligne.ordre, reverse=True)
