"""Les écrans du journal : ce qui est sorti du produit."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jalon.socle.acces import droit_requis
from jalon.socle.listes import rendre

from .listes import EXPORTS


@require_safe
@droit_requis("admin.lecture")
def exports(request: HttpRequest) -> HttpResponse:
    return rendre(request, EXPORTS)
