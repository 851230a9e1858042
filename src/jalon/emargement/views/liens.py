"""« Demander les signatures » d'un dossier : envoyer, renvoyer, révoquer, par personne ou par lot (F4, F5)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import contexte_page, dossier_visible
from jalon.planning.models import Seance
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus

from ..models import LienSignature
from ..operations import Bilan, demander_signature, demander_signatures, revoquer_lien
from ..queries_liens import demandes_du_dossier
from ..registres import PAGES_SANS_COMPTE

ECRITURE = "emargement.ecriture"
SESSION_REFUS = "signatures_refus"  # ce que le dernier envoi groupé n'a pas pu demander, montré une fois


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def dossier(request: HttpRequest, numero: str) -> HttpResponse:
    """Les séances à signer du dossier, qui a signé, où en est chaque lien."""
    dossier = dossier_visible(request, numero)
    if request.method == "POST":
        _agir(request, dossier)
        return HttpResponseRedirect(reverse("liens:dossier", args=[dossier.numero]))
    contexte = contexte_page(request, dossier, "seances") | {
        "lignes": demandes_du_dossier(dossier, request.user),
        "refus": request.session.pop(SESSION_REFUS, []),
    }
    return render(request, "emargement/demandes.html", contexte)


def _agir(request: HttpRequest, dossier: Dossier) -> None:
    """Un bouton par personne porte « envoyer » ou « revoquer » ; sans eux, c'est le lot coché."""
    try:
        if cible := request.POST.get("envoyer"):
            _envoyer(request, dossier, cible)
        elif cible := request.POST.get("revoquer"):
            _revoquer(request, dossier, cible)
        else:
            _envoyer_lot(request, dossier)
    except Refus as refus:
        messages.error(request, refus.message)


def _envoyer(request: HttpRequest, dossier: Dossier, cible: str) -> None:
    seance, _, cle = cible.partition(":")
    lue = get_object_or_404(_seances(request, dossier), pk=seance if seance.isdecimal() else 0)
    lien = demander_signature(
        par=request.user, dossier=dossier, seance=lue, cle=cle, adresse=adresse_de(request, "lien")
    )
    messages.success(request, f"Lien envoyé à {lien.destinataire}.")


def _revoquer(request: HttpRequest, dossier: Dossier, cible: str) -> None:
    liens = LienSignature.objects.filter(seance__in=_seances(request, dossier))
    lien = get_object_or_404(liens, pk=cible if cible.isdecimal() else 0)
    revoquer_lien(par=request.user, dossier=dossier, lien=lien)
    messages.success(request, "Lien révoqué : il ne permet plus de signer.")


def _envoyer_lot(request: HttpRequest, dossier: Dossier) -> None:
    seances = _cochees(_seances(request, dossier), request.POST)
    if not seances:
        raise Refus("Cochez au moins une séance.")
    adresse = adresse_de(request, "lien")
    dire_le_bilan(
        request, demander_signatures(par=request.user, dossier=dossier, seances=seances, adresse=adresse)
    )


def dire_le_bilan(request: HttpRequest, bilan: Bilan) -> None:
    """Combien de liens sont partis ; ce qui ne l'est pas se lira sur la page qui suit."""
    if bilan.envoyes:
        pluriel = "s" if bilan.envoyes > 1 else ""
        messages.success(request, f"{bilan.envoyes} lien{pluriel} envoyé{pluriel}.")
    request.session[SESSION_REFUS] = list(bilan.refus)


def _cochees(seances: Any, donnees: MultiValueDict) -> list[Seance]:
    pks = [int(pk) for pk in donnees.getlist("seances") if pk.isdecimal()]
    return list(seances.filter(pk__in=pks).order_by("debut", "pk"))


def _seances(request: HttpRequest, dossier: Dossier) -> Any:
    lisibles = Seance.objects.lisibles_par(request.user).filter(participations__dossier=dossier)
    return lisibles.select_related("action", "lieu__centre")


def adresse_de(request: HttpRequest, page: str) -> Callable[[str], str]:
    """De quoi écrire l'adresse complète d'une page sans compte (« lien » ou « salle ») à partir d'un jeton."""
    url_name = PAGES_SANS_COMPTE.obtenir(page).url_name
    return lambda jeton: request.build_absolute_uri(reverse(url_name, args=[jeton]))
