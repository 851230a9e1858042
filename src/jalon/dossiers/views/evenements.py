"""L'onglet Événements, et les dialogues qui déclenchent, modifient, annulent (F7, F8)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jalon.prestations.enums import Porte, TypeEvenement
from jalon.prestations.models import TypeEvenementMaison
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..enums import EtatActe
from ..forms.evenement import AnnulationEvenementForm, EvenementForm, ReouvertureForm
from ..models import Dossier, Evenement
from ..operations import (
    annuler_evenement,
    cloturer_dossier,
    declencher_evenement,
    modifier_evenement,
    rouvrir_dossier,
)
from ..operations.effets import avertissement, refus_a_ce_jour
from ..operations.evenements import DECLENCHABLES
from ..queries import lire_frise
from .actes_demandes import ActesDemandes
from .commun import contexte_page, dossier_visible

PHRASES = {
    TypeEvenement.ENTREE: "Le bénéficiaire entre dans le parcours : le dossier passe « En cours ».",
    TypeEvenement.SORTIE: "Le parcours se termine : le dossier passe « Terminé ».",
    TypeEvenement.ABANDON: "Le bénéficiaire arrête le parcours : le dossier passe « Abandonné ».",
    TypeEvenement.SUSPENSION: "Le parcours s’interrompt : le dossier passe « Suspendu » jusqu’à une reprise.",
    TypeEvenement.REPRISE: "Le parcours reprend : le dossier n’est plus suspendu.",
    TypeEvenement.CHANGEMENT_STATUT: "Le suivi est l’étiquette de la maison, à côté du statut.",
    TypeEvenement.CHANGEMENT_PHASE: "Le bilan passe à une autre de ses phases ; le statut ne change pas.",
    TypeEvenement.VALIDATION_ETAPE: "Une étape du déroulé est validée ; le statut ne change pas.",
    TypeEvenement.AUTRE: "Il s’inscrit dans la frise ; le statut ne change pas.",
}
MAISON = "maison-"
HORS_SAISIE = ("csrfmiddlewaretoken", "confirmer", "revenir")


@require_safe
@droit_requis("dossiers.lecture")
def evenements(request: HttpRequest, numero: str) -> HttpResponse:
    """La frise : ce qui est arrivé, ce qui est prévu, et les changements automatiques avec leur cause."""
    dossier = dossier_visible(request, numero)
    contexte = contexte_page(request, dossier, "evenements") | {"frise": lire_frise(dossier)}
    if contexte["peut_ecrire"]:
        contexte["types"] = _types_proposes(dossier)
    return render(request, "dossiers/evenements.html", contexte)


def _types_proposes(dossier: Dossier) -> list[tuple[str, str]]:
    """Les types de la maison pour cette prestation, puis ceux du produit qu'elle n'a pas nommés : (code, nom)."""
    maison = list(TypeEvenementMaison.objects.de(dossier.prestation))
    nommes = {un.fait for un in maison}
    siens = [(f"{MAISON}{un.pk}", un.libelle) for un in maison]
    return siens + [(t.value, t.label) for t in DECLENCHABLES if t not in nommes]


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.ecriture")
def declencher(request: HttpRequest, numero: str, type_evenement: str) -> HttpResponse:
    """Le dialogue d'un événement, puis ce qu'il va déclencher avant de confirmer. Un refus ne perd rien."""
    dossier = dossier_visible(request, numero)
    type_evenement, maison = _type_de(dossier, type_evenement)
    libelle = maison.libelle if maison else TypeEvenement(type_evenement).label
    envoi = request.POST if request.method == "POST" else None
    form = EvenementForm(envoi, dossier=dossier, type_evenement=type_evenement, type_maison=maison)
    actes = ActesDemandes(envoi, dossier=dossier, type_evenement=type_evenement, libelle=libelle, par=request.user)
    contexte = {"form": form, "actes": actes, "type": type_evenement, "libelle": libelle}
    contexte["saisies"] = [form, *actes.formulaires]
    if envoi is None or "revenir" in envoi:
        return _rendre(request, dossier, "evenement", contexte, statut=200)
    if all([form.is_valid(), actes.is_valid()]) and _est_possible(dossier, type_evenement, form):
        alerte = avertissement(dossier, type_evenement, form.cleaned_data["date_evenement"])
        if (alerte or actes.cochees) and "confirmer" not in envoi:
            contexte |= {"alerte": alerte, "is_prevu": form.is_a_venir, "saisie": _saisie(envoi)}
            return _rendre(request, dossier, "evenement_confirmer", contexte, statut=200)
        if _declencher(request, dossier, form, actes, maison):
            return _retour(request, dossier)
    return _rendre(request, dossier, "evenement", contexte, statut=422)


def _saisie(envoi: QueryDict) -> list[tuple[str, list[str]]]:
    """Ce qui a été saisi, porté tel quel d'un écran à l'autre."""
    return [(nom, valeurs) for nom, valeurs in envoi.lists() if nom not in HORS_SAISIE]


def _type_de(dossier: Dossier, demande: str) -> tuple[str, TypeEvenementMaison | None]:
    """Le fait et le type de la maison que l'adresse désigne ; 404 sinon."""
    if demande.startswith(MAISON):
        permis = TypeEvenementMaison.objects.de(dossier.prestation)
        cle = demande.removeprefix(MAISON)
        maison = get_object_or_404(permis, pk=int(cle) if cle.isdecimal() else 0)
        return maison.fait or TypeEvenement.AUTRE, maison
    if demande not in DECLENCHABLES:
        raise Http404
    return demande, None


