"""Les fichiers d'un modèle : déposer, télécharger, publier, retirer, remettre en service."""

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jalon.documents.examen import examiner
from jalon.documents.examen.types import TYPES
from jalon.documents.views.ajout import signaler_trop_gros
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..enums import EtatModele
from ..forms import VersionForm
from ..models import ModeleDocument, VersionModele
from ..operations import deposer_version, publier_modele, remettre_modele, retirer_modele
from ..queries import contenu_depose, derniere_version
from .commun import ECRITURE, GET_OU_POST, LECTURE, modele_ou_404

ISOLE = csp({"default-src": [NONE], "sandbox": True})
ABSENT = "Ce fichier manque dans le magasin : prévenez l’administrateur, qui a une sauvegarde."


@GET_OU_POST
@droit_requis(ECRITURE)
def deposer(request: HttpRequest, pk: int) -> HttpResponse:
    """Une nouvelle version du fichier ; la page du modèle dit ce que le contrôle y a vu."""
    objet = modele_ou_404(request, pk)
    form = VersionForm(request.POST or None, request.FILES or None)
    signaler_trop_gros(request, form)
    if request.method == "POST" and form.is_valid() and (version := _deposer(request, form, objet)):
        messages.success(request, _dit(version))
        return aller(request, reverse("editeur:modele", args=[pk]))
    contexte = {"modele": objet, "form": form}
    return render(request, "editeur/deposer.html", contexte, status=422 if form.errors else 200)


def _deposer(request: HttpRequest, form: VersionForm, objet: ModeleDocument) -> VersionModele | None:
    fichier = form.cleaned_data["fichiers"][0]
    try:
        return deposer_version(par=request.user, modele=objet, examen=examiner(fichier, fichier.name))
    except Refus as refus:
        form.refuser(refus)
        return None


def _dit(version: VersionModele) -> str:
    if nombre := len(version.erreurs):
        return f"Version {version.numero} déposée : {nombre} point{'s' if nombre > 1 else ''} à corriger."
    return f"Version {version.numero} déposée : rien à corriger, vous pouvez la publier."


@GET_OU_POST
@droit_requis(ECRITURE)
def publier(request: HttpRequest, pk: int) -> HttpResponse:
    """Mettre en vigueur la dernière version déposée."""
    objet, refus = modele_ou_404(request, pk), ""
    if request.method == "POST":
        try:
            publie = publier_modele(par=request.user, modele=objet)
            messages.success(request, f"Version {publie.en_vigueur.numero} publiée.")
            return aller(request, reverse("editeur:modele", args=[pk]))
        except Refus as erreur:
            refus = erreur.message
    contexte = {"modele": objet, "derniere": derniere_version(objet), "refus": refus}
    return render(request, "editeur/publier.html", contexte, status=422 if refus else 200)


@GET_OU_POST
@droit_requis(ECRITURE)
def etat(request: HttpRequest, pk: int) -> HttpResponse:
    """Retirer, ou remettre en service."""
    objet, refus = modele_ou_404(request, pk), ""
    is_retire = objet.etat == EtatModele.RETIRE
    if request.method == "POST":
        try:
            if is_retire:
                remettre_modele(par=request.user, modele=objet)
            else:
                retirer_modele(par=request.user, modele=objet, motif=request.POST.get("motif", "")[:250])
            mot = "remis en service" if is_retire else "retiré"
            messages.success(request, f"Modèle « {objet} » {mot}.")
            return aller(request, reverse("editeur:modele", args=[pk]))
        except Refus as erreur:
            refus = erreur.message
    contexte = {"modele": objet, "is_retire": is_retire, "refus": refus}
    return render(request, "editeur/etat.html", contexte, status=422 if refus else 200)


@ISOLE
@require_safe
@droit_requis(LECTURE)
def telecharger(request: HttpRequest, pk: int, rang: int) -> HttpResponse:
    """Le fichier d'une version, tel que déposé. Lève `Refus` s'il manque dans le magasin."""
    version = get_object_or_404(modele_ou_404(request, pk).versions.all(), numero=rang)
    try:
        reponse = HttpResponse(contenu_depose(version), content_type=TYPES[version.format].mime)
    except FileNotFoundError:
        raise Refus(ABSENT) from None
    reponse["Content-Disposition"] = content_disposition_header(True, version.nom_fichier)
    reponse["X-Content-Type-Options"] = "nosniff"
    reponse["Cache-Control"] = "no-store, private"
    return reponse
