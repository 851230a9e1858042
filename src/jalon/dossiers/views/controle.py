"""Les contrôles : ce qui demande un regard avant de facturer, de clôturer, d'être audité."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis

from ..controles import adresse_de, controles_de, slug_de, vues_de_controle


@require_safe
@droit_requis("dossiers.lecture")
def sommaire(request: HttpRequest) -> HttpResponse:
    """Toutes les vues de contrôle et leur compte ; `?miens=oui` : parmi ses dossiers."""
    is_miens = request.GET.get("miens") == "oui"
    contexte = {"controles": controles_de(request.user, is_miens=is_miens), "is_miens": is_miens}
    return render(request, "dossiers/controles.html", contexte)


@require_safe
@droit_requis("dossiers.lecture")
def vue(request: HttpRequest, code: str) -> HttpResponse:
    """Mène à la vue de Production du même nom ; inconnue, ou sans le droit de la lire : 404."""
    trouvee = next((v for v in vues_de_controle(request.user) if slug_de(v) == code), None)
    if trouvee is None:
        raise Http404
    return redirect(adresse_de(trouvee, request.GET))
