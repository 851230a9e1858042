"""Ce que toute page sans compte a en commun : le débit limité, les en-têtes, le lien qui ne vaut plus."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import consume_or_429
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from jalon.emargement.fenetre import fenetre_de
from jalon.emargement.models import Sceau
from jalon.emargement.operations.sans_compte import LienMort
from jalon.emargement.queries import Attendu, attendus
from jalon.emargement.queries_liens import personne_de
from jalon.emargement.rules.signatures import montrer_retard, refus_fenetre, retard
from jalon.planning.models import Seance
from jalon.socle.acces import public
from jalon.structure.models import Reglages

ENTETES = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
Vue = Callable[..., HttpResponse]


def sans_compte(vue: Vue) -> Vue:
    """Une page ouverte par un jeton. Faux, utilisé, révoqué, expiré ou d'ailleurs : les mêmes octets."""

    @csrf_exempt  # sans référent, le navigateur tait l'origine ; qui forge la demande aurait déjà le jeton
    @sensitive_post_parameters()
    @require_http_methods(["GET", "HEAD", "POST"])
    @public
    @wraps(vue)
    @sensitive_variables("jeton")
    def enveloppe(request: HttpRequest, jeton: str) -> HttpResponse:
        reponse = consume_or_429(request, app="allauth.account", action="signature", limit_get=True)
        reponse = reponse or _repondre(vue, request, jeton)
        for nom, valeur in ENTETES.items():
            reponse.headers[nom] = valeur
        return reponse

    return enveloppe


def _repondre(vue: Vue, request: HttpRequest, jeton: str) -> HttpResponse:
    try:
        return vue(request, jeton)
    except LienMort:
        return render(request, "portail/perime.html", {"maison": Reglages.courants()}, status=404)


def ip_de(request: HttpRequest) -> str | None:
    """L'adresse d'où l'on signe, ou None si le serveur ne la connaît pas."""
    try:
        return str(ip_address(get_adapter(request).get_client_ip(request)))
    except ValueError:
        return None


def contexte_signature(seance: Seance, attendu: Attendu) -> dict[str, Any]:
    """Qui, quoi, quand, où ; et ce que l'heure permet : `attente` dit pourquoi l'on ne signe pas encore."""
    maintenant, montre = timezone.localtime(), recapitulatif(seance)
    return {
        **montre,
        "attendu": attendu,
        "moment": attendu.moment,
        "personne": personne_de(attendu),
        "attente": refus_fenetre(attendu.moment, maintenant, fenetre_de(montre["maison"])),
        "retard": montrer_retard(retard(attendu.moment, maintenant)),
    }


def recapitulatif(seance: Seance) -> dict[str, Any]:
    """La maison et la séance : ce que l'on montre une fois le jeton bon. Deux requêtes."""
    animations = seance.animations.select_related("personne").order_by("rang", "pk")
    return {
        "maison": Reglages.courants(),
        "seance": seance,
        "animateurs": [str(animation.personne) for animation in animations],
    }


def page_faite(
    request: HttpRequest, sceau: Sceau, *, qui: str = "", retour: str = "", courriel: str = ""
) -> HttpResponse:
    """La confirmation : « Signé à 10:32 », et l'empreinte imprimée sur la feuille.

    `qui` : son nom court, dans une salle ; `retour` : la liste ; `courriel` : où part la confirmation.
    """
    ligne = next((a for a in attendus(sceau.seance) if a.sceau == sceau), None)
    if ligne is None:
        raise LienMort
    heure = timezone.localtime(sceau.horodatage)
    contexte = contexte_signature(sceau.seance, ligne) | {
        "sceau": sceau,
        "heure": heure,
        "retard": montrer_retard(retard(ligne.moment, heure)),
        "qui": qui or str(personne_de(ligne)),
        "retour": retour,
        "courriel": courriel,
    }
    return render(request, "portail/fait.html", contexte)
