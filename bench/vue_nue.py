"""Ce que coûterait le strict nécessaire : les mêmes lignes dans un tableau, sans droits, filtres ni habillage.

C'est l'étalon des tableaux de docs/performances.md ; il ne fait pas partie du produit.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path
from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.dossiers.models import Dossier
from jalon.planning.models import Seance

PAR_PAGE = 25
TABLE = Engine().from_string(
    "<!doctype html><h1>{{ titre }}</h1><p>{{ total }}</p><table>{% for ligne in lignes %}<tr>"
    "{% for valeur in ligne %}<td>{{ valeur }}</td>{% endfor %}</tr>{% endfor %}</table>"
)


def _rendre(titre: str, total: int, lignes: list[tuple]) -> HttpResponse:
    return HttpResponse(TABLE.render(Context({"titre": titre, "total": total, "lignes": lignes})))


def dossiers(request: HttpRequest) -> HttpResponse:
    """Vingt-cinq dossiers, les plus récents d'abord, et le total."""
    lus = Dossier.objects.select_related("beneficiaire", "prestation", "suivi", "conseiller", "centre")
    lignes = [
        (d.numero, d.beneficiaire, d.prestation, d.get_statut_display(), d.suivi, d.conseiller, d.date_entree,
         d.date_fin_previsionnelle, d.manques_nombre)
        for d in lus.order_by("-created_at", "-pk")[:PAR_PAGE]
    ]  # fmt: skip
    return _rendre("Dossiers", Dossier.objects.count(), lignes)


def personnes(request: HttpRequest) -> HttpResponse:
    """Vingt-cinq personnes dans l'ordre des noms, et le total."""
    lues = Personne.objects.select_related("employeur", "centre").order_by("cle_tri", "pk")[:PAR_PAGE]
    lignes = [(p.nom, p.prenom, p.employeur, p.centre, p.telephone_mobile, p.courriel) for p in lues]
    return _rendre("Personnes", Personne.objects.count(), lignes)


def dossier(request: HttpRequest, numero: str) -> HttpResponse:
    """Un dossier et ses dix dernières séances."""
    lu = Dossier.objects.select_related("beneficiaire", "prestation", "conseiller", "centre").get(numero=numero)
    seances = Seance.objects.filter(participations__dossier=lu).select_related("action").order_by("-debut")[:10]
    lignes = [(s.debut, s.action, s.get_etat_display(), s.minutes) for s in seances]
    return _rendre(f"{lu.numero} {lu.beneficiaire} {lu.prestation} {lu.conseiller}", len(lignes), lignes)


def semaine(request: HttpRequest) -> HttpResponse:
    """Les séances de la semaine des personnes demandées."""
    jour = timezone.localdate()
    lundi = timezone.make_aware(timezone.datetime(jour.year, jour.month, jour.day)) - timedelta(
        days=jour.weekday()
    )
    lues = Seance.objects.filter(
        animations__personne__in=request.GET.getlist("animateurs"), debut__gte=lundi,
        debut__lt=lundi + timedelta(days=7),
    ).select_related("action", "lieu").order_by("debut")  # fmt: skip
    lignes = [(s.debut, s.fin, s.action, s.lieu, s.get_etat_display()) for s in lues]
    return _rendre("Semaine", len(lignes), lignes)


urlpatterns = [
    path("dossiers/", dossiers),
    path("personnes/", personnes),
    path("dossier/<str:numero>/", dossier),
    path("semaine/", semaine),
]
