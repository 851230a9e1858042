"""Trouver une séance par la porte de lecture, et ce que montrent ses lignes."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from jalon.dossiers.models import Dossier

from ..enums import EtatSeance
from ..models import Participation, Seance
from ..models.agendas import agendas_ecrits
from ..rules.actes import actes_possibles

LECTURE, ECRITURE = "planning.lecture", "planning.ecriture"
ACTES = {
    "valider": ("Valider", "planning:valider", ""),
    "absent": ("Absent", "planning:valider", "?absent=1"),
    "corriger": ("Corriger", "planning:valider", ""),
    "modifier": ("Modifier", "planning:modifier", ""),
    "reporter": ("Reporter", "planning:reporter", ""),
    "annuler": ("Annuler", "planning:annuler", ""),
    "retablir": ("Rétablir", "planning:retablir", ""),
}
TONS = {"preliminaire": "prelim", "investigation": "invest", "conclusions": "concl"}


def seance_du_dossier(request: HttpRequest, dossier: Dossier, pk: int) -> Seance:
    """La séance `pk` de ce dossier, si on la lit ; sinon 404, comme si elle n'existait pas."""
    lisibles = Seance.objects.lisibles_par(request.user).filter(participations__dossier=dossier)
    return get_object_or_404(lisibles.pour_liste(), pk=pk)


def adresse_onglet(dossier: Dossier) -> str:
    return reverse("planning:dossier", args=[dossier.numero])


def lignes(seances: list[Seance], dossier: Dossier, par: Any, maintenant: datetime) -> list[dict[str, Any]]:
    """Une ligne par séance : ce qu'elle montre du dossier, et les actes possibles. Une requête de plus."""
    ecrits = set(agendas_ecrits(par).values_list("pk", flat=True)) if par.a_le_droit(ECRITURE) else set()
    return [_ligne(seance, dossier, ecrits, maintenant) for seance in seances]


def _ligne(seance: Seance, dossier: Dossier, ecrits: set[int], maintenant: datetime) -> dict[str, Any]:
    animations = list(seance.animations.all())
    can_ecrire = bool(animations) and all(a.personne_id in ecrits for a in animations)
    participation = next(p for p in seance.participations.all() if p.dossier_id == dossier.pk)
    return {
        "seance": seance,
        "participation": participation,
        "autres": len(seance.participations.all()) - 1,
        "animateurs": [str(a.personne) for a in animations],
        "is_a_valider": seance.is_a_valider(maintenant),
        "is_aujourd_hui": seance.jour == timezone.localdate(),
        "ton": ton_de(seance),
        "minutes": participation.minutes_comptees if seance.etat == EtatSeance.REALISEE else seance.minutes,
        "actes": _actes(seance, dossier, maintenant, participation) if can_ecrire else [],
        "suivante": f"#seance-{seance.reportee_vers_id}" if seance.reportee_vers_id else "",
    }


def _actes(seance: Seance, dossier: Dossier, maintenant: datetime, participation: Participation) -> list[dict]:
    codes = actes_possibles(
        seance.etat, is_commencee=seance.debut <= maintenant, is_remplacee=seance.reportee_vers_id is not None
    )
    if dossier.annule_at or len(seance.participations.all()) > 1:
        codes = [code for code in codes if code != "absent"]
    return [
        {
            "libelle": ACTES[code][0],
            "url": reverse(ACTES[code][1], args=[dossier.numero, seance.pk]) + ACTES[code][2],
            "is_principal": rang == 0 and code == "valider",
        }
        for rang, code in enumerate(codes)
        if code in ACTES and not dossier.annule_at
    ]


def ton_de(seance: Seance) -> str:
    """La teinte de la séance : sa phase, le téléphone, sinon l'investigation."""
    if seance.action is None:
        return "hors"
    if seance.action.nature == "telephone":
        return "tel"
    return TONS.get(seance.action.phase, "invest")
