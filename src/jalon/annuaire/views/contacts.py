"""Onglet Contacts d'une personne : les sociétés où elle travaille, à quel titre, de quand à quand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jalon.socle.acces import droit_requis
from jalon.ui.reponses import aller

from ..forms import RattachementSocieteForm
from ..models import Personne, Rattachement
from ..operations import modifier_rattachement, rattacher, retirer_rattachement
from ..queries import rattachements_de
from .commun import detaillee_ou_403, tenter
from .personnes import contexte_fiche

PREFIXE = "lien_%s"


@require_safe
@droit_requis("annuaire.lecture")
def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Les rattachements en cours d'abord. Une requête de plus que la fiche."""
    fiche = detaillee_ou_403(request, pk)
    contexte = contexte_fiche(request, fiche, "contacts") | {"liens": rattachements_de(fiche)}
    return render(request, "annuaire/personne_contacts.html", contexte)


@droit_requis("annuaire.ecriture")
def nouveau(request: HttpRequest, pk: int) -> HttpResponse:
    fiche = detaillee_ou_403(request, pk)
    form = RattachementSocieteForm(request.POST or None, par=request.user, auto_id=PREFIXE)
    if request.method == "POST" and form.is_valid():
        societe = form.cleaned_data["societe"]
        if tenter(form, lambda: rattacher(par=request.user, personne=fiche, societe=societe, **form.lien)):
            messages.success(request, f"Rattachement de {fiche} à {societe} enregistré.")
            return aller(request, _adresse(fiche))
    return _dialogue(request, form, fiche)


@droit_requis("annuaire.ecriture")
def modifier(request: HttpRequest, pk: int, lien: int) -> HttpResponse:
    fiche = detaillee_ou_403(request, pk)
    trouve = _lien(fiche, lien)
    form = RattachementSocieteForm(request.POST or None, par=request.user, lien=trouve, auto_id=PREFIXE)
    if request.method == "POST" and form.is_valid():
        donnees = form.lien
        if tenter(form, lambda: modifier_rattachement(par=request.user, rattachement=trouve, donnees=donnees)):
            messages.success(request, f"Rattachement à {trouve.societe} enregistré.")
            return aller(request, _adresse(fiche))
    return _dialogue(request, form, fiche, trouve)


@require_POST
@droit_requis("annuaire.ecriture")
def retirer(request: HttpRequest, pk: int, lien: int) -> HttpResponse:
    fiche = detaillee_ou_403(request, pk)
    trouve = _lien(fiche, lien)
    retirer_rattachement(par=request.user, rattachement=trouve)
    messages.success(request, f"Rattachement à {trouve.societe} retiré.")
    return aller(request, _adresse(fiche))


def _lien(fiche: Personne, pk: int) -> Rattachement:
    return get_object_or_404(fiche.rattachements.select_related("personne", "societe"), pk=pk)


def _adresse(fiche: Personne) -> str:
    return reverse("annuaire:personne_contacts", args=[fiche.pk])


def _dialogue(
    request: HttpRequest, form: RattachementSocieteForm, fiche: Personne, lien: Rattachement | None = None
) -> HttpResponse:
    contexte = {
        "form": form,
        "lien": lien,
        "titre_lien": f"Rattacher {fiche} à une société",
        "retour_contacts": _adresse(fiche),
        "url_retirer": reverse("annuaire:personne_lien_retirer", args=[fiche.pk, lien.pk]) if lien else "",
    }
    return render(request, "annuaire/rattachement.html", contexte, status=422 if form.errors else 200)
