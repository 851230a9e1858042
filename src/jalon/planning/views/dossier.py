"""L'onglet « Séances / Planning » d'un dossier : la liste par état (F2), ou le calendrier (F3)."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import contexte_page, dossier_visible
from jalon.financement.queries import financement_de
from jalon.socle.acces import droit_requis

from ..enums import EtatSeance
from ..queries import etapes_de, lignes_de, minutes_par_nature, seances_du_dossier
from ..registres import COMPLEMENTS_SEANCES
from ..rules.calendrier import MODES, Mode, jours_montres, voisins
from ..rules.faits import LignePlanning, bilan, reste_a_planifier
from .commun import ECRITURE, LECTURE, lignes

CALENDRIER = "calendrier"


@require_safe
@droit_requis(LECTURE)
def dossier(request: HttpRequest, numero: str) -> HttpResponse:
    """La liste, ou `?vue=calendrier&mode=mois|semaine|jour&le=AAAA-MM-JJ`."""
    dossier = dossier_visible(request, numero)
    vue = CALENDRIER if request.GET.get("vue") == CALENDRIER else "liste"
    seances = list(seances_du_dossier(dossier))
    rangs = lignes(seances, dossier, request.user, timezone.now())
    faits = lignes_de(dossier)
    contexte = contexte_page(request, dossier, "seances") | {
        "vue": vue,
        "can_planifier": request.user.a_le_droit(ECRITURE) and not dossier.annule_at,
        **_complements(request, dossier),
        **_totaux(dossier, faits),
        "nombre": len(rangs),
    }
    contexte |= _calendrier(request, rangs) if vue == CALENDRIER else _liste(rangs, dossier, faits)
    return render(request, f"planning/{vue}.html", contexte)


def _complements(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """Les boutons et les totaux que d'autres pièces ajoutent à l'onglet."""
    permis = [c for c in COMPLEMENTS_SEANCES if request.user.a_le_droit(c.droit)]
    return {
        "actes_onglet": [c.gabarit_actes for c in permis if c.gabarit_actes],
        "totaux_plus": [total for c in permis if c.totaux for total in c.totaux(dossier)],
    }


def _liste(rangs: list[dict], dossier: Dossier, faits: list[LignePlanning]) -> dict[str, Any]:
    programmees = [r for r in rangs if r["seance"].etat == EtatSeance.PROGRAMMEE]
    realisees = [r for r in rangs if r["seance"].etat == EtatSeance.REALISEE]
    annulees = [r for r in rangs if r["seance"].is_annulee]
    groupes = [
        _groupe("programmees", "Séances programmées", programmees[::-1]),
        _groupe("realisees", "Séances réalisées", realisees),
        _groupe("annulees", "Séances annulées", annulees, "annulées ou reportées, non comptées"),
    ]
    return {
        "groupes": [groupe for groupe in groupes if groupe["lignes"]],
        "etapes": etapes_de(dossier, faits),
        "natures": minutes_par_nature(dossier),
    }


def _groupe(code: str, libelle: str, rangs: list[dict], note: str = "") -> dict[str, Any]:
    return {
        "code": code,
        "libelle": libelle,
        "note": note,
        "lignes": rangs,
        "minutes": sum(rang["minutes"] for rang in rangs),
        "a_valider": sum(rang["is_a_valider"] for rang in rangs),
    }


def _totaux(dossier: Dossier, faits: list[LignePlanning]) -> dict[str, Any]:
    """Le bilan du dossier, ses heures financées et ce qui reste à planifier. Une requête."""
    resume, financees = bilan(faits), financement_de(dossier).minutes_financees
    return {"totaux": resume, "financees": financees, "reste": reste_a_planifier(resume, financees)}


def _calendrier(request: HttpRequest, rangs: list[dict]) -> dict[str, Any]:
    mode = Mode(request.GET["mode"]) if request.GET.get("mode") in list(Mode) else Mode.MOIS
    jour = jour_lu(request.GET.get("le", ""))
    par_jour: dict[date, list[dict]] = {}
    for rang in reversed(rangs):
        par_jour.setdefault(rang["seance"].jour, []).append(rang)
    semaines = [[_case(j, jour, mode, par_jour) for j in semaine] for semaine in jours_montres(mode, jour)]
    avant, apres = voisins(mode, jour)
    return {
        "mode": mode,
        "modes": MODES,
        "jour": jour,
        "aujourd_hui": timezone.localdate(),
        "semaines": semaines,
        "avant": avant,
        "apres": apres,
    }


def _case(jour: date, ancre: date, mode: Mode, par_jour: dict[date, list[dict]]) -> dict[str, Any]:
    is_hors = mode == Mode.MOIS and jour.month != ancre.month
    return {"jour": jour, "rangs": par_jour.get(jour, []), "is_hors": is_hors}


def jour_lu(texte: str) -> date:
    """Le jour « AAAA-MM-JJ » d'une adresse ; aujourd'hui s'il n'a pas de sens."""
    try:
        jour = date.fromisoformat(texte)
    except ValueError:
        return timezone.localdate()
    return jour if 1900 < jour.year < 2199 else timezone.localdate()
