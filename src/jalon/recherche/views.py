"""Chercher partout : la page, et ce que le champ du bandeau montre pendant la frappe."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from jalon.socle.acces import connecte
from jalon.socle.formats import nettoyer_texte
from jalon.socle.recherche_texte import SAISIE_MAX, est_trop_courte

from .queries import chercher_partout, vouliez_vous_dire

LIMITE_PAGE, LIMITE_BANDEAU = 20, 5
GABARITS = {"recherche-resultats": "recherche/bandeau.html", "resultats": "recherche/recherche.html#resultats"}


@connecte
def recherche(request: HttpRequest) -> HttpResponse:
    """`?q=` : les résultats groupés par sorte. htmx reçoit le fragment qu'il vise."""
    q = " ".join(nettoyer_texte(request.GET.get("q", ""))[:SAISIE_MAX].split())
    cible = request.htmx.target if request.htmx and not request.htmx.history_restore_request else None
    limite = LIMITE_BANDEAU if cible == "recherche-resultats" else LIMITE_PAGE
    trop_courte = est_trop_courte(q)
    cherche = bool(q) and not trop_courte
    groupes = chercher_partout(q, request.user, limite) if cherche else []
    contexte = {
        "q": q,
        "trop_courte": trop_courte,
        "groupes": groupes,
        "corrections": vouliez_vous_dire(q, request.user) if cherche and not groupes else [],
        "nombre": sum(len(groupe.resultats) for groupe in groupes),
    }
    reponse = render(request, GABARITS.get(cible or "", "recherche/recherche.html"), contexte)
    patch_vary_headers(reponse, ["HX-Request", "HX-Target"])
    return reponse
