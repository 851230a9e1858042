"""La page d'un document : aperçu, fiche, versions, histoire ; modifier, remplacer, supprimer, restaurer (F6)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.journal.operations import noter_consultation
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..enums import Apercu
from ..examen import examiner
from ..forms import DocumentForm, RemplacementForm, SuppressionForm
from ..models import Document, VersionDocument
from ..operations import modifier_document, remplacer_document, restaurer_document, supprimer_document
from ..queries import histoire_de, texte_de
from ..registres import BLOCS_DOCUMENT
from ..rendu_pdf import PAGES_MAX
from .ajout import signaler_trop_gros
from .fiches import fil_de

GET_OU_POST = require_http_methods(["GET", "HEAD", "POST"])
ECRITURE = "documents.ecriture"


def document_ou_404(request: HttpRequest, pk: int) -> Document:
    """Le document par sa porte, corbeille comprise ; sinon 404, comme s'il n'existait pas."""
    return get_object_or_404(Document.objects.joignables_par(request.user).pour_page(), pk=pk)


@require_safe
@droit_requis("documents.lecture")
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """L'aperçu et tout ce que l'on sait du document. « ?version=1 » montre un fichier remplacé."""
    lu = document_ou_404(request, pk)
    noter_consultation(par=request.user, sujet=lu)
    versions = list(lu.versions.select_related("ajoutee_par", "courriel"))
    demandee = request.GET.get("version", "")
    version = next((v for v in versions if str(v.numero) == demandee), versions[0])
    contexte = {
        "document": lu,
        "version": version,
        "versions": versions,
        "is_derniere": version.pk == lu.derniere_id,
        "fil": fil_de(lu),
        "histoire": histoire_de(lu),
        "lecteurs": lu.lecteurs.order_by("nom", "pk") if lu.is_confidentiel else [],
        "can_modifier": _can_modifier(request, lu),
        "blocs": [(bloc.gabarit, dit) for bloc in BLOCS_DOCUMENT if (dit := bloc.lire(lu, request.user))],
        **_apercu(version),
    }
    return render(request, "documents/document.html", contexte)


def _can_modifier(request: HttpRequest, lu: Document) -> bool:
    return request.user.a_le_droit(ECRITURE) and not getattr(lu.porteur, "annule_at", None)


def _apercu(version: VersionDocument) -> dict:
    """Ce que montre l'aperçu : le numéro de chaque page, le texte, ou pourquoi il n'y a rien."""
    if version.apercu == Apercu.TEXTE:
        try:
            return {"texte": texte_de(version)}
        except FileNotFoundError:
            return {"texte": None}
    pages = {Apercu.IMAGE: 1, Apercu.PDF: min(version.pages or 0, PAGES_MAX)}.get(version.apercu, 0)
    return {"pages": range(1, pages + 1)}


@GET_OU_POST
@droit_requis(ECRITURE)
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    lu = document_ou_404(request, pk)
    form = DocumentForm(request.POST or None, document=lu, par=request.user)
    if request.method == "POST" and form.is_valid():
        acte = {
            "version": form.version_lue,
            "donnees": form.donnees,
            "lecteurs": form.cleaned_data.get("lecteurs"),
        }
        if _agir(request, form, modifier_document, lu, **acte):
            return _revenir(request, lu, "Document enregistré.")
    return _dialogue(request, "documents/modifier.html", lu, form)


@GET_OU_POST
@droit_requis(ECRITURE)
def remplacer(request: HttpRequest, pk: int) -> HttpResponse:
    """Un nouveau fichier ; l'ancien reste dans les versions."""
    lu = document_ou_404(request, pk)
    initiales = {"version": lu.version}
    form = RemplacementForm(request.POST or None, request.FILES or None, initial=initiales)
    signaler_trop_gros(request, form)
    if request.method == "POST" and form.is_valid() and _agir(request, form, _remplacer, lu, form=form):
        return _revenir(request, lu, "Document remplacé : l’ancien fichier reste dans ses versions.")
    return _dialogue(request, "documents/remplacer.html", lu, form)


def _remplacer(*, par, document: Document, form: RemplacementForm) -> Document:
    fichier = form.cleaned_data["fichiers"][0]
    examen = examiner(fichier, fichier.name)
    return remplacer_document(par=par, document=document, version=form.cleaned_data["version"], examen=examen)


@GET_OU_POST
@droit_requis(ECRITURE)
def supprimer(request: HttpRequest, pk: int) -> HttpResponse:
    lu = document_ou_404(request, pk)
    form = SuppressionForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _agir(request, form, supprimer_document, lu, **form.cleaned_data)
    ):
        messages.success(request, f"« {lu.titre} » est à la corbeille.")
        return aller(request, fil_de(lu)[-1][1])
    return _dialogue(request, "documents/supprimer.html", lu, form)


@require_POST
@droit_requis(ECRITURE)
def restaurer(request: HttpRequest, pk: int) -> HttpResponse:
    """Remet le document à sa place ; dit si sa pièce a été reçue autrement depuis."""
    lu = document_ou_404(request, pk)
    rendu = restaurer_document(par=request.user, document=lu)
    messages.success(request, f"« {rendu.titre} » est restauré.")
    if lu.date_reception and not rendu.date_reception:
        piece = f"« {lu.type_document} » a été reçue autrement depuis"
        messages.warning(request, f"{piece} : ce document revient sans date de réception.")
    return redirect(rendu.get_absolute_url())


def _agir(request: HttpRequest, formulaire, acte, lu: Document, **arguments) -> bool:
    try:
        acte(par=request.user, document=lu, **arguments)
    except Refus as refus:
        formulaire.refuser(refus)
        return False
    return True


def _revenir(request: HttpRequest, lu: Document, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return aller(request, reverse("documents:document", args=[lu.pk]))


def _dialogue(request: HttpRequest, gabarit: str, lu: Document, form) -> HttpResponse:
    contexte = {"document": lu, "form": form}
    return render(request, gabarit, contexte, status=422 if form.errors else 200)
