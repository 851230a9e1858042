"""La page où l'on vérifie les signatures d'une séance, sans compte : l'adresse est sur la feuille imprimée."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jalon.socle.acces import public
from jalon.structure.models import Reglages

from ..models import RegistreSeance
from ..queries import preuves_de


@public
@require_safe
def verification(request: HttpRequest, jeton: str) -> HttpResponse:
    """Recalcule la chaîne : ce qui concorde, ce qui est altéré, ce qui manque, ce qu'une règle a effacé.

    Aucun nom : la feuille que l'on a en main les porte, ses empreintes courtes se comparent ligne à ligne.
    """
    registre = get_object_or_404(
        RegistreSeance.objects.select_related("seance__action", "seance__lieu"), jeton=jeton
    )
    preuves, manques = preuves_de(registre)
    contexte = {
        "registre": registre,
        "seance": registre.seance,
        "maison": Reglages.courants(),
        "preuves": preuves,
        "manques": manques,
        "fautes": sum(preuve.verdict.is_faute for preuve in preuves) + len(manques),
    }
    reponse = render(request, "emargement/verification.html", contexte)
    reponse["X-Robots-Tag"] = "noindex, nofollow"
    return reponse
