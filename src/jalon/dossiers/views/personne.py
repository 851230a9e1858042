"""L'onglet « Dossiers » de la fiche d'une personne (A5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jalon.annuaire.models import Personne
from jalon.annuaire.views.personnes import contexte_fiche
from jalon.comptes.droits import droit_requis

from ..queries import dossiers_de


@require_safe
@droit_requis("dossiers.lecture")
def personne_dossiers(request: HttpRequest, pk: int) -> HttpResponse:
    """Les dossiers visibles de la personne ; les autres sont comptés, pas montrés."""
    personne = get_object_or_404(Personne.objects.visibles_par(request.user), pk=pk)
    contexte = contexte_fiche(request, personne, "dossiers") | {"lus": dossiers_de(personne, request.user)}
    return render(request, "dossiers/personne_dossiers.html", contexte)
