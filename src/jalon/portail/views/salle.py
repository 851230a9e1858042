"""Signer par le QR code de la salle : se choisir parmi les attendus, puis signer."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jalon.emargement.models import JetonSalle
from jalon.emargement.operations.sans_compte import LienMort, signer_en_salle
from jalon.emargement.queries_liens import Place, place_du_code, places, salle_du_jeton
from jalon.socle.erreurs import Refus

from ..forms import lire_saisie
from .commun import contexte_signature, ip_de, page_faite, recapitulatif, sans_compte

SIGNER = "portail/salle_signer.html"


@sans_compte
def salle(request: HttpRequest, jeton: str) -> HttpResponse:
    """La liste de qui est attendu ; `qui` choisit une personne, `envoi` signe pour elle. Jamais dans l'adresse."""
    ouverte = salle_du_jeton(jeton, timezone.now())
    if ouverte is None:
        raise LienMort
    if request.method != "POST":
        return _liste(request, ouverte)
    code = request.POST.get("qui", "")
    if "envoi" not in request.POST:
        return _choisir(request, ouverte, code)
    saisie = lire_saisie(request, ip=ip_de(request))
    try:
        sceau = signer_en_salle(jeton=jeton, code=code, saisie=saisie)
    except Refus as refus:
        contexte = {"envoi": saisie.envoi, "saisie": saisie, "erreur": refus.message}
        return render(request, SIGNER, _contexte(ouverte, _place(ouverte, code)) | contexte, status=422)
    return page_faite(request, sceau, qui=_place(ouverte, code).nom, retour=request.path)


def _liste(request: HttpRequest, ouverte: JetonSalle, *, erreur: str = "") -> HttpResponse:
    presentes = places(ouverte, timezone.now())
    moments: dict[str, list[Place]] = {}
    for place in presentes:
        moments.setdefault(place.attendu.moment.libelle, []).append(place)
    contexte = recapitulatif(ouverte.seance) | {"moments": moments, "erreur": erreur}
    return render(request, "portail/salle.html", contexte, status=422 if erreur else 200)


def _choisir(request: HttpRequest, ouverte: JetonSalle, code: str) -> HttpResponse:
    place = _place(ouverte, code)
    if place.is_signe:
        return _liste(request, ouverte, erreur=f"{place.nom} a déjà signé.")
    contexte = {"envoi": uuid.uuid4(), "saisie": None, "erreur": ""}
    return render(request, SIGNER, _contexte(ouverte, place) | contexte)


def _place(ouverte: JetonSalle, code: str) -> Place:
    place = place_du_code(ouverte, code, timezone.now())
    if place is None:
        raise LienMort
    return place


def _contexte(ouverte: JetonSalle, place: Place) -> dict[str, Any]:
    return contexte_signature(ouverte.seance, place.attendu) | {"place": place}
