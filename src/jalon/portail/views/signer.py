"""Signer par un lien personnel, une fois."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jalon.emargement.operations.sans_compte import LienMort, signer_par_lien
from jalon.emargement.queries_liens import attendu_du_lien, lien_du_jeton
from jalon.socle.erreurs import Refus

from ..forms import lire_saisie
from .commun import contexte_signature, ip_de, page_faite, sans_compte


@sans_compte
def signer(request: HttpRequest, jeton: str) -> HttpResponse:
    """La page du lien : qui, quoi, quand, où, et la signature. Le même envoi deux fois confirme deux fois."""
    if request.method != "POST":
        return render(request, "portail/signer.html", _contexte(jeton) | {"envoi": uuid.uuid4()})
    saisie = lire_saisie(request, ip=ip_de(request))
    try:
        sceau = signer_par_lien(jeton=jeton, saisie=saisie)
    except Refus as refus:
        contexte = _contexte(jeton) | {"envoi": saisie.envoi, "saisie": saisie, "erreur": refus.message}
        return render(request, "portail/signer.html", contexte, status=422)
    return page_faite(request, sceau, courriel=lien_du_jeton(jeton).destinataire)


def _contexte(jeton: str) -> dict[str, Any]:
    """Lève `LienMort` si le jeton ne permet pas, ou plus, de signer."""
    lien = lien_du_jeton(jeton)
    attendu = attendu_du_lien(lien, timezone.now())
    if lien is None or attendu is None:
        raise LienMort
    expire_at = timezone.localtime(lien.expire_at)
    return contexte_signature(lien.seance, attendu) | {"expire_at": expire_at, "saisie": None, "erreur": ""}
