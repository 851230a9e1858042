"""Essayer la dernière version d'un modèle sur un dossier, une séance, une convention que l'on choisit."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jalon.documents.examen.types import TYPES
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus

from .. import moteur
from ..essai import Essai, essayer
from ..models import VersionModele
from ..preparation import contexte_du
from ..queries import derniere_version
from .apercu import pages_de
from .commun import LECTURE, modele_ou_404

SANS_FICHIER = "Déposez d’abord un fichier."
ABSENT = "Rien de visible ne répond à « {saisie} »."


@require_safe
@droit_requis(LECTURE)
def essai(request: HttpRequest, pk: int) -> HttpResponse:
    """« ?sur=2026-000412 » : ce que la dernière version donne, en pages ; « &choix=12 » : cette séance-là.

    « &fichier=docx » : le document lui-même.
    """
    modele = modele_ou_404(request, pk)
    saisie = request.GET.get("sur", "").replace("\x00", "").strip()[:60]
    quoi, version = contexte_du(modele), derniere_version(modele)
    objets = list(quoi.exemples(request.user, saisie)) if saisie else []
    objet = next((o for o in objets if str(o.pk) == request.GET.get("choix")), objets[0] if objets else None)
    rendu, refus = None, ""
    try:
        rendu = _essayer(version, objet, saisie) if saisie else None
    except Refus as erreur:
        refus = erreur.message
    if rendu is not None and request.GET.get("fichier") == "docx":
        return _fichier(rendu, version)
    contexte = {
        "modele": modele,
        "version": version,
        "quoi": quoi,
        "saisie": saisie,
        "objet": objet,
        "choix": [(o.pk, quoi.dire(o)) for o in objets] if len(objets) > 1 else [],
        "essai": rendu,
        "refus": refus,
        **_pages(rendu),
    }
    return render(request, "editeur/essai.html", contexte, status=422 if refus else 200)


def _essayer(version: VersionModele | None, objet: Any, saisie: str) -> Essai:
    if version is None:
        raise Refus(SANS_FICHIER)
    if version.erreurs:
        raise Refus(f"À corriger d’abord : {version.erreurs[0]['texte']}")
    if objet is None:
        raise Refus(ABSENT.format(saisie=saisie))
    return essayer(version, objet)


def _pages(rendu: Essai | None) -> dict[str, Any]:
    """Les pages en images, quand LibreOffice est là ; le texte seul sinon."""
    return pages_de(rendu.docx) if rendu is not None and moteur.is_pdf_possible() else {}


def _fichier(rendu: Essai, version: VersionModele) -> HttpResponse:
    reponse = HttpResponse(rendu.docx, content_type=TYPES["docx"].mime)
    nom = f"essai-{version.nom_fichier.rpartition('.')[0]}.docx"
    reponse["Content-Disposition"] = content_disposition_header(True, nom)
    reponse["Cache-Control"] = "no-store, private"
    return reponse
