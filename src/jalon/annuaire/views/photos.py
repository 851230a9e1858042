"""La photo d'une personne : la montrer, la déposer, la retirer, toujours derrière la porte des détails."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..forms import PhotoForm
from ..models import Photo
from ..operations import changer_photo, retirer_photo
from .commun import detaillee_ou_403


@require_safe
@droit_requis("annuaire.lecture")
def image(request: HttpRequest, pk: int) -> HttpResponse:
    """Le JPEG de la photo ; redemandé à chaque fois, car le droit de le voir peut se perdre."""
    fiche = detaillee_ou_403(request, pk)
    if not fiche.empreinte_photo:
        raise Http404
    etag = quote_etag(fiche.empreinte_photo)
    reponse = get_conditional_response(request, etag=etag) or _jpeg(fiche)
    reponse.headers["ETag"] = etag
    reponse.headers["Cache-Control"] = "private, no-cache"
    return reponse


def _jpeg(fiche) -> HttpResponse:
    contenu = Photo.objects.filter(personne=fiche).values_list("contenu", flat=True).first()
    if contenu is None:
        raise Http404
    reponse = HttpResponse(bytes(contenu), content_type="image/jpeg")
    reponse.headers["Content-Security-Policy"] = "default-src 'none'"
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("annuaire.ecriture")
def deposer(request: HttpRequest, pk: int) -> HttpResponse:
    """Le dialogue qui dépose ou remplace la photo ; un refus se montre sous le champ."""
    fiche = detaillee_ou_403(request, pk)
    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_bound and form.is_valid():
        try:
            changer_photo(par=request.user, personne=fiche, fichier=form.cleaned_data["photo"])
            messages.success(request, f"Photo de {fiche} enregistrée.")
            return aller(request, reverse("annuaire:personne", args=[pk]))
        except Refus as refus:
            form.refuser(refus)
    contexte = {"form": form, "personne": fiche}
    return render(request, "annuaire/photo.html", contexte, status=422 if form.errors else 200)


@require_POST
@droit_requis("annuaire.ecriture")
def retirer(request: HttpRequest, pk: int) -> HttpResponse:
    fiche = detaillee_ou_403(request, pk)
    retirer_photo(par=request.user, personne=fiche)
    messages.success(request, f"Photo de {fiche} retirée.")
    return aller(request, reverse("annuaire:personne", args=[pk]))
