"""« Mes travaux » : où en est chacun, reprendre son fichier, l'annuler. Chacun ne voit que les siens."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jalon.socle.acces import connecte
from jalon.socle.erreurs import AccesRefuse
from jalon.socle.models import Travail
from jalon.socle.models.travail import refus_de

from .operations import annuler_travail, reprendre_travail

MONTRES = 50
REFUS_MONTRES = 200


def _le_sien(request: HttpRequest, pk: int) -> Travail:
    return get_object_or_404(Travail.objects.visibles_par(request.user), pk=pk)


@require_safe
@connecte
def travaux(request: HttpRequest) -> HttpResponse:
    """Les cinquante derniers, le plus récent d'abord. Une requête."""
    lignes = Travail.objects.visibles_par(request.user).order_by("-pk")[:MONTRES]
    return render(request, "socle/travaux.html", {"travaux": lignes})


@require_safe
@connecte
def travail(request: HttpRequest, pk: int) -> HttpResponse:
    """Où en est un travail ; htmx n'en redemande que le milieu tant qu'il avance."""
    le_sien = _le_sien(request, pk)
    refus = list(refus_de(le_sien)[: REFUS_MONTRES + 1])
    contexte = {
        "travail": le_sien,
        "is_interrompu": le_sien.is_interrompu(timezone.now()),
        "refus": refus[:REFUS_MONTRES],
        "refus_suite": len(refus) > REFUS_MONTRES,
        "can_defaire": _can_defaire(le_sien),
    }
    fragment = request.htmx and request.htmx.target == "travail"
    return render(request, "socle/travail.html#etat" if fragment else "socle/travail.html", contexte)


def _can_defaire(travail: Travail) -> bool:
    if travail.is_actif or Travail.objects.filter(defait=travail).exists():
        return False
    return travail.lignes.filter(refus="", memoire__isnull=False).exists()


@require_safe
@connecte
def fichier(request: HttpRequest, pk: int) -> HttpResponse:
    """Le fichier produit, à son auteur seul, s'il a encore le droit de le demander."""
    le_sien = _le_sien(request, pk)
    if le_sien.droit and not request.user.a_le_droit(le_sien.droit):
        raise AccesRefuse("Votre profil ne permet plus de reprendre ce fichier.")
    if not le_sien.fichier or le_sien.expire_at is None or le_sien.expire_at < timezone.now():
        raise Http404
    return FileResponse(le_sien.fichier.open("rb"), as_attachment=True, filename=le_sien.nom_fichier)


@require_POST
@connecte
def annuler(request: HttpRequest, pk: int) -> HttpResponse:
    annuler_travail(par=request.user, travail=_le_sien(request, pk))
    return redirect("socle:travail", pk=pk)


@require_POST
@connecte
def reprendre(request: HttpRequest, pk: int) -> HttpResponse:
    reprendre_travail(par=request.user, travail=_le_sien(request, pk))
    return redirect("socle:travail", pk=pk)
