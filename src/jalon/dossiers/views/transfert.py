"""« Transférer ses dossiers », depuis la fiche d'un utilisateur : choisir, lire l'aperçu, confirmer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jalon.comptes.models import Utilisateur
from jalon.comptes.rules import ADMINISTRER
from jalon.socle.acces import droit_requis, exiger
from jalon.socle.erreurs import Refus
from jalon.socle.listes.lots import IMMEDIAT_MAX

from ..forms.transfert import TransfertForm
from ..operations.transfert import demander_transfert
from ..transferts import lire_apercu


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ADMINISTRER)
def transferer(request: HttpRequest, pk: int) -> HttpResponse:
    """`?vers=&roles=&quels=` : l'aperçu de ce choix ; en POST, le transfert qu'il décrit."""
    exiger(request.user, "dossiers.ecriture")
    de = get_object_or_404(Utilisateur.objects.pour_connexion(), pk=pk)
    recu = request.POST if request.method == "POST" else request.GET
    form = TransfertForm(recu if "quels" in recu else None, de=de)
    if form.is_valid() and request.method == "POST" and (reponse := _transferer(request, form)):
        return reponse
    contexte = {
        "compte": de,
        "form": form,
        "apercu": lire_apercu(request.user, form.transfert),
        "vers": None if form.errors else form.transfert.vers,
        "immediat_max": IMMEDIAT_MAX,
    }
    fragment = request.htmx and request.htmx.target == "apercu"
    gabarit = "dossiers/transfert.html#apercu" if fragment else "dossiers/transfert.html"
    return render(request, gabarit, contexte, status=422 if form.errors and not fragment else 200)


def _transferer(request: HttpRequest, form: TransfertForm) -> HttpResponse | None:
    """La page qui suit le transfert ; None s'il est refusé, la raison est alors dans le formulaire."""
    brut = request.POST.get("nombre", "")
    attendus = int(brut) if brut.isascii() and brut.isdecimal() and len(brut) < 9 else 0
    retour = reverse("droits:acces", args=[form.de.pk])
    try:
        travail = demander_transfert(par=request.user, transfert=form.transfert, attendus=attendus, retour=retour)
    except Refus as refus:
        form.refuser(refus)
        return None
    if travail:
        return redirect("socle:travail", travail.pk)
    pluriel = "s" if attendus > 1 else ""
    messages.success(request, f"{attendus} dossier{pluriel} transféré{pluriel} à {form.transfert.vers}.")
    return redirect(retour)
