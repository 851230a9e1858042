"""Admin > les listes de la maison : lire, ajouter, ranger, désactiver, supprimer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import Refus
from jalon.ui.reponses import aller

from ..forms import ValeurForm
from ..models import ValeurDeReference
from ..operations import basculer_valeur, creer_valeur, modifier_valeur, ranger_valeurs, supprimer_valeur
from ..queries import usages_de
from ..rules import deplacer
from ..tables import Table
from .commun import ECRITURE, GET_OU_POST


def adresses(table: Table) -> list[URLPattern]:
    """Les adresses d'une liste, sous /admin/<segment>/."""
    racine, code = f"{table.segment}/", table.code
    valeur = f"{racine}<int:pk>/"
    return [
        path(racine, _liste(table), name=code),
        path(f"{racine}ajouter/", _ajouter(table), name=f"{code}_ajouter"),
        path(f"{racine}ordre/", _ordre(table), name=f"{code}_ordre"),
        path(f"{valeur}modifier/", _modifier(table), name=f"{code}_modifier"),
        path(f"{valeur}etat/", _etat(table), name=f"{code}_etat"),
        path(f"{valeur}supprimer/", _supprimer(table), name=f"{code}_supprimer"),
    ]


def _valeur(request: HttpRequest, table: Table, pk: int) -> ValeurDeReference:
    return get_object_or_404(table.modele.objects.visibles_par(request.user), pk=pk)


def _groupe(table: Table, brut: str) -> str:
    """Le groupe demandé, à défaut le premier ; 404 s'il n'est pas de cette liste."""
    if not brut:
        return table.groupes[0][0]
    if brut not in dict(table.groupes):
        raise Http404
    return brut


def _liste(table: Table):
    @droit_requis("admin.lecture")
    def liste(request: HttpRequest) -> HttpResponse:
        """Toutes les valeurs, par groupe. Deux requêtes au plus."""
        valeurs = table.modele.objects.visibles_par(request.user).order_by("rang", "libelle", "pk")
        if hasattr(table.modele, "prestations"):
            valeurs = valeurs.prefetch_related("prestations")
        lues = list(valeurs)
        groupes = [
            (code, libelle, [v for v in lues if not table.is_groupee or v.type_evenement == code])
            for code, libelle in table.groupes
        ]
        return render(request, "prestations/reference.html", {"table": table, "groupes": groupes})

    return liste


def _ajouter(table: Table):
    @require_http_methods(GET_OU_POST)
    @droit_requis(ECRITURE)
    def ajouter(request: HttpRequest) -> HttpResponse:
        groupe = _groupe(table, request.GET.get("groupe", ""))
        valeur = table.modele(**table.filtre(groupe))
        form = ValeurForm.pour(valeur, request.POST or None, avec_defaut=table.avec_defaut)
        _precocher(request, form)
        if request.method == "POST" and form.is_valid():
            faire = {"par": request.user, "valeur": valeur, "prestations": form.prestations or ()}
            if _tenter(form, creer_valeur, donnees=form.donnees, **faire):
                messages.success(request, f"« {valeur} » ajouté à la liste.")
                return aller(request, reverse(table.url_liste))
        return _dialogue(request, table, form, None)

    return ajouter


def _precocher(request: HttpRequest, form: ValeurForm) -> None:
    """« Nouveau type » depuis une prestation : elle est déjà cochée."""
    demandee = request.GET.get("prestation", "")
    if "prestations" in form.fields and demandee.isdecimal():
        form.initial["prestations"] = [int(demandee)]


def _modifier(table: Table):
    @require_http_methods(GET_OU_POST)
    @droit_requis(ECRITURE)
    def modifier(request: HttpRequest, pk: int) -> HttpResponse:
        valeur = _valeur(request, table, pk)
        form = ValeurForm.pour(valeur, request.POST or None, avec_defaut=table.avec_defaut)
        if request.method == "POST" and form.is_valid():
            faire = {"par": request.user, "valeur": valeur, "prestations": form.prestations}
            if _tenter(form, modifier_valeur, donnees=form.donnees, **faire):
                messages.success(request, f"« {valeur} » enregistré.")
                return aller(request, reverse(table.url_liste))
        return _dialogue(request, table, form, _valeur(request, table, pk))

    return modifier


def _tenter(form: ValeurForm, acte: Any, **arguments: Any) -> bool:
    try:
        acte(**arguments)
    except Refus as refus:
        form.refuser(refus)
        return False
    return True


def _dialogue(request: HttpRequest, table: Table, form: ValeurForm, valeur: Any) -> HttpResponse:
    contexte = {"table": table, "form": form, "valeur": valeur}
    return render(request, "prestations/valeur.html", contexte, status=422 if form.errors else 200)


def _ordre(table: Table):
    @require_POST
    @droit_requis(ECRITURE)
    def ordre(request: HttpRequest) -> HttpResponse:
        """L'ordre entier (`ordre=12&ordre=8`, glisser ou clavier), ou un pas (`deplacer=12:haut`, sans script)."""
        groupe = _groupe(table, request.POST.get("groupe", ""))
        cles = [int(b) for b in request.POST.getlist("ordre") if b.isascii() and b.isdigit() and len(b) < 19]
        cle, _, sens = request.POST.get("deplacer", "").partition(":")
        if cle.isascii() and cle.isdigit() and len(cle) < 19:
            cles = deplacer(cles, int(cle), sens)
        ranger_valeurs(par=request.user, modele=table.modele, cles=cles, **table.filtre(groupe))
        if request.htmx:
            return HttpResponse(status=204)
        messages.success(request, "Ordre enregistré.")
        return redirect(table.url_liste)

    return ordre


def _etat(table: Table):
    @require_http_methods(GET_OU_POST)
    @droit_requis(ECRITURE)
    def etat(request: HttpRequest, pk: int) -> HttpResponse:
        """Désactiver ou réactiver, après avoir lu où la valeur sert."""
        valeur = _valeur(request, table, pk)
        if request.method == "POST":
            basculer_valeur(par=request.user, valeur=valeur, is_active=request.POST.get("actif") == "oui")
            mot = "de nouveau proposé" if valeur.is_active else "désactivé"
            messages.success(request, f"« {valeur} » : {mot}.")
            return aller(request, reverse(table.url_liste))
        contexte = {"table": table, "valeur": valeur, "usages": usages_de(valeur)}
        return render(request, "prestations/valeur_etat.html", contexte)

    return etat


def _supprimer(table: Table):
    @require_http_methods(GET_OU_POST)
    @droit_requis(ECRITURE)
    def supprimer(request: HttpRequest, pk: int) -> HttpResponse:
        """Supprimer ce que rien n'utilise ; sinon, la liste des usages."""
        valeur, refus = _valeur(request, table, pk), ""
        if request.method == "POST":
            nom = str(valeur)
            try:
                supprimer_valeur(par=request.user, valeur=valeur)
                messages.success(request, f"« {nom} » supprimé.")
                return aller(request, reverse(table.url_liste))
            except Refus as erreur:
                refus = erreur.message
        contexte = {"table": table, "valeur": valeur, "usages": usages_de(valeur), "refus": refus}
        return render(request, "prestations/valeur_supprimer.html", contexte, status=422 if refus else 200)

    return supprimer
