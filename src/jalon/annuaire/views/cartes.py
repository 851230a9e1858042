"""La carte d'une fiche : ce que montre un lien survolé longtemps ou pris au clavier. Rien de plus que la fiche."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis

from .commun import personne_ou_404, societe_ou_404


@require_safe
@droit_requis("annuaire.lecture")
def personne(request: HttpRequest, pk: int) -> HttpResponse:
    """Nom, fonction, société, et de quoi la joindre si ses détails se voient ; sinon, qu'ils ne se voient pas."""
    return render(request, "annuaire/carte_personne.html", {"personne": personne_ou_404(request, pk)})


@require_safe
@droit_requis("annuaire.lecture")
def societe(request: HttpRequest, pk: int) -> HttpResponse:
    """Nom, types, ville, téléphone et courriel."""
    return render(request, "annuaire/carte_societe.html", {"societe": societe_ou_404(request, pk)})
