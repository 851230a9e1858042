"""L'onglet « Dossiers » de la fiche d'une personne (A5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.annuaire.views.commun import personne_ou_404
from jalon.annuaire.views.personnes import contexte_fiche
from jalon.socle.acces import droit_requis

from ..queries import dossiers_de


@require_safe
@droit_requis("dossiers.lecture")
def personne_dossiers(request: HttpRequest, pk: int) -> HttpResponse:
    """Les dossiers visibles de la personne ; les autres sont comptés, pas montrés."""
    personne = personne_ou_404(request, pk)
    contexte = contexte_fiche(request, personne, "dossiers") | {
        "lus": dossiers_de(personne, request.user),
        "peut_ecrire_dossiers": request.user.a_le_droit("dossiers.ecriture"),
    }
    return render(request, "dossiers/personne_dossiers.html", contexte)
