"""L'agenda : plusieurs personnes et salles côte à côte, par jour, semaine, mois, ou en liste."""

import json
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis
from jalon.structure.models import Fermeture

from ..agenda import AgendaMontre, EvenementAgenda, agendas_montres, evenements, fermetures
from ..forms import AgendasForm
from ..rules.agenda import LISTE, SERRE, VUES, initiales, jours_voisins, periode
from ..rules.calendrier import Mode
from .commun import ECRITURE, LECTURE
from .dossier import jour_lu

EN_COULOIRS = (Mode.JOUR, Mode.SEMAINE)
JOURS_LUS_MAX = 45


@require_safe
@droit_requis(LECTURE)
def agenda(request: HttpRequest) -> HttpResponse:
    """`?vue=jour|semaine|mois|liste&le=AAAA-MM-JJ&personnes=12&lieux=3` : l'adresse se garde et se partage."""
    vue = request.GET.get("vue") if request.GET.get("vue") in VUES else Mode.SEMAINE
    jour = jour_lu(request.GET.get("le", ""))
    agendas = _agendas(request)
    debut, fin = periode(vue, jour)
    contexte: dict[str, Any] = {
        "vue": vue,
        "vues": [(code, libelle, _adresse(request, vue=code)) for code, libelle in VUES.items()],
        "jour": jour,
        "debut": debut,
        "dernier": fin - timedelta(days=1),
        "agendas": agendas,
        "form": AgendasForm(initial=_choisis(agendas), par=request.user),
        "can_planifier": request.user.a_le_droit(ECRITURE),
        "retour": request.get_full_path(),
        "is_vue_demandee": "vue" in request.GET,
    }
    contexte |= _voisins(request, vue, jour)
    contexte |= _en_liste(request, agendas, debut, fin) if vue == LISTE else _en_colonnes(agendas, vue, debut, fin)
    return render(request, "planning/agenda_liste.html" if vue == LISTE else "planning/agenda.html", contexte)


@require_safe
@droit_requis(LECTURE)
def evenements_json(request: HttpRequest) -> JsonResponse:
    """`?debut=&fin=&personnes=&lieux=` : ce que le calendrier montre ; quarante-cinq jours au plus."""
    debut = jour_lu(request.GET.get("debut", ""))
    fin = min(max(jour_lu(request.GET.get("fin", "")), debut), debut + timedelta(days=JOURS_LUS_MAX))
    lus = evenements(request.user, _agendas(request), debut, fin)
    return JsonResponse({"evenements": [evenement.pour_ecran for evenement in lus]})


def _agendas(request: HttpRequest) -> list[AgendaMontre]:
    return agendas_montres(request.user, request.GET.getlist("personnes"), request.GET.getlist("lieux"))


def _choisis(agendas: list[AgendaMontre]) -> dict[str, list[str]]:
    return {
        nom: [agenda.cle[1:] for agenda in agendas if agenda.cle.startswith(lettre)]
        for nom, lettre in (("personnes", "p"), ("lieux", "l"))
    }


def _adresse(request: HttpRequest, **change: str) -> str:
    parametres = request.GET.copy()
    for nom, valeur in change.items():
        parametres[nom] = valeur
    return f"?{parametres.urlencode()}"


def _voisins(request: HttpRequest, vue: str, jour: date) -> dict[str, str]:
    avant, apres = jours_voisins(vue, jour)
    jours = {"avant": avant, "apres": apres, "aujourd_hui": timezone.localdate()}
    return {nom: _adresse(request, vue=vue, le=un.isoformat()) for nom, un in jours.items()}


def _en_colonnes(agendas: list[AgendaMontre], vue: str, debut: date, fin: date) -> dict[str, Any]:
    fermes = [_fond(fermeture, debut, fin) for fermeture in fermetures(debut, fin)]
    is_serre = vue == Mode.SEMAINE and len(agendas) > SERRE
    couloirs = [
        {"id": a.cle, "title": initiales(a.court) if is_serre else a.court, "nom": a.nom}
        for a in (agendas if vue in EN_COULOIRS else [])
    ]
    adresses = {
        "source": reverse("planning:agenda_evenements"),
        "nouveau": reverse("planning:rendez_vous"),
        "fiche": reverse("planning:fiche", args=[0]),
        "deplacer": reverse("planning:deplacer", args=[0]),
    }
    lus = {"couloirs": couloirs, "fermes": fermes, "adresses": adresses}
    return {nom: json.dumps(valeur) for nom, valeur in lus.items()} | {"fin": fin, "is_serre": is_serre}


def _fond(fermeture: Fermeture, debut: date, fin: date) -> dict[str, str]:
    premier, dernier = max(fermeture.date_debut, debut), min(fermeture.date_fin, fin)
    return {"start": f"{premier}", "end": f"{dernier + timedelta(days=1)}", "nom": fermeture.libelle}


def _en_liste(request: HttpRequest, agendas: list[AgendaMontre], debut: date, fin: date) -> dict[str, Any]:
    noms = {agenda.cle: agenda.nom for agenda in agendas}
    jours: dict[date, list[tuple[EvenementAgenda, list[str]]]] = {}
    for evenement in evenements(request.user, agendas, debut, fin):
        jours.setdefault(evenement.jour, []).append((evenement, [noms[cle] for cle in evenement.cles]))
    return {"jours": jours.items(), "aujourd": timezone.localdate()}
