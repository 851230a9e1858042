"""Générer un document depuis l'onglet Documents d'un dossier : choisir, compléter, regarder, ranger (F6)."""

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from jalon.documents.rendu_pdf import dessiner
from jalon.dossiers.models import Dossier
from jalon.dossiers.views.commun import dossier_visible
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from .. import moteur
from ..forms_generation import GenererForm
from ..models import ModeleDocument
from ..operations.generation import generer_document
from ..preparation import Preparation, preparer, proposes_a, remplir

GET_OU_POST = require_http_methods(["GET", "HEAD", "POST"])
ECRITURE = "documents.ecriture"
PAGES_MONTREES = 6
ANNULE = "Ce dossier est annulé : il ne reçoit plus de document."


@require_safe
@droit_requis(ECRITURE)
def choisir(request: HttpRequest, numero: str) -> HttpResponse:
    """Les modèles publiés qui conviennent à la prestation de ce dossier."""
    dossier = _dossier(request, numero)
    contexte = {
        "dossier": dossier,
        "modeles": list(proposes_a(dossier)),
        "is_pdf_possible": moteur.is_pdf_possible(),
    }
    return render(request, "editeur/choisir.html", contexte)


@GET_OU_POST
@droit_requis(ECRITURE)
def generer(request: HttpRequest, numero: str, pk: int) -> HttpResponse:
    """Ce que le modèle demande et ce qui manque ; puis l'aperçu, ou le document rangé."""
    dossier = _dossier(request, numero)
    modele = get_object_or_404(proposes_a(dossier), pk=pk)
    form = GenererForm(request.POST if request.method == "POST" else None, modele=modele)
    if request.method == "POST" and request.POST.get("geste") == "apercu":
        return _apercu(request, dossier, modele, form)
    if request.method == "POST" and form.is_valid():
        try:
            return _ranger(request, dossier, modele, form)
        except Refus as refus:
            form.refuser(refus)
    return _montrer(request, dossier, modele, form)


def _dossier(request: HttpRequest, numero: str) -> Dossier:
    dossier = dossier_visible(request, numero)
    if dossier.annule_at:
        raise Refus(ANNULE)
    return dossier


def _ranger(request: HttpRequest, dossier: Dossier, modele: ModeleDocument, form: GenererForm) -> HttpResponse:
    generation = generer_document(
        par=request.user,
        dossier=dossier,
        modele=modele,
        textes=form.textes,
        format_voulu=form.cleaned_data["format_voulu"],
        is_confidentiel=form.cleaned_data["is_confidentiel"],
    )
    messages.success(request, f"« {modele.intitule} » est rangé dans les documents du dossier.")
    if generation.pdf_absent:
        messages.warning(request, generation.pdf_absent)
    return aller(request, generation.document.get_absolute_url())


def _apercu(request: HttpRequest, dossier: Dossier, modele: ModeleDocument, form: GenererForm) -> HttpResponse:
    """Les pages telles qu'elles sortiraient ; sans script, la page entière les montre aussi."""
    form.is_valid()
    vu = _pages(request, dossier, modele, form)
    if request.htmx and not request.htmx.boosted:
        return render(request, "editeur/apercu.html", vu)
    return _montrer(request, dossier, modele, GenererForm(initial=form.cleaned_data, modele=modele), **vu)


def _pages(request: HttpRequest, dossier: Dossier, modele: ModeleDocument, form: GenererForm) -> dict[str, Any]:
    try:
        docx = remplir([preparer(par=request.user, dossier=dossier, modele=modele, textes=form.textes)])[0]
        if isinstance(docx, Refus):
            raise docx
        pdf = moteur.en_pdf(docx)
    except Refus as refus:
        return {"apercu_refus": refus.message}
    premiere = dessiner(pdf, 1)
    nombre = premiere.pages if premiere else 0
    suite = (dessiner(pdf, page) for page in range(2, min(nombre, PAGES_MONTREES) + 1))
    pages = [base64.b64encode(p.image).decode() for p in (premiere, *suite) if p]
    return {"apercu_pages": pages, "apercu_nombre": nombre}


def _montrer(
    request: HttpRequest, dossier: Dossier, modele: ModeleDocument, form: GenererForm, **vu: Any
) -> HttpResponse:
    preparation, interdit = _preparer(request, dossier, modele)
    contexte = {
        "dossier": dossier,
        "modele": modele,
        "form": form,
        "preparation": preparation,
        "interdit": interdit,
        "is_pdf_possible": moteur.is_pdf_possible(),
        **vu,
    }
    return render(request, "editeur/generer.html", contexte, status=422 if form.errors else 200)


def _preparer(request: HttpRequest, dossier: Dossier, modele: ModeleDocument) -> tuple[Preparation | None, str]:
    """Ce que le modèle emploie, ou pourquoi ce destinataire ne peut pas le recevoir."""
    try:
        return preparer(par=request.user, dossier=dossier, modele=modele), ""
    except Refus as refus:
        return None, refus.message
