"""Agir sur les lignes choisies : confirmer leur nombre, faire, dire ce qui est fait et refusé."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from jalon.socle.acces import connecte
from jalon.socle.enums import EtatTravail
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.models import Travail

from ..lots import ActeLot, cles_choisies, defaire_lot, lancer_lot
from .commun import Demande, aller, lire_demande

GABARIT = "ui/liste/lot.html"


@require_http_methods(["GET", "HEAD", "POST"])
@connecte
def lot(request: HttpRequest, code: str, acte: str) -> HttpResponse:
    """La confirmation dit combien de lignes ; si ce nombre change avant l'envoi, elle redemande."""
    demande = lire_demande(request, code)
    voulu = _acte(demande, acte)
    cles = cles_choisies(demande.liste, demande.donnees, request.user)
    envoye, refus = request.method == "POST", ""
    form = voulu.remplir(request.POST if envoye else None, request.user, cles)
    if envoye and cles and (form is None or form.is_valid()) and request.POST.get("nombre") == str(len(cles)):
        try:
            return _lancer(request, demande, voulu, cles, form)
        except Refus as echec:
            refus = echec.message
    contexte = {
        "demande": demande,
        "acte": voulu,
        "form": form,
        "cles": cles,
        "refus": refus,
        "nombre_en_mots": demande.liste.compter_en_mots(len(cles)),
        "is_change": envoye and request.POST.get("nombre") != str(len(cles)),
    }
    return render(request, GABARIT, contexte, status=422 if envoye else 200)


def _acte(demande: Demande, code: str) -> ActeLot:
    """L'acte permis de ce code ; 403 s'il existe sans le droit, 404 s'il n'existe pas."""
    liste = demande.liste
    acte = next((a for a in (*liste.lots, *liste.registre_lots) if a.code == code), None)
    if acte is None:
        raise Http404
    if not demande.utilisateur.a_le_droit(acte.droit):
        raise AccesRefuse("Votre profil ne permet pas cet acte.")
    return acte


def _lancer(
    request: HttpRequest, demande: Demande, acte: ActeLot, cles: list[int], form: forms.Form | None
) -> HttpResponse:
    """Un lot court et sans refus ramène à la liste, avec de quoi défaire ; sinon, à son travail."""
    saisie = request.POST.copy()
    for nom in ("csrfmiddlewaretoken", "choix", "tout", "retour", "nombre"):
        saisie.pop(nom, None)
    travail = lancer_lot(
        par=request.user,
        liste=demande.liste,
        acte=acte,
        cles=cles,
        saisie=saisie.urlencode() if form else "",
        retour=demande.retour,
    )
    adresse = reverse("socle:travail", args=[travail.pk])
    if travail.etat != EtatTravail.TERMINE or travail.lignes.exclude(refus="").exists():
        return aller(request, adresse)
    lien = format_html(' <a href="{}">{}</a>', adresse, "Annuler" if acte.defaire else "Voir le détail")
    messages.success(request, format_html("{} — {}{}", acte.libelle, travail.message, lien))
    return aller(request, demande.retour)


@require_POST
@connecte
def defaire(request: HttpRequest, pk: int) -> HttpResponse:
    """Remet comme avant ce qu'un lot a fait."""
    fait = get_object_or_404(Travail.objects.visibles_par(request.user), pk=pk)
    return redirect("socle:travail", pk=defaire_lot(par=request.user, travail=fait).pk)
