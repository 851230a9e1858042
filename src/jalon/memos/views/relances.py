"""« Mes relances » : dues, à venir, confiées, faites, jour par jour."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis

from ..models import Memo
from ..queries import (
    compter_dues,
    par_jour,
    presenter,
    relances_a_faire,
    relances_confiees,
    relances_dues,
    relances_faites,
)

PAR_PAGE = 50
REPORTS = ((1, "À demain"), (7, "Dans une semaine"), (30, "Dans un mois"))


@dataclass(frozen=True)
class Volet:
    """Une part de mes relances : ses mots, sa requête, et ce que dit la page vide."""

    libelle: str
    lire: Callable[..., QuerySet[Memo]]
    vide: str
    phrase: str


VOLETS = {
    "dues": Volet(
        "À faire",
        lambda utilisateur, jour: relances_dues(utilisateur, jour),
        "Rien à relancer aujourd’hui",
        "Une relance se pose sur un mémo : « Relancer le », et à qui la confier.",
    ),
    "a-venir": Volet(
        "À venir",
        lambda utilisateur, jour: relances_a_faire(utilisateur).filter(date_relance__gt=jour),
        "Aucune relance à venir",
        "Les relances prévues pour un autre jour se lisent ici.",
    ),
    "confiees": Volet(
        "Confiées",
        lambda utilisateur, jour: relances_confiees(utilisateur),
        "Aucune relance confiée",
        "Les relances que vous avez confiées à quelqu’un se suivent ici jusqu’à ce qu’elles soient faites.",
    ),
    "faites": Volet(
        "Faites",
        lambda utilisateur, jour: relances_faites(utilisateur),
        "Aucune relance faite",
        "Une relance faite reste lisible ici et sur son dossier.",
    ),
}


@require_safe
@droit_requis("memos.lecture")
def relances(request: HttpRequest) -> HttpResponse:
    """`?volet=a-venir` : une part de mes relances, cinquante par page."""
    jour = timezone.localdate()
    code = request.GET.get("volet", "")
    code = code if code in VOLETS else "dues"
    lues = VOLETS[code].lire(request.user, jour).pour_page()
    page = Paginator(lues, PAR_PAGE).get_page(request.GET.get("page"))
    contexte = {
        "volet": VOLETS[code],
        "code": code,
        "page": page,
        "jours": par_jour(presenter(page.object_list, request.user, jour)),
        "jour": jour,
        "onglets": _onglets(request, code, jour),
        "retour": request.get_full_path(),
        "can_agir": request.user.a_le_droit("memos.ecriture"),
        "reports": REPORTS,
    }
    return render(request, "memos/relances.html", contexte)


def _onglets(request: HttpRequest, actif: str, jour) -> list[dict]:
    adresse, dues = reverse("memos:relances"), compter_dues(request.user, jour)
    return [
        {
            "libelle": volet.libelle,
            "url": adresse if code == "dues" else f"{adresse}?volet={code}",
            "actif": code == actif,
            "nombre": dues if code == "dues" else None,
            "alerte": code == "dues" and bool(dues),
        }
        for code, volet in VOLETS.items()
    ]
