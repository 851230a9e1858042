"""Ce que partagent les écrans des modèles."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from ..models import ModeleDocument

GET_OU_POST = require_http_methods(["GET", "HEAD", "POST"])
LECTURE, ECRITURE = "admin.lecture", "admin.ecriture"


def modele_ou_404(request: HttpRequest, pk: int) -> ModeleDocument:
    """Le modèle par sa porte ; sinon 404."""
    return get_object_or_404(ModeleDocument.objects.visibles_par(request.user).pour_liste(), pk=pk)
