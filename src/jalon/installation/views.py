"""Le premier démarrage : les étapes d'une maison neuve."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from jalon.socle.acces import droit_requis

from .operations import passer_etape, reprendre_etape
from .queries import ADMINISTRER, avancement, etapes_de


@droit_requis(ADMINISTRER)
def premier_demarrage(request: HttpRequest) -> HttpResponse:
    return render(request, "installation/page.html", {"donnees": avancement(etapes_de(request.user))})


@require_POST
@droit_requis(ADMINISTRER)
def passer(request: HttpRequest, code: str) -> HttpResponse:
    passer_etape(par=request.user, code=code)
    return redirect("installation:premier_demarrage")


@require_POST
@droit_requis(ADMINISTRER)
def reprendre(request: HttpRequest, code: str) -> HttpResponse:
    reprendre_etape(par=request.user, code=code)
    return redirect("installation:premier_demarrage")
