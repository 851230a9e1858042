"""Rattacher une personne à une société, depuis l'onglet Contacts de la société."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from jalon.socle.acces import droit_requis
from jalon.ui.reponses import aller

from ..forms import RattachementForm
from ..models import Personne, Rattachement, Societe
from ..operations import modifier_rattachement, rattacher, retirer_rattachement
from .commun import lire_cle, societe_ou_404, tenter

PREFIXE = "lien_%s"


@droit_requis("annuaire.ecriture")
def nouveau(request: HttpRequest, pk: int) -> HttpResponse:
    """`?personne=12` : la personne est déjà choisie."""
    societe = societe_ou_404(request, pk)
    form = RattachementForm(request.POST or None, par=request.user, auto_id=PREFIXE)
    form.initial["personne"] = _personne_demandee(request)
    if request.method == "POST" and form.is_valid():
        personne = form.cleaned_data["personne"]
        if tenter(form, lambda: rattacher(par=request.user, personne=personne, societe=societe, **form.lien)):
            messages.success(request, f"Rattachement de {personne} à {societe} enregistré.")
            return aller(request, _contacts(societe))
    return _formulaire(request, form, societe)


@droit_requis("annuaire.ecriture")
def modifier(request: HttpRequest, pk: int, lien: int) -> HttpResponse:
    societe = societe_ou_404(request, pk)
    rattachement = _lien(request, societe, lien)
    form = RattachementForm(request.POST or None, par=request.user, lien=rattachement, auto_id=PREFIXE)
    if request.method == "POST" and form.is_valid():
        acte = lambda: modifier_rattachement(par=request.user, rattachement=rattachement, donnees=form.lien)  # noqa: E731
        if tenter(form, acte):
            messages.success(request, f"Rattachement de {rattachement.personne} enregistré.")
            return aller(request, _contacts(societe))
    return _formulaire(request, form, societe, rattachement)


@require_POST
@droit_requis("annuaire.ecriture")
def retirer(request: HttpRequest, pk: int, lien: int) -> HttpResponse:
    societe = societe_ou_404(request, pk)
    rattachement = _lien(request, societe, lien)
    retirer_rattachement(par=request.user, rattachement=rattachement)
    messages.success(request, f"Rattachement de {rattachement.personne} retiré.")
    return aller(request, _contacts(societe))


def _personne_demandee(request: HttpRequest) -> Personne | None:
    cle = lire_cle(request.GET.get("personne", ""))
    return Personne.objects.visibles_par(request.user).filter(pk=cle).first() if cle else None


def _lien(request: HttpRequest, societe: Societe, pk: int) -> Rattachement:
    personnes = Personne.objects.visibles_par(request.user)
    liens = societe.rattachements.filter(personne__in=personnes).select_related("personne", "societe")
    return get_object_or_404(liens, pk=pk)


def _contacts(societe: Societe) -> str:
    return reverse("annuaire:societe_contacts", args=[societe.pk])


def _formulaire(
    request: HttpRequest, form: RattachementForm, societe: Societe, lien: Rattachement | None = None
) -> HttpResponse:
    contexte = {
        "form": form,
        "lien": lien,
        "titre_lien": f"Rattacher une personne à {societe}",
        "retour_contacts": _contacts(societe),
        "url_retirer": reverse("annuaire:rattachement_retirer", args=[societe.pk, lien.pk]) if lien else "",
    }
    return render(request, "annuaire/rattachement.html", contexte, status=422 if form.errors else 200)
