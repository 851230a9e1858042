"""Depuis l'agenda : la fiche d'une séance, un rendez-vous dans un créneau libre, un déplacement."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jalon.editeur.enums import ContexteModele
from jalon.editeur.queries import is_modele_publie
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..enums import EtatSeance
from ..forms import DeplacementForm, RendezVousForm
from ..lignes import lignes_de_seances
from ..models import Seance
from ..operations import deplacer_seance, planifier_seance
from ..rules.actes import actes_possibles
from .commun import ECRITURE, LECTURE, retour_demande, seance_lisible

PERMIS = ["GET", "HEAD", "POST"]
MOMENT = ("jour", "heure_debut", "heure_fin")
PROPOSES = (*MOMENT, "dossier", "animateur", "lieu", "action")
ACTES = {
    "valider": ("Valider les présences", "planning:seance_valider"),
    "corriger": ("Corriger", "planning:seance_valider"),
    "deplacer": ("Déplacer", "planning:deplacer"),
    "reporter": ("Reporter", "planning:seance_reporter"),
    "annuler": ("Annuler", "planning:seance_annuler"),
    "retablir": ("Rétablir", "planning:seance_retablir"),
}


@require_safe
@droit_requis(LECTURE)
def fiche(request: HttpRequest, pk: int) -> HttpResponse:
    """Ce qu'est la séance, et ce que l'on peut y faire ; chaque acte ramène d'où l'on vient."""
    seance = get_object_or_404(Seance.objects.lisibles_par(request.user).pour_lignes(request.user), pk=pk)
    (ligne,) = lignes_de_seances([seance], request.user)
    retour = retour_demande(request)
    contexte: dict[str, Any] = {"ligne": ligne, "seance": seance, "retour_onglet": retour}
    contexte["actes"] = _actes(ligne, retour) if ligne.can_ecrire else []
    contexte["generer"] = _generer(request, ligne)
    return render(request, "planning/fiche.html", contexte)


def _generer(request: HttpRequest, ligne) -> str:
    """L'écran où l'on en fait les documents, un par dossier ; vide quand il n'y a rien à faire. Une requête."""
    vivantes = [p for p in ligne.participations if not p.dossier.annule_at]
    if not vivantes or not request.user.a_le_droit("documents.ecriture"):
        return ""
    if not is_modele_publie(ContexteModele.SEANCE):
        return ""
    return reverse("generation:seance", args=[vivantes[0].dossier.numero, ligne.seance.pk])


def _actes(ligne, retour: str) -> list[dict[str, str]]:
    """Les actes possibles maintenant ; modifier se fait depuis le dossier, ou depuis la réunion."""
    seance = ligne.seance
    is_commencee, is_remplacee = seance.debut <= ligne.maintenant, seance.reportee_vers_id is not None
    codes = actes_possibles(seance.etat, is_commencee=is_commencee, is_remplacee=is_remplacee)
    if seance.etat == EtatSeance.PROGRAMMEE:
        codes.insert(1, "deplacer")
    suite = "?" + urlencode({"retour": retour})
    connus = [ACTES[code] for code in codes if code in ACTES]
    actes = [{"libelle": mot, "url": reverse(nom, args=[seance.pk]) + suite} for mot, nom in connus]
    if "modifier" in codes and (adresse := _adresse_modifier(ligne)):
        actes.insert(1, {"libelle": "Modifier", "url": adresse + suite})
    return actes


def _adresse_modifier(ligne) -> str:
    if ligne.is_hors_production:
        return reverse("planning:reunion_modifier", args=[ligne.seance.pk])
    lues = ligne.participations
    return reverse("planning:modifier", args=[lues[0].dossier.numero, ligne.seance.pk]) if lues else ""


@require_http_methods(PERMIS)
@droit_requis(ECRITURE)
def rendez_vous(request: HttpRequest) -> HttpResponse:
    """`?jour=24/11/2026&heure_debut=10:30&heure_fin=12:00&animateur=12&dossier=7` : déjà remplis."""
    retour = retour_demande(request)
    propose = {nom: request.GET[nom] for nom in PROPOSES if request.GET.get(nom)}
    form = RendezVousForm(request.POST or None, par=request.user, initial=propose)
    if request.method == "POST" and form.is_valid() and _planifier(request, form):
        return aller(request, retour)
    creneau = {nom: form[nom].value() or "" for nom in (*MOMENT, "animateur", "lieu")}
    repris = urlencode({**_textes(creneau), "retour": retour})
    suite = urlencode({"suite": f"{reverse('planning:rendez_vous')}?{repris}"})
    contexte = {
        "form": form,
        "retour_onglet": retour,
        "adresse_dossier": f"{reverse('dossiers:nouveau')}?{suite}",
        "adresse_reunion": f"{reverse('planning:reunion_nouvelle')}?{repris}",
    }
    return render(request, "planning/rendez_vous.html", contexte, status=422 if form.errors else 200)


def _textes(valeurs: dict[str, Any]) -> dict[str, str]:
    return {nom: str(valeur) for nom, valeur in valeurs.items() if valeur}


def _planifier(request: HttpRequest, form: RendezVousForm) -> bool:
    try:
        seance = planifier_seance(
            par=request.user, saisie=form.saisie, motif_conflit=form.cleaned_data["motif_conflit"]
        )
    except Refus as refus:
        form.refuser(_pres_du_champ(refus))
        return False
    messages.success(request, f"{seance} : rendez-vous pris.")
    return True


def _pres_du_champ(refus: Refus) -> Refus:
    """Le formulaire n'a qu'un dossier et qu'un animateur : la phrase se pose à côté."""
    refus.champ = {"dossiers": "dossier", "animateurs": "animateur"}.get(refus.champ, refus.champ)
    return refus


@require_http_methods(PERMIS)
@droit_requis(ECRITURE)
def deplacer(request: HttpRequest, pk: int) -> HttpResponse:
    """Glissée dans l'agenda, ou par ce formulaire : le même acte, les mêmes refus."""
    seance = seance_lisible(request, pk)
    retour = retour_demande(request)
    form = DeplacementForm(request.POST or None, par=request.user, seance=seance)
    if request.method == "POST" and form.is_valid() and _deplacer(request, form, seance):
        return aller(request, retour)
    contexte = {"form": form, "seance": seance, "retour_onglet": retour}
    return render(request, "planning/deplacer.html", contexte, status=422 if form.errors else 200)


def _deplacer(request: HttpRequest, form: DeplacementForm, seance: Seance) -> bool:
    net = form.cleaned_data
    try:
        deplacee = deplacer_seance(
            par=request.user, seance=seance, version=form.version_lue, debut=net["debut"], fin=net["fin"],
            animateur=form.changement, motif_conflit=net["motif_conflit"],
        )  # fmt: skip
    except Refus as refus:
        form.refuser(refus)
        return False
    messages.success(request, f"{deplacee} : déplacée.")
    return True
