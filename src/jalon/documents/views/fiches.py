"""La fiche qui porte des documents : dossier, personne ou société, trouvée par sa porte."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from jalon.annuaire.models import Personne
from jalon.annuaire.views.commun import SANS_DETAILS, personne_ou_404, societe_ou_404
from jalon.annuaire.views.personnes import contexte_fiche as contexte_personne
from jalon.annuaire.views.societes import contexte_fiche as contexte_societe
from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import contexte_page, dossier_visible
from jalon.journal.operations import noter_consultation
from jalon.socle.erreurs import AccesRefuse

from ..models import Document


@dataclass(frozen=True)
class Fiche:
    """Ce que les écrans ont besoin de savoir du porteur. `contexte()` : le cadre de son onglet Documents."""

    porteur: models.Model
    nom: str
    onglet: str
    ajouter: str
    gabarit: str
    contexte: Callable[[], dict[str, Any]]

    @property
    def is_ouverte(self) -> bool:
        """Dit si l'on peut y écrire : un dossier annulé ne se modifie plus."""
        return not getattr(self.porteur, "annule_at", None)


def fiche_dossier(request: HttpRequest, numero: str) -> Fiche:
    return _dossier(request, dossier_visible(request, numero))


def _dossier(request: HttpRequest, dossier: Dossier) -> Fiche:
    def contexte() -> dict[str, Any]:
        noter_consultation(par=request.user, sujet=dossier)
        return contexte_page(request, dossier, "documents")

    return Fiche(
        dossier,
        f"{dossier.numero} · {dossier.beneficiaire}",
        reverse("documents:dossier", args=[dossier.numero]),
        reverse("documents:dossier_ajouter", args=[dossier.numero]),
        "documents/dossier.html",
        contexte,
    )


def fiche_personne(request: HttpRequest, pk: int) -> Fiche:
    """Les documents d'une personne sont de ses détails : à qui les voit, sinon 403 avec la phrase."""
    personne = personne_ou_404(request, pk)
    if not personne.is_detaillee:
        raise AccesRefuse(SANS_DETAILS)
    return _annuaire(
        "personne", personne, lambda: contexte_personne(request, personne_ou_404(request, pk), "documents")
    )


def fiche_societe(request: HttpRequest, pk: int) -> Fiche:
    societe = societe_ou_404(request, pk)
    return _annuaire("societe", societe, lambda: contexte_societe(request, societe, "documents"))


def _annuaire(genre: str, porteur: models.Model, contexte: Callable[[], dict[str, Any]]) -> Fiche:
    return Fiche(
        porteur,
        str(porteur),
        reverse(f"documents:{genre}", args=[porteur.pk]),
        reverse(f"documents:{genre}_ajouter", args=[porteur.pk]),
        f"documents/{genre}.html",
        contexte,
    )


def fil_de(document: Document) -> list[tuple[str, str]]:
    """D'où vient ce document : (libellé, adresse), jusqu'à l'onglet Documents de sa fiche."""
    porteur = document.porteur
    if isinstance(porteur, Dossier):
        fiche = reverse("dossiers:dossier", args=[porteur.numero])
        onglet = reverse("documents:dossier", args=[porteur.numero])
        return [("Production", reverse("dossiers:liste")), (porteur.numero, fiche), ("Documents", onglet)]
    genre = "personne" if isinstance(porteur, Personne) else "societe"
    fiche, onglet = (reverse(f"{piece}:{genre}", args=[porteur.pk]) for piece in ("annuaire", "documents"))
    return [("Annuaire", reverse(f"annuaire:{genre}s")), (str(porteur), fiche), ("Documents", onglet)]