def _est_possible(dossier: Dossier, type_evenement: str, form: EvenementForm) -> bool:
    """L'ordre des faits le permet ; sinon la phrase est à côté de la date, avant toute confirmation."""
    refus = refus_a_ce_jour(dossier, type_evenement, form.cleaned_data["date_evenement"])
    if refus:
        form.add_error("date_evenement", refus)
    return not refus


def _declencher(request, dossier: Dossier, form: EvenementForm, actes: ActesDemandes, maison) -> bool:
    commun = {"par": request.user, "dossier": dossier, "actes": actes.demandes, "type_maison": maison}
    try:
        if form.type == TypeEvenement.SORTIE:
            evenement = cloturer_dossier(**commun, **form.donnees, issues=form.issues)
        else:
            evenement = declencher_evenement(**commun, **form.donnees, type_evenement=form.type)
    except Refus as refus:
        form.refuser(refus)
        return False
    messages.success(request, f"{evenement} : {'prévu' if evenement.is_prevu else 'enregistré'}.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.ecriture")
def modifier_un(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """Modifier un événement écrit une nouvelle version ; l'ancienne se relit dans la frise."""
    dossier, evenement = _evenement(request, numero, pk)
    envoi = request.POST if request.method == "POST" else None
    form = EvenementForm(
        envoi,
        dossier=dossier,
        type_evenement=evenement.type,
        type_maison=evenement.type_maison,
        evenement=evenement,
    )
    if envoi is not None and form.is_valid() and _modifier(request, evenement, form, envoi.get("version", "")):
        return _retour(request, dossier)
    suite = {"form": form, "evenement": evenement, "version": (envoi or {}).get("version", evenement.version)}
    return _rendre(request, dossier, "evenement_modifier", suite)


def _modifier(request: HttpRequest, evenement: Evenement, form: EvenementForm, version: str) -> bool:
    try:
        modifier_evenement(
            par=request.user,
            evenement=evenement,
            version=int(version) if version.isdecimal() else 0,
            donnees=form.donnees,
            issues=form.issues,
        )
    except Refus as refus:
        form.refuser(refus)
        return False
    messages.success(request, f"{evenement.libelle} : modification enregistrée.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.ecriture")
def annuler_un(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """Annuler un événement : le motif, et ce qu'il avait déclenché, qui demeure."""
    dossier, evenement = _evenement(request, numero, pk)
    form = AnnulationEvenementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            annuler_evenement(par=request.user, evenement=evenement, motif=form.cleaned_data["motif_annulation"])
        except Refus as refus:
            form.refuser(refus)
        else:
            messages.success(request, f"{evenement} : annulé.")
            return _retour(request, dossier)
    faits = evenement.actes.filter(etat=EtatActe.FAIT)
    return _rendre(
        request, dossier, "evenement_annuler", {"form": form, "evenement": evenement, "actes_faits": faits}
    )


def _evenement(request: HttpRequest, numero: str, pk: int) -> tuple[Dossier, Evenement]:
    dossier = dossier_visible(request, numero)
    evenement = get_object_or_404(dossier.evenements.select_related("type_maison", "motif"), pk=pk)
    evenement.dossier = dossier
    return dossier, evenement


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.rouvrir_dossier")
def rouvrir(request: HttpRequest, numero: str) -> HttpResponse:
    """Rouvrir un dossier terminé ou abandonné."""
    dossier = dossier_visible(request, numero)
    form = ReouvertureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rouvrir_dossier(par=request.user, dossier=dossier, **form.cleaned_data)
        except Refus as refus:
            form.refuser(refus)
        else:
            messages.success(request, f"Dossier {numero} rouvert.")
            return _retour(request, dossier)
    return _rendre(request, dossier, "rouvrir", {"form": form})


def _retour(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """Là d'où l'on vient : l'onglet Événements (« ?de=evenements »), sinon la première page du dossier."""
    onglet = "dossiers:evenements" if request.GET.get("de") == "evenements" else "dossiers:dossier"
    return aller(request, reverse(onglet, args=[dossier.numero]))


def _rendre(
    request: HttpRequest, dossier: Dossier, gabarit: str, suite: dict[str, Any], *, statut: int | None = None
) -> HttpResponse:
    contexte = contexte_page(request, dossier, "evenements") | suite
    if "type" in suite:
        contexte["phrase"] = PHRASES[suite["type"]]
    if suite.get("type") == TypeEvenement.SORTIE:
        contexte["manques"] = _manques_cloture(contexte["jauge"])
    statut = statut or (422 if suite["form"].errors else 200)
    return render(request, f"dossiers/{gabarit}.html", contexte, status=statut)


def _manques_cloture(jauge: list) -> list:
    """Ce qui manque encore à la porte « Clôturer », la sortie elle-même mise à part."""
    liens = next(jalon.manques for jalon in jauge if jalon.porte == Porte.CLOTURER)
    return [lien for lien in liens if lien.code != "date_sortie"]
