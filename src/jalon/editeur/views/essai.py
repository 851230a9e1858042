"""Essayer la dernière version d'un modèle sur un dossier que l'on choisit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jalon.documents.examen.types import TYPES
from jalon.dossiers.models import Dossier
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus

from ..enums import ContexteModele
from ..essai import Essai, essayer
from ..models import ModeleDocument, VersionModele
from ..queries import derniere_version
from .commun import LECTURE, modele_ou_404

AUTRE_CONTEXTE = "Un modèle qui se remplit sur {contexte} s’essaie en le générant."
SANS_FICHIER = "Déposez d’abord un fichier."
ABSENT = "Aucun dossier visible ne porte le numéro « {numero} »."


@require_safe
@droit_requis(LECTURE)
def essai(request: HttpRequest, pk: int) -> HttpResponse:
    """« ?dossier=2026-000412 » : ce que la dernière version donne. « &fichier=docx » : le document lui-même."""
    modele = modele_ou_404(request, pk)
    numero = request.GET.get("dossier", "").replace("\x00", "").strip()[:40]
    version, rendu, refus = derniere_version(modele), None, ""
    try:
        rendu = _essayer(request, modele, version, numero) if numero else None
    except Refus as erreur:
        refus = erreur.message
    if rendu is not None and request.GET.get("fichier") == "docx":
        return _fichier(rendu, version)
    contexte = {"modele": modele, "version": version, "numero": numero, "essai": rendu, "refus": refus}
    return render(request, "editeur/essai.html", contexte, status=422 if refus else 200)


def _essayer(request: HttpRequest, modele: ModeleDocument, version: VersionModele | None, numero: str) -> Essai:
    if modele.contexte != ContexteModele.DOSSIER:
        raise Refus(AUTRE_CONTEXTE.format(contexte=modele.get_contexte_display().lower()))
    if version is None:
        raise Refus(SANS_FICHIER)
    if version.erreurs:
        raise Refus(f"À corriger d’abord : {version.erreurs[0]['texte']}")
    dossier = Dossier.objects.visibles_par(request.user).filter(numero=numero).first()
    if dossier is None:
        raise Refus(ABSENT.format(numero=numero))
    return essayer(version, dossier)


def _fichier(rendu: Essai, version: VersionModele) -> HttpResponse:
    reponse = HttpResponse(rendu.docx, content_type=TYPES["docx"].mime)
    reponse["Content-Disposition"] = content_disposition_header(True, f"essai-{version.nom_fichier}")
    reponse["Cache-Control"] = "no-store, private"
    return reponse
