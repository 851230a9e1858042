"""Exporter une liste : CSV en flux ; XLSX tout de suite, ou en travail long au-delà de 5 000 lignes."""

import tempfile
from pathlib import Path

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import connecte
from jalon.socle.erreurs import AccesRefuse, Refus

from ..export import (
    AFFICHEES,
    TOUTES,
    Export,
    ecrire_csv,
    ecrire_xlsx,
    lignes_exportees,
    nom_fichier,
    noter_export,
    preparer_export,
)
from ..export_travail import IMMEDIAT_MAX, lancer_export
from .commun import Demande, lire_demande

GABARIT = "ui/liste/exporter.html"
CSV, XLSX = "csv", "xlsx"


class ExportForm(forms.Form):
    use_required_attribute = False
    forme = forms.ChoiceField(
        label="Format",
        choices=[(XLSX, "Excel (.xlsx)"), (CSV, "CSV, pour un autre logiciel")],
        widget=forms.RadioSelect,
        initial=XLSX,
        required=False,
    )
    colonnes = forms.ChoiceField(
        label="Colonnes",
        choices=[(AFFICHEES, "Celles que je vois"), (TOUTES, "Toutes celles que j’ai le droit de voir")],
        widget=forms.RadioSelect,
        initial=AFFICHEES,
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@connecte
def exporter(request: HttpRequest, code: str) -> HttpResponse:
    """GET : combien, dans quel format ; POST : le fichier, ou le travail qui le fera."""
    demande = lire_demande(request, code)
    if not demande.liste.can_exporter(request.user):
        raise AccesRefuse("Votre profil ne permet pas d’exporter cette liste.")
    form = ExportForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _demander(request, demande, form)
    export = preparer_export(demande.liste, demande.donnees, request.user, form.cleaned_data["colonnes"])
    forme = form.cleaned_data["forme"] or XLSX
    if forme == XLSX and len(export.cles) > IMMEDIAT_MAX:
        return _en_travail(request, demande, form, len(export.cles))
    noter_export(export, demande.donnees, forme)
    return _csv(export) if forme == CSV else _xlsx(export)


def _demander(request: HttpRequest, demande: Demande, form: ExportForm) -> HttpResponse:
    nombre = lignes_exportees(demande.liste, demande.donnees, request.user).order_by().count()
    contexte = {
        "demande": demande,
        "form": form,
        "nombre": nombre,
        "nombre_en_mots": demande.liste.compter_en_mots(nombre),
        "is_long": nombre > IMMEDIAT_MAX,
    }
    return render(request, GABARIT, contexte, status=422 if form.errors else 200)


def _csv(export: Export) -> StreamingHttpResponse:
    reponse = StreamingHttpResponse(ecrire_csv(export), content_type="text/csv; charset=utf-8")
    nom = nom_fichier(export.liste, timezone.localdate(), CSV)
    reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
    return reponse


def _xlsx(export: Export) -> FileResponse:
    """Le classeur vit dans un dossier effacé dès qu'il est ouvert : rien ne reste sur le disque."""
    with tempfile.TemporaryDirectory() as dossier:
        chemin = Path(dossier) / "export.xlsx"
        ecrire_xlsx(export, chemin)
        nom = nom_fichier(export.liste, timezone.localdate(), XLSX)
        return FileResponse(chemin.open("rb"), as_attachment=True, filename=nom)


def _en_travail(request: HttpRequest, demande: Demande, form: ExportForm, nombre: int) -> HttpResponse:
    try:
        travail = lancer_export(
            par=request.user,
            liste=demande.liste,
            donnees=demande.donnees,
            colonnes=form.cleaned_data["colonnes"],
            nombre=nombre,
            retour=demande.retour,
        )
    except Refus as refus:
        form.add_error(None, refus.message)
        return _demander(request, demande, form)
    return redirect("socle:travail", pk=travail.pk)
