"""Trouver une séance par la porte de lecture, et ce que montrent ses lignes."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.editeur.enums import ContexteModele
from jalon.editeur.queries import is_modele_publie
from jalon.socle import adresses

from ..enums import EtatSeance
from ..models import Participation, Seance
from ..models.agendas import agendas_ecrits
from ..registres import COMPLEMENTS_SEANCES, VERROUS_SEANCE
from ..rules.actes import actes_possibles
from ..rules.teintes import ton_de

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


def seance_du_dossier(request: HttpRequest, dossier: Dossier, pk: int) -> Seance:
    """La séance `pk` de ce dossier, si on la lit ; sinon 404, comme si elle n'existait pas."""
    lisibles = Seance.objects.lisibles_par(request.user).filter(participations__dossier=dossier)
    return get_object_or_404(lisibles.pour_liste(), pk=pk)


def seance_lisible(request: HttpRequest, pk: int) -> Seance:
    """La séance `pk`, si on lit son contenu ; sinon 404, comme si elle n'existait pas."""
    return get_object_or_404(Seance.objects.lisibles_par(request.user).pour_liste(), pk=pk)


def is_signee(seance: Seance) -> bool:
    """Dit si la séance porte des signatures, que certains changements annulent."""
    return any("signee" in source.verrous(seance) for source in VERROUS_SEANCE)


def adresse_onglet(dossier: Dossier) -> str:
    return reverse("planning:dossier", args=[dossier.numero])


def retour_demande(request: HttpRequest, dossier: Dossier | None = None) -> str:
    """L'adresse d'où l'on vient, si elle est de cette maison ; sinon l'onglet du dossier, ou la liste."""
    sinon = adresse_onglet(dossier) if dossier else reverse("planning:liste")
    return adresses.retour_demande(request) or sinon


def lignes(seances: list[Seance], dossier: Dossier, par: Any, maintenant: datetime) -> list[dict[str, Any]]:
    """Une ligne par séance : ce qu'elle montre du dossier, et les actes possibles. Deux requêtes de plus."""
    ecrits = set(agendas_ecrits(par).values_list("pk", flat=True)) if par.a_le_droit(ECRITURE) else set()
    can_generer = par.a_le_droit("documents.ecriture") and not dossier.annule_at and bool(seances)
    generer = can_generer and is_modele_publie(ContexteModele.SEANCE)
    complements = [c.lire(seances, dossier, par) for c in COMPLEMENTS_SEANCES if par.a_le_droit(c.droit)]
    rangs = [_ligne(seance, dossier, ecrits, maintenant) for seance in seances]
    for rang in rangs:
        rang["generer"] = _generer(dossier, rang["seance"]) if generer else ""
        rang["complements"] = [lus[rang["seance"].pk] for lus in complements if rang["seance"].pk in lus]
    return rangs


def _generer(dossier: Dossier, seance: Seance) -> str:
    return reverse("generation:seance", args=[dossier.numero, seance.pk])


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
        "ton": ton_de(seance.action.phase, seance.action.nature) if seance.action else "hors",
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
