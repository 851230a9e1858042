"""Autocomplétion : les prestations que l'on peut proposer à un dossier."""

from django.http import HttpRequest, JsonResponse

from jalon.socle.acces import droit_requis
from jalon.socle.recherche_texte import chercher
from jalon.ui.reponses import Proposition, propositions

from ..models import Prestation

PROPOSEES_MAX = 20


@droit_requis("dossiers.lecture")
def prestations_json(request: HttpRequest) -> JsonResponse:
    """Prestations proposées dont le nom, le code ou la famille correspond à `q`. Une requête."""
    permises = Prestation.objects.visibles_par(request.user).actives()
    trouvees = chercher(permises, "texte_recherche", request.GET.get("q", "")).order_by("cle_tri", "pk")
    lues = list(trouvees[: PROPOSEES_MAX + 1])
    lignes = (Proposition(p.pk, p.libelle, detail=p.resume) for p in lues[:PROPOSEES_MAX])
    return propositions(lignes, suite=len(lues) > PROPOSEES_MAX)
