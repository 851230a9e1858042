"""Les écrans d'une sorte d'objet : liste, fiche, création, modification, désactivation, suppression."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from jalon.journal.conflits import montrer_conflit
from jalon.journal.queries import historique
from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.socle.versions import Conflit
from jalon.ui.reponses import aller

from ..enums import ECRITURE, LECTURE
from ..forms.objets import FormulaireObjet, valeurs
from ..models.commun import ObjetStructure
from ..queries import usages_de
from .ecrans import Ecran

GET_OU_POST = ["GET", "HEAD", "POST"]


def adresses(ecran: Ecran) -> list[URLPattern]:
    """Les adresses d'une sorte d'objet, sous /admin/<segment>/."""
    racine, code = f"admin/{ecran.segment}/", ecran.code
    fiche = f"{racine}<int:pk>/"
    pluriel = ecran.segment.replace("-", "_")
    return [
        path(racine, _liste(ecran), name=pluriel),
        path(f"{racine}nouveau/", _nouveau(ecran), name=f"{code}_nouveau"),
        path(fiche, _fiche(ecran), name=code),
        path(f"{fiche}modifier/", _modifier(ecran), name=f"{code}_modifier"),
        path(f"{fiche}etat/", _etat(ecran), name=f"{code}_etat"),
        path(f"{fiche}supprimer/", _supprimer(ecran), name=f"{code}_supprimer"),
    ]


def _objet(request: HttpRequest, ecran: Ecran, pk: int) -> ObjetStructure:
    visibles = ecran.modele.objects.visibles_par(request.user)
    return get_object_or_404(visibles.select_related(*ecran.liens), pk=pk)


def _contexte(ecran: Ecran, **suite: Any) -> dict[str, Any]:
    liste = reverse(f"structure:{ecran.segment.replace('-', '_')}")
    return {"ecran": ecran, "url_liste": liste, "titre_liste": ecran.liste.titre, **suite}


def _liste(ecran: Ecran):
    @droit_requis(LECTURE)
    def liste(request: HttpRequest) -> HttpResponse:
        return rendre(request, ecran.liste)

    return liste


def _fiche(ecran: Ecran):
    @droit_requis(LECTURE)
    def fiche(request: HttpRequest, pk: int) -> HttpResponse:
        objet = _objet(request, ecran, pk)
        usages = usages_de(objet)
        contexte = _contexte(ecran, objet=objet, entrees=historique(objet), usages=usages, **ecran.contexte(objet))
        return render(request, ecran.gabarit, contexte)

    return fiche


def _nouveau(ecran: Ecran):
    @require_http_methods(GET_OU_POST)
    @droit_requis(ECRITURE)
    def nouveau(request: HttpRequest) -> HttpResponse:
        initial = {nom: request.GET[nom] for nom in ecran.preremplis if request.GET.get(nom, "").isdecimal()}
        form = ecran.formulaire.pour(None, request.POST or None, initial)
        if request.method == "POST" and form.is_valid() and (cree := _tenter(form, ecran.creer, request)):
            messages.success(request, f"« {cree} » : créé{ecran.e}.")
            return redirect(ecran.adresse(), cree.pk)
        retour = _contexte(ecran)["url_liste"]
        return _formulaire(request, ecran, form, None, retour)

    return nouveau


def _tenter(form: FormulaireObjet, creer: Any, request: HttpRequest) -> ObjetStructure | None:
    try:
        return creer(par=request.user, **form.donnees)
    except Refus as refus:
        form.refuser(refus)
        return None


def _modifier(ecran: Ecran):
    @require_http_methods(GET_OU_POST)
    @droit_requis(ECRITURE)
    def modifier(request: HttpRequest, pk: int) -> HttpResponse:
        objet = _objet(request, ecran, pk)
        form = ecran.formulaire.pour(objet, request.POST or None)
        if request.method == "POST" and form.is_valid() and _enregistrer(request, ecran, form, objet):
            messages.success(request, f"« {objet} » : enregistré{ecran.e}.")
            return redirect(ecran.adresse(), pk)
        return _formulaire(request, ecran, form, _objet(request, ecran, pk), reverse(ecran.adresse(), args=[pk]))

    return modifier


def _enregistrer(request: HttpRequest, ecran: Ecran, form: FormulaireObjet, objet: ObjetStructure) -> bool:
    try:
        ecran.modifier(par=request.user, objet=objet, version=form.version_lue, donnees=form.donnees)
    except Conflit as conflit:
        frais = _objet(request, ecran, objet.pk)
        montrer_conflit(form, frais, valeurs(ecran.formulaire, frais))
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _formulaire(
    request: HttpRequest, ecran: Ecran, form: FormulaireObjet, objet: Any, retour: str
) -> HttpResponse:
    contexte = _contexte(ecran, form=form, objet=objet, retour=retour)
    return render(request, "structure/formulaire.html", contexte, status=422 if form.errors else 200)


def _etat(ecran: Ecran):
    @require_http_methods(GET_OU_POST)
    @droit_requis(ECRITURE)
    def etat(request: HttpRequest, pk: int) -> HttpResponse:
        """Désactiver ou réactiver, après avoir lu ce qui s'y rattache."""
        objet = _objet(request, ecran, pk)
        if request.method == "POST":
            ecran.basculer(par=request.user, objet=objet, is_active=request.POST.get("actif") == "oui")
            mot = ecran.mots[2] if not objet.is_active else f"de nouveau {'en vigueur' if ecran.e else 'actif'}"
            messages.success(request, f"« {objet} » : {mot}.")
            return aller(request, reverse(ecran.adresse(), args=[pk]))
        contexte = _contexte(ecran, objet=objet, usages=usages_de(objet))
        return render(request, "structure/etat.html", contexte)

    return etat


def _supprimer(ecran: Ecran):
    @require_http_methods(GET_OU_POST)
    @droit_requis(ECRITURE)
    def supprimer(request: HttpRequest, pk: int) -> HttpResponse:
        """Supprimer ce que rien n'utilise ; sinon, la liste des usages."""
        objet = _objet(request, ecran, pk)
        nom, refus = str(objet), ""
        if request.method == "POST":
            try:
                ecran.supprimer(par=request.user, objet=objet)
                messages.success(request, f"« {nom} » : supprimé{ecran.e}.")
                return aller(request, _contexte(ecran)["url_liste"])
            except Refus as erreur:
                refus = erreur.message
        contexte = _contexte(ecran, objet=objet, usages=usages_de(objet), refus=refus)
        return render(request, "structure/supprimer.html", contexte, status=422 if refus else 200)

    return supprimer
