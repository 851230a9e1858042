"""L'index de l'administration : les écrans que la personne peut ouvrir (B2)."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jalon.comptes.registres import ecrans_de
from jalon.socle.acces import connecte
from jalon.socle.erreurs import AccesRefuse

RIEN = "Votre profil n’ouvre aucun écran d’administration. Contactez l’administrateur."


@connecte
def admin(request: HttpRequest) -> HttpResponse:
    """Les écrans permis, rangés par groupe ; 403 quand il n'y en a aucun."""
    ecrans = ecrans_de(request.user)
    if not ecrans:
        raise AccesRefuse(RIEN)
    groupes = [(groupe, list(suite)) for groupe, suite in groupby(ecrans, key=lambda e: e.groupe)]
    return render(request, "prestations/admin.html", {"groupes": groupes})
