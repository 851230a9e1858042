"""Déroulé et exigences d'une prestation, version par version : lire, modifier, publier."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.versions import Conflit
from jalon.ui.reponses import aller

from ..enums import NaturePrestation
from ..forms import ExigencesForm, lignes_deroule, lire_lignes
from ..models import Prestation, VersionPrestation
from ..operations import (
    abandonner_brouillon,
    enregistrer_deroule,
    enregistrer_exigences,
    publier_version,
    reprendre_version,
)
from ..queries import apercu, comparer, derniere_publiee, is_utilisee
from ..rules import alertes_deroule, minutes_facturables, minutes_par_phase, total_minutes
from .commun import ECRITURE, GET_OU_POST, contexte_page, contexte_version, prestation_visible, version_a_modifier


@droit_requis("admin.lecture")
def deroule(request: HttpRequest, pk: int) -> HttpResponse:
    """Les étapes de la version montrée, leur durée, ce qu'il faudrait revoir."""
    prestation = prestation_visible(request, pk)
    contexte = contexte_page(request, prestation, "deroule") | contexte_version(request, prestation)
    etapes = list(contexte["version"].etapes.all()) if contexte["version"] else []
    contexte |= {
        "etapes": etapes,
        "total": total_minutes(etapes),
        "facturables": minutes_facturables(etapes),
        "phases": minutes_par_phase(etapes) if prestation.nature == NaturePrestation.BILAN else {},
        "alertes": alertes_deroule(prestation.nature, prestation.minutes_prevues, etapes),
        "adresse_modifier": reverse("prestations:modifier_deroule", args=[pk]),
    }
    return render(request, "prestations/deroule.html", contexte)


@droit_requis("admin.lecture")
def exigences(request: HttpRequest, pk: int) -> HttpResponse:
    """« Voici ce qu'un dossier devra avoir », par porte."""
    prestation = prestation_visible(request, pk)
    contexte = contexte_page(request, prestation, "exigences") | contexte_version(request, prestation)
    contexte |= {
        "apercu": apercu(contexte["version"]),
        "adresse_modifier": reverse("prestations:modifier_exigences", args=[pk]),
    }
    return render(request, "prestations/exigences.html", contexte)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def modifier_deroule(request: HttpRequest, pk: int) -> HttpResponse:
    """Ordonner les étapes. Une saisie refusée, ou en retard sur une autre personne, reste à l'écran."""
    prestation = prestation_visible(request, pk)
    version = version_a_modifier(prestation)
    lignes = lignes_deroule(version, request.POST or None)
    conflit = ""
    if request.method == "POST" and lignes.is_valid():
        try:
            brouillon = enregistrer_deroule(
                par=request.user, prestation=prestation, revision=_revision(request), lignes=lire_lignes(lignes)
            )
            return _retour(request, brouillon, "prestations:deroule", "Déroulé enregistré")
        except Refus as refus:
            conflit = refus.message
    contexte = _contexte_saisie(prestation, version, "deroule") | {"lignes": lignes, "refus": conflit}
    return render(request, "prestations/deroule_formulaire.html", contexte, status=_statut(request))


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def modifier_exigences(request: HttpRequest, pk: int) -> HttpResponse:
    """Choisir, champ par champ et pièce par pièce, la porte qui l'exige."""
    prestation = prestation_visible(request, pk)
    version = version_a_modifier(prestation)
    form = ExigencesForm(version, request.POST or None)
    if request.method == "POST" and form.is_valid() and (brouillon := _enregistrer(request, prestation, form)):
        return _retour(request, brouillon, "prestations:exigences", "Exigences enregistrées")
    contexte = _contexte_saisie(prestation, version, "exigences") | {"form": form}
    return render(request, "prestations/exigences_formulaire.html", contexte, status=_statut(request))


