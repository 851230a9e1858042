"""« Nouveau dossier » : la même liste de blocs, restreinte à ce qui se propose à la création (H1, H3)."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jalon.socle.acces import droit_requis
from jalon.socle.adresses import adresse_sure
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..blocs import FormulaireBloc
from ..forms import OuvertureForm
from ..models import Dossier
from ..operations import ouvrir_dossier
from ..operations.commun import ConflitBloc, EtatBloc
from ..queries import DejaOuvert, deja_ouvert
from ..registres import BLOCS


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("dossiers.ecriture")
def nouveau(request: HttpRequest) -> HttpResponse:
    """Ouvre un dossier ; le financement y est offert, jamais exigé."""
    par = request.user
    donnees = request.POST if request.method == "POST" else None
    form = OuvertureForm(donnees, par=par, initial={"beneficiaire": request.GET.get("beneficiaire")})
    blocs = [b for b in BLOCS if b.is_a_la_creation and b.est_modifiable(par)]
    formulaires = [b.ouvrir(Dossier(), par, EtatBloc(0), donnees) for b in blocs]
    doublon = None
    if donnees is not None and _sont_valides(form, formulaires):
        dossier = _deja_envoye(form, par)
        doublon = None if dossier else _doublon(form, par)
        dossier = dossier or (None if doublon else _ouvrir(form, formulaires, par))
        if dossier:
            messages.success(request, f"Dossier {dossier.numero} ouvert.")
            return aller(request, _suite(request, dossier))
    contexte = {"form": form, "formulaires": formulaires, "doublon": doublon, "retour": reverse("dossiers:liste")}
    return render(request, "dossiers/nouveau.html", contexte, status=422 if donnees is not None else 200)


def _suite(request: HttpRequest, dossier: Dossier) -> str:
    """`?suite=` : l'adresse d'où l'on vient, qui reçoit `dossier=<clé>` (un rendez-vous) ; sinon le dossier."""
    if suite := adresse_sure(request, request.GET.get("suite", "")):
        return f"{suite}{'&' if '?' in suite else '?'}dossier={dossier.pk}"
    return reverse("dossiers:dossier", args=[dossier.numero])


def _sont_valides(form: OuvertureForm, formulaires: list[FormulaireBloc]) -> bool:
    """Un bloc laissé vide ne se vérifie pas."""
    modifies = [formulaire for formulaire in formulaires if formulaire.est_modifie()]
    for formulaire in formulaires:
        if formulaire not in modifies:
            formulaire.ignorer_erreurs()
    return all([form.is_valid(), *(f.is_valid() for f in modifies)])  # tous : chaque erreur doit se montrer


def _deja_envoye(form: OuvertureForm, par) -> Dossier | None:
    """Le dossier qu'un premier envoi du même formulaire a ouvert : un double clic y mène."""
    return Dossier.objects.visibles_par(par).filter(cle_creation=form.cleaned_data["cle_creation"]).first()


def _doublon(form: OuvertureForm, par) -> DejaOuvert | None:
    donnees = form.cleaned_data
    if donnees["is_confirme"]:
        return None
    return deja_ouvert(donnees["beneficiaire"], donnees["prestation"], par)


def _ouvrir(form: OuvertureForm, formulaires: list[FormulaireBloc], par) -> Dossier | None:
    """Ouvre le dossier et enregistre les blocs remplis, ou rien ; None et la phrase si un acte refuse."""
    courant = form
    donnees = form.cleaned_data
    try:
        with transaction.atomic():
            dossier = ouvrir_dossier(
                par=par,
                beneficiaire=donnees["beneficiaire"],
                prestation=donnees["prestation"],
                donnees={nom: donnees[nom] for nom in ("conseiller", "centre")},
                cle_creation=donnees["cle_creation"],
            )
            for courant in formulaires:
                if courant.est_modifie():
                    courant.bloc.enregistrer(courant, dossier=dossier, par=par)
    except ConflitBloc:  # un envoi simultané du même formulaire a déjà enregistré ses blocs
        return _deja_envoye(form, par)
    except Refus as refus:
        courant.refuser(refus)
        return None
    return dossier
