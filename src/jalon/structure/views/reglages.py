"""Admin > Réglages : ce que la maison dit d'elle-même, son logo, ses régimes de TVA."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.acces import droit_requis, public
from jalon.socle.erreurs import Refus
from jalon.socle.versions import Conflit

from ..enums import ECRITURE, LECTURE
from ..forms import LogoForm, ReglagesForm, valeurs_reglages
from ..models import Logo, Reglages
from ..operations import changer_logo, modifier_reglages, retirer_logo
from ..queries import historique_tva
from ..rules import apercu_numero, refus_format_numero, regime_au

NUMERO_EXEMPLE = 42
UN_AN = 365 * 24 * 3600


@droit_requis(LECTURE)
def reglages(request: HttpRequest) -> HttpResponse:
    return render(request, "structure/reglages.html", _contexte(LogoForm()))


def _contexte(logo_form: LogoForm) -> dict[str, Any]:
    """La page en consultation : quatre requêtes."""
    courants, jour = Reglages.courants(), timezone.localdate()
    lignes = historique_tva()
    logo_form.initial["version"] = courants.version
    return {
        "reglages": courants,
        "logo_form": logo_form,
        "regimes": lignes,
        "regime": regime_au([ligne for ligne in lignes if not ligne.annule_at], jour),
        "jour": jour,
        "numero": apercu_numero(courants.format_numero, jour.year, NUMERO_EXEMPLE),
        "entrees": historique(courants),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def modifier(request: HttpRequest) -> HttpResponse:
    courants = Reglages.courants()
    form = ReglagesForm(request.POST or None, initial=valeurs_reglages(courants))
    if request.method == "POST" and form.is_valid() and _enregistrer(request, form):
        messages.success(request, "Réglages enregistrés.")
        return redirect("structure:reglages")
    contexte = {"form": form, "retour": reverse("structure:reglages"), "cartes": _cartes(form)}
    contexte |= _apercu(form["format_numero"].value() or "")
    return render(request, "structure/reglages_formulaire.html", contexte, status=422 if form.errors else 200)


def _cartes(form: ReglagesForm) -> list[dict[str, Any]]:
    return [
        {"code": code, "titre": titre, "champs": [form[nom] for nom in noms]} for code, titre, noms in form.blocs
    ]


def _enregistrer(request: HttpRequest, form: ReglagesForm) -> bool:
    try:
        modifier_reglages(par=request.user, version=form.version_lue, donnees=form.donnees)
    except Conflit as conflit:
        frais = Reglages.courants()
        montrer_conflit(form, frais, valeurs_reglages(frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


@require_GET
@droit_requis(LECTURE)
def apercu(request: HttpRequest) -> HttpResponse:
    """`?format_numero=` : le numéro que donnerait ce format, ou pourquoi il ne va pas."""
    modele = request.GET.get("format_numero", "")[:200].strip()
    return render(request, "structure/apercu_numero.html", _apercu(modele))


def _apercu(modele: str) -> dict[str, str]:
    if refus := refus_format_numero(modele):
        return {"numero": "", "refus_numero": refus}
    return {"numero": apercu_numero(modele, timezone.localdate().year, NUMERO_EXEMPLE), "refus_numero": ""}


@require_POST
@droit_requis(ECRITURE)
def logo(request: HttpRequest) -> HttpResponse:
    """Dépose un logo ; un refus se montre sur la page, sous le champ."""
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            changer_logo(
                par=request.user, version=form.cleaned_data["version"] or 0, fichier=form.cleaned_data["logo"]
            )
            messages.success(request, "Logo enregistré.")
            return redirect("structure:reglages")
        except Refus as refus:
            form.refuser(refus)
    return render(request, "structure/reglages.html", _contexte(form), status=422)


@require_POST
@droit_requis(ECRITURE)
def logo_retirer(request: HttpRequest) -> HttpResponse:
    retirer_logo(par=request.user, version=Reglages.courants().version)
    messages.success(request, "Logo retiré.")
    return redirect("structure:reglages")


@public
def image_logo(request: HttpRequest, empreinte: str) -> HttpResponse:
    """Un logo, par son empreinte : il figure sur les documents et les pages sans compte, il n'est pas secret."""
    image = get_object_or_404(Logo, empreinte=empreinte)
    if request.method not in ("GET", "HEAD"):
        raise Http404
    reponse = HttpResponse(bytes(image.contenu), content_type="image/png")
    reponse.headers["Cache-Control"] = f"public, max-age={UN_AN}, immutable"
    reponse.headers["Content-Security-Policy"] = "default-src 'none'"
    return reponse
