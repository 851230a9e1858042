"""« Mon compte » : qui je suis pour Jalon, et ce que mon profil m'ouvre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jalon.socle.acces import connecte

from ..queries import sessions_ouvertes
from ..rules import actes_en_mots, zones_en_mots


@connecte
def mon_compte(request: HttpRequest) -> HttpResponse:
    utilisateur = request.user
    contexte = {
        "equipes": utilisateur.equipes.select_related("responsable"),
        "autres_centres": utilisateur.autres_centres.all(),
        "zones": zones_en_mots(utilisateur.droits),
        "actes": actes_en_mots(utilisateur.droits),
        "sessions": sessions_ouvertes(utilisateur, request.session.session_key),
    }
    return render(request, "comptes/compte.html", contexte)