def _enregistrer(request: HttpRequest, prestation: Prestation, form: ExigencesForm) -> VersionPrestation | None:
    try:
        return enregistrer_exigences(
            par=request.user,
            prestation=prestation,
            revision=form.version_lue,
            champs=form.champs,
            pieces=form.pieces,
        )
    except Conflit as conflit:
        form.data = form.data.copy()
        form.data["version"] = str(_revision_courante(prestation))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return None


def _contexte_saisie(prestation: Prestation, version: VersionPrestation | None, onglet: str) -> dict[str, Any]:
    """Le retour, et la révision du brouillon que la saisie remplacera (0 : elle en ouvrira un)."""
    return {
        "prestation": prestation,
        "version": version,
        "revision": version.version if version and version.is_brouillon else 0,
        "retour": reverse(f"prestations:{onglet}", args=[prestation.pk]),
    }


def _revision(request: HttpRequest) -> int:
    brute = request.POST.get("version", "")
    return int(brute) if brute.isascii() and brute.isdigit() and len(brute) < 10 else 0


def _revision_courante(prestation: Prestation) -> int:
    brouillon = prestation.versions.brouillons().order_by("pk").first()
    return brouillon.version if brouillon else 0


def _retour(request: HttpRequest, brouillon: VersionPrestation, url_name: str, fait: str) -> HttpResponse:
    messages.success(request, f"{fait} dans la {brouillon} : publiez-la quand elle est prête.")
    return redirect(url_name, brouillon.prestation_id)


def _statut(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


# ── Publier, abandonner, reprendre ──


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def publier(request: HttpRequest, pk: int, rang: int) -> HttpResponse:
    """Le dialogue qui dit ce qui change, et pour qui."""
    version = _version(request, pk, rang)
    contexte = {
        "ecarts": comparer(_lue(derniere_publiee(version.prestation)), _lue(version)),
        "titre": f"Publier la {version} ?",
    }
    return _dialogue(request, version, publier_version, "publier", contexte)


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def abandonner(request: HttpRequest, pk: int, rang: int) -> HttpResponse:
    version = _version(request, pk, rang)
    return _dialogue(request, version, abandonner_brouillon, "abandonner", {"titre": f"Abandonner la {version} ?"})


@require_http_methods(GET_OU_POST)
@droit_requis(ECRITURE)
def reprendre(request: HttpRequest, pk: int, rang: int) -> HttpResponse:
    version = _version(request, pk, rang)
    contexte = {"titre": f"Reprendre la {version} ?", "is_utilisee": is_utilisee(version)}
    return _dialogue(request, version, reprendre_version, "reprendre", contexte)


FAIT = {
    "publier": "{} publiée : les prochains dossiers s’ouvriront avec elle.",
    "abandonner": "{} abandonnée.",
    "reprendre": "{} remise en brouillon.",
}


def _dialogue(
    request: HttpRequest, version: VersionPrestation, acte: Any, geste: str, contexte: dict[str, Any]
) -> HttpResponse:
    """Montre le dialogue, ou fait l'acte et revient au déroulé ; un refus s'y lit."""
    adresse = reverse("prestations:deroule", args=[version.prestation_id])
    refus = ""
    if request.method == "POST":
        try:
            rendue = acte(par=request.user, version=version) or version
        except Refus as erreur:
            refus = erreur.message
        else:
            messages.success(request, FAIT[geste].format(str(rendue).capitalize()))
            return aller(request, adresse)
    contexte |= {"version": version, "geste": geste, "refus": refus, "adresse": adresse}
    return render(request, "prestations/version_dialogue.html", contexte, status=422 if refus else 200)


def _version(request: HttpRequest, pk: int, rang: int) -> VersionPrestation:
    prestation = prestation_visible(request, pk)
    return get_object_or_404(prestation.versions.select_related("prestation"), numero=rang)


def _lue(version: VersionPrestation | None) -> VersionPrestation | None:
    return VersionPrestation.objects.pour_lecture().get(pk=version.pk) if version else None
