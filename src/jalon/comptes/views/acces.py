"""« Que voit cet utilisateur, et pourquoi ? » : ses droits et d'où ils viennent, ses périmètres, ses dossiers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis
from jalon.structure.enums import LECTURE

from ..models import Equipe, Utilisateur
from ..registres import EXPLICATIONS_ACCES
from ..rules import agendas_en_phrases, dossiers_en_phrases, provenances


@require_safe
@droit_requis(LECTURE)
def acces(request: HttpRequest, pk: int) -> HttpResponse:
    compte = get_object_or_404(Utilisateur.objects.pour_connexion(), pk=pk)
    contexte = {
        "compte": compte,
        "provenances": provenances(compte.profil.droits, compte.droits_individuels) if compte.is_active else [],
        "explications": _explications(compte, request),
        **_perimetres(compte),
    }
    return render(request, "comptes/acces/acces.html", contexte)


def _perimetres(compte: Utilisateur) -> dict[str, Any]:
    """Deux requêtes : ses équipes, ses autres centres."""
    profil = compte.profil
    autres = compte.autres_centres.order_by("cle_tri", "pk")
    return {
        "dossiers": dossiers_en_phrases(profil.perimetre_dossiers, profil.is_limite_aux_centres),
        "agendas": agendas_en_phrases(profil.agendas_lecture, profil.agendas_ecriture),
        "equipes": Equipe.objects.de(compte).order_by("cle_tri", "pk"),
        "centres": [centre for centre in (compte.centre, *autres) if centre],
    }


def _explications(compte: Utilisateur, request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "code": explication.code,
            "libelle": explication.libelle,
            "gabarit": explication.gabarit,
            "contexte": explication.contexte(compte, request),
        }
        for explication in EXPLICATIONS_ACCES
        if request.user.a_le_droit(explication.droit)
    ]
