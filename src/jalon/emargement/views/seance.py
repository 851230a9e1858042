"""La page d'émargement d'une séance : qui a signé, qui reste, la preuve ; annuler, enregistrer du papier (F4)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jalon.documents.examen import examiner
from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import contexte_page
from jalon.planning.models import Seance
from jalon.planning.rules.teintes import ton_de
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..fenetre import fenetre_en_vigueur
from ..forms import AnnulationForm, PapierForm
from ..operations import annuler_signature, enregistrer_papier
from ..queries import moments_de
from ..rules.signatures import refus_fenetre
from .commun import ECRITURE, LECTURE, attendu_de, ouvrir

GET_OU_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@droit_requis(LECTURE)
def seance(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """Qui signe, signé ou non ; les sceaux un à un, et ce que leur vérification dit."""
    dossier, seance, page = ouvrir(request, numero, pk)
    can_ecrire = request.user.a_le_droit(ECRITURE) and not dossier.annule_at
    fenetre = fenetre_en_vigueur()
    contexte = contexte_page(request, dossier, "seances") | {
        "seance": seance,
        "page": page,
        "ton": ton_de(seance.action.phase, seance.action.nature) if seance.action else "hors",
        "moments": moments_de(seance),
        "reste": sum(not ligne.is_signe for ligne in page.lignes),
        "fautes": [p.verdict for p in page.preuves if p.verdict.is_faute] + page.manques,
        "can_signer": can_ecrire,
        "fermees": {m.code: refus_fenetre(m, timezone.localtime(), fenetre) for m in moments_de(seance)},
        "is_commencee": seance.debut <= timezone.now(),
    }
    return render(request, "emargement/seance.html", contexte)


@GET_OU_POST
@droit_requis(ECRITURE)
def papier(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """« Signatures recueillies sur papier » : qui a signé, et le scan de la feuille."""
    dossier, seance, page = ouvrir(request, numero, pk)
    lignes = [ligne for ligne in page.lignes if not ligne.is_signe]
    form = PapierForm(request.POST or None, request.FILES or None, lignes=lignes)
    if request.method == "POST" and form.is_valid():
        try:
            _enregistrer(request, form, dossier, seance)
        except Refus as refus:
            form.refuser(refus)
        else:
            return aller(request, adresse_seance(dossier, seance))
    return _dialogue(request, dossier, seance, "emargement/papier.html", {"form": form, "lignes": lignes})


def _enregistrer(request: HttpRequest, form: PapierForm, dossier: Dossier, seance: Seance) -> None:
    fichier = form.cleaned_data["fichier"]
    sceaux = enregistrer_papier(
        par=request.user,
        seance=seance,
        cles=form.cleaned_data["signataires"],
        dossier=dossier,
        examen=examiner(fichier, fichier.name) if fichier else None,
    )
    nombre = len(sceaux)
    messages.success(
        request,
        f"{nombre} signature{'s' if nombre > 1 else ''} sur papier enregistrée{'s' if nombre > 1 else ''}.",
    )


@GET_OU_POST
@droit_requis(ECRITURE)
def annuler(request: HttpRequest, numero: str, pk: int, cle: str) -> HttpResponse:
    """Annuler une signature : elle reste visible, et se redemande."""
    dossier, seance, page = ouvrir(request, numero, pk)
    ligne = attendu_de(page, cle)
    form = AnnulationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if ligne.sceau is None:
                raise Refus("Cette signature est déjà annulée.")
            annuler_signature(par=request.user, sceau=ligne.sceau, motif=form.cleaned_data["motif"])
        except Refus as refus:
            form.refuser(refus)
        else:
            messages.success(request, "Signature annulée.")
            return aller(request, adresse_seance(dossier, seance))
    return _dialogue(request, dossier, seance, "emargement/annuler.html", {"form": form, "ligne": ligne})


def adresse_seance(dossier: Dossier, seance: Seance) -> str:
    return reverse("emargement:seance", args=[dossier.numero, seance.pk])


def _dialogue(
    request: HttpRequest, dossier: Dossier, seance: Seance, gabarit: str, contexte: dict
) -> HttpResponse:
    contexte |= {"dossier": dossier, "seance": seance, "retour_onglet": adresse_seance(dossier, seance)}
    if not request.htmx:
        contexte = contexte_page(request, dossier, "seances") | contexte
    return render(request, gabarit, contexte, status=422 if contexte["form"].errors else 200)
