"""Les actes d'un mémo : modifier, relire, supprimer, restaurer ; d'une relance : faite, reportée."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.formats import nettoyer_texte
from jalon.socle.versions import Conflit
from jalon.ui.reponses import Proposition, aller, propositions

from ..forms import MemoForm, ReportForm
from ..models import Memo
from ..operations import (
    faire_relance,
    modifier_memo,
    reporter_relance,
    restaurer_memo,
    rouvrir_relance,
    supprimer_memo,
)
from ..queries import collegues, presenter, versions_lisibles
from .commun import memo_visible, retour_demande

JOURS_MAX = 366


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("memos.ecriture")
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    """Le dialogue de modification ; l'ancien texte reste lisible, un conflit garde la saisie."""
    memo = memo_visible(request, pk)
    if not presenter([memo], request.user, timezone.localdate())[0].can_modifier:
        raise AccesRefuse("Ce mémo n’est modifiable que par son auteur.")
    retour = retour_demande(request, memo)
    form = MemoForm(request.POST or None, memo=memo)
    if memo.auteur_id != request.user.pk:
        form.verrouiller("visibilite", "Seul l’auteur décide de qui lit ce mémo.")
        del form.fields["lecteurs"]
    if request.method == "POST" and form.is_valid() and _modifier(request, memo, form):
        messages.success(request, "Mémo modifié.")
        return aller(request, retour)
    contexte = {"form": form, "memo": memo, "retour": retour}
    return render(request, "memos/modifier.html", contexte, status=422 if form.errors else 200)


def _modifier(request: HttpRequest, memo: Memo, form: MemoForm) -> bool:
    try:
        modifier_memo(
            par=request.user,
            memo=memo,
            version=form.cleaned_data["version"] or 0,
            donnees=form.donnees,
            lecteurs=form.cleaned_data.get("lecteurs", ()),
        )
    except Conflit as conflit:
        _montrer_conflit(request, memo, form)
        form.refuser(conflit)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


def _montrer_conflit(request: HttpRequest, memo: Memo, form: MemoForm) -> None:
    """Sous chaque champ qui diffère, ce qui est enregistré ; un second envoi l'emporte."""
    frais = memo_visible(request, memo.pk)
    derniere = frais.versions.lisibles_par(request.user).select_related("remplace_par").order_by("-numero").first()
    auteur = str(derniere.remplace_par) if derniere else "Une autre personne"
    for nom in ("contenu", "sujet"):
        if form.cleaned_data.get(nom) != getattr(frais, nom):
            heure = f"{timezone.localtime(frais.updated_at):%H:%M}"
            form.signaler_conflit(nom, auteur=auteur, heure=heure, valeur=getattr(frais, nom))
    form.data = form.data.copy()
    form.data["version"] = str(frais.version)


@require_safe
@droit_requis("memos.lecture")
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Ce que le mémo disait avant, du plus récent au plus ancien."""
    memo = memo_visible(request, pk)
    contexte = {
        "memo": memo,
        "versions": versions_lisibles(memo, request.user),
        "retour": retour_demande(request, memo),
    }
    return render(request, "memos/versions.html", contexte)


@require_POST
@droit_requis("memos.ecriture")
def supprimer(request: HttpRequest, pk: int) -> HttpResponse:
    memo = memo_visible(request, pk)
    supprimer_memo(par=request.user, memo=memo)
    messages.success(request, "Mémo supprimé : il se restaure depuis la corbeille, sous les mémos.")
    return aller(request, retour_demande(request, memo))


@require_POST
@droit_requis("memos.ecriture")
def restaurer(request: HttpRequest, pk: int) -> HttpResponse:
    lisibles = Memo.objects.avec_supprimes_par(request.user).pour_page()
    memo = get_object_or_404(lisibles, pk=pk)
    restaurer_memo(par=request.user, memo=memo)
    messages.success(request, "Mémo restauré.")
    return aller(request, retour_demande(request, memo))


@require_POST
@droit_requis("memos.ecriture")
def faite(request: HttpRequest, pk: int) -> HttpResponse:
    """Un geste : la relance est faite, ou à refaire (`rouvrir=oui`)."""
    memo = memo_visible(request, pk)
    if request.POST.get("rouvrir") == "oui":
        rouvrir_relance(par=request.user, memo=memo)
        messages.success(request, "Relance rouverte.")
    else:
        faire_relance(par=request.user, memo=memo)
        messages.success(request, "Relance faite.")
    return aller(request, retour_demande(request, memo))


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("memos.ecriture")
def reporter(request: HttpRequest, pk: int) -> HttpResponse:
    """Un geste (`jours=1`, `jours=7`, comptés d'aujourd'hui) ou un dialogue qui demande le jour."""
    memo = memo_visible(request, pk)
    jours = request.POST.get("jours", "")
    saisie = request.POST
    if jours.isascii() and jours.isdigit() and 0 < int(jours[:4]) <= JOURS_MAX:
        jour = timezone.localdate() + timedelta(days=int(jours))
        saisie = {"date_relance": f"{jour:%d/%m/%Y}"}
    form = ReportForm(saisie or None, initial={"date_relance": memo.date_relance})
    retour = retour_demande(request, memo)
    if request.method == "POST" and form.is_valid() and _reporter(request, memo, form):
        messages.success(request, f"Relance reportée au {form.cleaned_data['date_relance']:%d/%m/%Y}.")
        return aller(request, retour)
    contexte = {"form": form, "memo": memo, "retour": retour}
    return render(request, "memos/reporter.html", contexte, status=422 if form.errors else 200)


def _reporter(request: HttpRequest, memo: Memo, form: ReportForm) -> bool:
    try:
        reporter_relance(par=request.user, memo=memo, **form.cleaned_data)
    except Refus as refus:
        form.refuser(refus)
    return not form.errors


@require_safe
@droit_requis("memos.lecture")
def collegues_json(request: HttpRequest) -> JsonResponse:
    """`?q=` : les personnes de la maison à qui ouvrir ou confier un mémo."""
    trouves = collegues(nettoyer_texte(request.GET.get("q", "")))
    return propositions(Proposition(u.pk, str(u), str(u.profil)) for u in trouves)
