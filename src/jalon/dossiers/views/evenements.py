"""« Actes » : déclencher un événement dans un dialogue simple (F8)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jalon.prestations.enums import TypeEvenement
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..forms import EvenementForm
from ..operations import declencher_evenement
from ..operations.evenements import DECLENCHABLES
from .commun import contexte_page, dossier_visible

PHRASES = {
    TypeEvenement.ENTREE: "Le bénéficiaire entre dans le parcours : le dossier passe « En cours ».",
    TypeEvenement.SORTIE: "Le parcours se termine : le dossier passe « Terminé ».",
    TypeEvenement.ABANDON: "Le bénéficiaire arrête le parcours : le dossier passe « Abandonné ».",
    TypeEvenement.SUSPENSION: "Le parcours s’interrompt : le dossier passe « Suspendu » jusqu’à une reprise.",
    TypeEvenement.REPRISE: "Le parcours reprend : le dossier n’est plus suspendu.",
    TypeEvenement.CHANGEMENT_STATUT: "Le suivi est l’étiquette de la maison, à côté du statut.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.ecriture")
def declencher(request: HttpRequest, numero: str, type_evenement: str) -> HttpResponse:
    """Le dialogue d'un événement. Un refus s'affiche à côté du champ, rien n'est perdu."""
    dossier = dossier_visible(request, numero)
    if type_evenement not in DECLENCHABLES:
        raise Http404
    form = EvenementForm(request.POST or None, dossier=dossier, type_evenement=type_evenement)
    if request.method == "POST" and form.is_valid() and _declencher(request, dossier, type_evenement, form):
        return aller(request, reverse("dossiers:dossier", args=[numero]))
    contexte = contexte_page(request, dossier, "informations") | {
        "form": form,
        "type": TypeEvenement(type_evenement),
        "phrase": PHRASES[type_evenement],
    }
    return render(request, "dossiers/evenement.html", contexte, status=422 if form.errors else 200)


def _declencher(request: HttpRequest, dossier, type_evenement: str, form: EvenementForm) -> bool:
    try:
        evenement = declencher_evenement(
            par=request.user, dossier=dossier, type_evenement=type_evenement, **form.cleaned_data
        )
    except Refus as refus:
        form.refuser(refus)
        return False
    messages.success(request, f"{evenement} : enregistré.")
    return True
