"""Ce que les dossiers apprennent à la liste des personnes : leur conseiller, et si un dossier est ouvert.

Seuls comptent les dossiers que l'utilisateur voit : filtrer ne dit rien des autres.
"""

from typing import Any

from django.db.models import QuerySet

from jalon.comptes.models import Utilisateur
from jalon.socle.listes import BOOLEEN, CHOIX, Filtre

from .models import Dossier


def _conseillers(_utilisateur: Any) -> list[tuple[int, str]]:
    """Les conseillers possibles, par nom. Une requête."""
    actifs = Utilisateur.objects.filter(is_active=True).order_by("nom", "prenom", "pk")
    return [(qui.pk, str(qui)) for qui in actifs]


def _suivies_par(personnes: QuerySet, conseiller: int, utilisateur: Any) -> QuerySet:
    dossiers = Dossier.objects.visibles_par(utilisateur).filter(conseiller=conseiller)
    return personnes.filter(pk__in=dossiers.values("beneficiaire"))


def _avec_dossier_ouvert(personnes: QuerySet, oui: bool, utilisateur: Any) -> QuerySet:
    ouverts = Dossier.objects.visibles_par(utilisateur).ouverts().values("beneficiaire")
    return personnes.filter(pk__in=ouverts) if oui else personnes.exclude(pk__in=ouverts)


FILTRES = (
    Filtre("conseiller", "Conseiller", CHOIX, _suivies_par, _conseillers, ordre=50, droit="dossiers.lecture"),
    Filtre("dossier", "Dossier ouvert", BOOLEEN, _avec_dossier_ouvert, ordre=51, droit="dossiers.lecture"),
)
