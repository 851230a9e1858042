"""« Faire signer » : l'écran entier, au doigt, à la souris ou au clavier (F4)."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jalon.planning.models import Seance
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.structure.models import Reglages

from ..enums import Moyen
from ..fenetre import fenetre_de
from ..forms import SignatureForm
from ..operations import signer as acte
from ..queries import Attendu
from ..rules.signatures import montrer_retard, refus_fenetre, retard
from .commun import ECRITURE, attendu_de, ouvrir
from .seance import adresse_seance


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis(ECRITURE)
def signer(request: HttpRequest, numero: str, pk: int, cle: str) -> HttpResponse:
    """Le cadre où signer ; une fois signé, la même adresse dit que c'est fait."""
    dossier, seance, page = ouvrir(request, numero, pk)
    ligne = attendu_de(page, cle)
    form = SignatureForm(request.POST or None, attendu=ligne)
    if request.method == "POST" and form.is_valid():
        try:
            acte(
                **qui_signe(seance, ligne), moyen=Moyen.ECRAN, par=request.user, **appareil(request), **form.saisie
            )
        except Refus as refus:
            form.refuser(refus)
        else:
            return redirect(request.path)
    suivants = [autre for autre in page.lignes if not autre.is_signe and autre.cle != cle]
    contexte = contexte_signature(seance, ligne) | {
        "dossier": dossier,
        "form": form,
        "retour": adresse_seance(dossier, seance),
        "suivant": suivants[0] if suivants else None,
    }
    is_fait = ligne.is_signe and not form.errors
    gabarit = "emargement/signe.html" if is_fait else "emargement/signer.html"
    return render(request, gabarit, contexte, status=422 if form.errors else 200)


def qui_signe(seance: Seance, ligne: Attendu) -> dict:
    """Les arguments de l'acte qui disent qui signe quoi."""
    animateur = ligne.animation.personne if ligne.animation else None
    return {
        "seance": seance,
        "participation": ligne.participation,
        "animateur": animateur,
        "demi_journee": ligne.moment.code,
    }


def appareil(request: HttpRequest) -> dict:
    """D'où vient la signature : adresse IP et navigateur (EM-03)."""
    adresse = get_adapter(request).get_client_ip(request)
    return {"ip": adresse, "agent": request.headers.get("User-Agent", "")[:300]}


def contexte_signature(seance: Seance, ligne: Attendu) -> dict:
    """Qui, quoi, quand, où : ce que l'on signe, montré avant de signer."""
    participation, maison = ligne.participation, Reglages.courants()
    return {
        "seance": seance,
        "ligne": ligne,
        "maison": maison,
        "prestation": participation.dossier.prestation if participation else None,
        "animateurs": [str(animation.personne) for animation in seance.animations.all()],
        "refus": refus_fenetre(ligne.moment, timezone.localtime(), fenetre_de(maison)),
        "retard": montrer_retard(retard(ligne.moment, timezone.localtime())),
    }
