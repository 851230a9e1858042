"""Le fil des mémos d'un objet, le panneau qui s'ouvre de partout, et « Ajouter un mémo » (F9, F10, H2)."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jalon.socle.acces import droit_requis, exiger
from jalon.socle.erreurs import Refus
from jalon.socle.listes import rendre
from jalon.ui.reponses import aller

from ..forms import MemoForm
from ..listes import ListeMemos
from ..models import Memo
from ..operations import ajouter_memo
from ..queries import RECENTS_MAX, corbeille_de, dernieres_visibilites, derniers
from ..registres import PORTEURS, Porteur

AJOUTE = "Mémo ajouté."
PANNEAU_MAX = 10
PANNEAU, BLOC = "panneau", "memos-bloc"


@require_safe
@droit_requis("memos.lecture")
def fil(request: HttpRequest, porteur: str, **cle: Any) -> HttpResponse:
    """L'onglet Mémos : tous ceux que la personne peut lire, cherchés et filtrés par l'adresse."""
    genre = PORTEURS.obtenir(porteur)
    objet = genre.trouver(request, *cle.values())
    contexte = genre.contexte(request, objet) | _acces(request, genre, objet)
    contexte["corbeille"] = corbeille_de(genre, objet, request.user)
    return rendre(request, ListeMemos(genre, objet), genre.gabarit, **contexte)


@require_http_methods(["GET", "HEAD", "POST"])
@droit_requis("memos.ecriture")
def nouveau(request: HttpRequest, porteur: str, **cle: Any) -> HttpResponse:
    """« Ajouter un mémo » : dans le panneau, dans le bloc de la page, dans un dialogue, ou en page sans script."""
    genre = PORTEURS.obtenir(porteur)
    exiger(request.user, "memos.lecture")
    objet = genre.trouver(request, *cle.values())
    if request.method != "POST":
        return _rendre(request, genre, objet, _vierge(request))
    form = MemoForm(request.POST, auto_id=_identifiants(request))
    if form.is_valid() and (memo := _ajouter(request, genre, objet, form)):
        return _apres(request, genre, objet, memo)
    return _rendre(request, genre, objet, form, statut=422)


def _vierge(request: HttpRequest) -> MemoForm:
    return MemoForm(dernieres=dernieres_visibilites(request.user), auto_id=_identifiants(request))


def _identifiants(request: HttpRequest) -> str:
    """Deux saisies ouvertes dans la même page (bloc et panneau) ne partagent pas leurs identifiants."""
    return f"memo_{request.htmx.target}_%s" if request.htmx and request.htmx.target else "memo_%s"


def _ajouter(request: HttpRequest, genre: Porteur, objet: Model, form: MemoForm) -> Memo | None:
    try:
        return ajouter_memo(
            par=request.user,
            porteur=genre,
            objet=objet,
            donnees=form.donnees,
            lecteurs=form.cleaned_data["lecteurs"],
            cle_creation=form.cleaned_data["cle_creation"],
        )
    except Refus as refus:
        form.refuser(refus)
        return None


def _apres(request: HttpRequest, genre: Porteur, objet: Model, memo: Memo) -> HttpResponse:
    """Panneau et bloc se relisent sur place : la saisie en cours ailleurs dans la page n'est pas perdue."""
    if request.htmx and request.htmx.target in (PANNEAU, BLOC):
        form = _vierge(request) if request.htmx.target == PANNEAU else None
        return _rendre(request, genre, objet, form, ajoute=memo)
    messages.success(request, AJOUTE)
    return aller(request, genre.adresse(objet))


def _rendre(
    request: HttpRequest,
    genre: Porteur,
    objet: Model,
    form: MemoForm | None,
    *,
    ajoute: Memo | None = None,
    statut: int = 200,
) -> HttpResponse:
    cible = request.htmx.target if request.htmx else None
    acces = _acces(request, genre, objet)
    contexte = {"saisie_memo": form, "ajoute": AJOUTE if ajoute else "", "lu": acces, **acces}
    if cible in (PANNEAU, BLOC):
        limite = PANNEAU_MAX if cible == PANNEAU else RECENTS_MAX
        acces["memos"] = derniers(genre, objet, request.user, timezone.localdate(), limite)
        acces["retour"] = request.htmx.current_url_abs_path or genre.adresse(objet)
    gabarits = {PANNEAU: "memos/panneau.html", BLOC: "memos/bloc.html"}
    return render(request, gabarits.get(cible, "memos/nouveau.html"), contexte, status=statut)


def _acces(request: HttpRequest, genre: Porteur, objet: Model) -> dict[str, Any]:
    """Où lire et où écrire les mémos de cet objet."""
    can_ajouter = request.user.a_le_droit("memos.ecriture") and not genre.refuser(objet)
    return {
        "nom_objet": genre.nommer(objet),
        "url_fil": genre.adresse(objet),
        "url_nouveau": genre.adresse_nouveau(objet),
        "can_ajouter": can_ajouter,
    }
