"""Activer, clore, rouvrir une convention : un dialogue chacun (B2)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.formulaires import FormulaireJalon
from jalon.ui.reponses import aller

from ..forms.conventions import MotifForm, VersionForm
from ..models import Convention
from ..operations import activer_convention, clore_convention, rouvrir_convention
from .commun import convention_ou_404


@dataclass(frozen=True)
class ActeEtat:
    """Un bouton : ses mots, l'acte qu'il appelle, et ce qu'il demande."""

    bouton: str
    fait: str
    phrase: str
    executer: Callable[..., Convention]
    formulaire: type[FormulaireJalon] = MotifForm
    is_grave: bool = False


ACTES = {
    "activer": ActeEtat(
        "Activer",
        "activée",
        "Elle pourra se choisir dans les dossiers.",
        activer_convention,
        VersionForm,
    ),
    "clore": ActeEtat(
        "Clore",
        "close",
        "Plus aucun dossier ne s’y liera. Ceux qui le sont déjà la gardent.",
        clore_convention,
        is_grave=True,
    ),
    "rouvrir": ActeEtat(
        "Rouvrir",
        "rouverte",
        "Elle pourra de nouveau se choisir dans les dossiers.",
        rouvrir_convention,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("financement.ecriture")
def changer_etat(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Le dialogue d'un acte, puis l'acte."""
    acte, convention = ACTES[code], convention_ou_404(request, pk)
    form = acte.formulaire(request.POST or None, initial={"version": convention.version})
    adresse = reverse("financement:convention", args=[pk])
    if request.method == "POST" and form.is_valid() and _executer(request, acte, form, convention):
        messages.success(request, f"Convention {convention.reference} {acte.fait}.")
        return aller(request, adresse)
    contexte = {"acte": acte, "convention": convention, "form": form, "retour": adresse}
    return render(request, "financement/conventions/etat.html", contexte, status=422 if form.errors else 200)


def _executer(request: HttpRequest, acte: ActeEtat, form: FormulaireJalon, convention: Convention) -> bool:
    try:
        acte.executer(par=request.user, convention=convention, **form.cleaned_data)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors
