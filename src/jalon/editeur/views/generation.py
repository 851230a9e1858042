"""Générer un document d'un dossier, d'une séance, d'une convention : choisir, compléter, regarder, ranger (F6)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from .. import moteur
from ..enums import ContexteModele
from ..forms_generation import GenererForm
from ..models import ModeleDocument
from ..operations.generation import generer_documents, generer_fichier
from ..preparation import preparer, remplir
from .apercu import pages_de
from .cible import Cible, cible_de

GET_OU_POST = require_http_methods(["GET", "HEAD", "POST"])
ECRITURE = "documents.ecriture"
DOSSIER = ContexteModele.DOSSIER.value


@require_safe
@droit_requis(ECRITURE)
def choisir(request: HttpRequest, contexte: str = DOSSIER, **ou: Any) -> HttpResponse:
    """Les modèles publiés qui conviennent à la prestation."""
    cible = cible_de(request, contexte, ou)
    montre = {"cible": cible, "is_pdf_possible": moteur.is_pdf_possible()}
    return render(request, "editeur/choisir.html", montre)


@GET_OU_POST
@droit_requis(ECRITURE)
def generer(request: HttpRequest, modele: int, contexte: str = DOSSIER, **ou: Any) -> HttpResponse:
    """Ce que le modèle demande et ce qui manque ; puis l'aperçu, ou le document rangé ou téléchargé."""
    cible = cible_de(request, contexte, ou)
    choisi = get_object_or_404(cible.proposes, pk=modele)
    form = GenererForm(request.POST if request.method == "POST" else None, modele=choisi, cible=cible)
    if request.method == "POST" and request.POST.get("geste") == "apercu":
        return _apercu(request, cible, choisi, form)
    if request.method == "POST" and form.is_valid():
        try:
            faire = _ranger if cible.dossier else _telecharger
            return faire(request, cible, choisi, form)
        except Refus as refus:
            form.refuser(refus)
    return _montrer(request, cible, choisi, form)


def _ranger(request: HttpRequest, cible: Cible, modele: ModeleDocument, form: GenererForm) -> HttpResponse:
    faites = generer_documents(
        par=request.user,
        objets=form.objets,
        modele=modele,
        textes=form.textes,
        format_voulu=form.cleaned_data["format_voulu"],
        is_confidentiel=form.cleaned_data["is_confidentiel"],
    )
    if absent := faites[0].pdf_absent:
        messages.warning(request, absent)
    if len(faites) == 1:
        messages.success(request, f"« {modele.intitule} » est rangé dans les documents du dossier.")
        return aller(request, faites[0].document.get_absolute_url())
    ou = f"les documents de {len(faites)} dossiers"
    messages.success(request, f"« {modele.intitule} » est rangé dans {ou}.")
    return aller(request, cible.retour)


def _telecharger(request: HttpRequest, cible: Cible, modele: ModeleDocument, form: GenererForm) -> HttpResponse:
    fichier = generer_fichier(
        par=request.user,
        objet=cible.objet,
        modele=modele,
        textes=form.textes,
        format_voulu=form.cleaned_data["format_voulu"],
    )
    reponse = HttpResponse(fichier.contenu, content_type=fichier.mime)
    reponse["Content-Disposition"] = content_disposition_header(True, fichier.nom)
    reponse["Cache-Control"] = "no-store, private"
    return reponse


def _apercu(request: HttpRequest, cible: Cible, modele: ModeleDocument, form: GenererForm) -> HttpResponse:
    """Les pages telles qu'elles sortiraient ; sans script, la page entière les montre aussi."""
    form.is_valid()
    vu = _pages(request, modele, form)
    if request.htmx and not request.htmx.boosted:
        return render(request, "editeur/apercu.html", vu)
    repris = GenererForm(initial=form.cleaned_data, modele=modele, cible=cible)
    return _montrer(request, cible, modele, repris, **vu)


def _pages(request: HttpRequest, modele: ModeleDocument, form: GenererForm) -> dict[str, Any]:
    """Celles du premier, quand ils sont plusieurs."""
    try:
        preparation = preparer(par=request.user, objet=form.objets[0], modele=modele, textes=form.textes)
        docx = remplir([preparation])[0]
        if isinstance(docx, Refus):
            raise docx
    except Refus as refus:
        return {"apercu_refus": refus.message}
    return pages_de(docx)


def _montrer(
    request: HttpRequest, cible: Cible, modele: ModeleDocument, form: GenererForm, **vu: Any
) -> HttpResponse:
    contexte = {
        "cible": cible,
        "modele": modele,
        "adresse": cible.adresse_de(modele),
        "form": form,
        **_preparer(request, cible, modele),
        "is_pdf_possible": moteur.is_pdf_possible(),
        **vu,
    }
    return render(request, "editeur/generer.html", contexte, status=422 if form.errors else 200)


def _preparer(request: HttpRequest, cible: Cible, modele: ModeleDocument) -> dict[str, Any]:
    """Ce qui manque à l'objet d'où l'on vient, ou pourquoi ce destinataire ne peut rien recevoir."""
    try:
        preparation = preparer(par=request.user, objet=cible.objet, modele=modele)
    except Refus as refus:
        return {"preparation": None, "interdit": refus.message}
    return {"preparation": preparation, "interdit": ""}
