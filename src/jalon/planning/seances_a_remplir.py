"""Le contexte « séance » de l'éditeur : un document par participant, rangé dans son dossier (la convocation)."""

from datetime import datetime
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.urls import reverse
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.editeur.contextes import EXEMPLE, NUMERO, dossiers_dits, fil_du_dossier
from jalon.editeur.enums import ContexteModele
from jalon.editeur.registres import Contexte
from jalon.socle.formats import INSECABLE, montrer_date

from .models import Participation, Seance

EXEMPLES_MAX = 60


def montrer_heure(instant: datetime) -> str:
    """« 9 h 30 », à l'heure de la maison."""
    local = timezone.localtime(instant)
    return f"{local.hour}{INSECABLE}h" + (f"{INSECABLE}{local.minute:02d}" if local.minute else "")


def dire(participation: Participation) -> str:
    """« séance du 12/01/2027 à 9 h 30 »."""
    seance = participation.seance
    return f"séance du {montrer_date(seance.jour)} à {montrer_heure(seance.debut)}"


def _lues() -> QuerySet[Participation]:
    return Participation.objects.select_related("seance", "dossier__beneficiaire", "dossier__prestation")


def participants(par: Any, pk: int, dossier: Dossier) -> list[Participation]:
    """Ceux de la séance dont on lit le dossier, le dossier d'où l'on vient d'abord ; rien si on ne la lit pas."""
    if not Seance.objects.lisibles_par(par).filter(pk=pk, participations__dossier=dossier).exists():
        return []
    visibles = Dossier.objects.visibles_par(par).filter(annule_at=None)
    siennes = Case(When(dossier=dossier.pk, then=0), default=1)
    lues = _lues().filter(seance=pk, dossier__in=visibles.values("pk"))
    return list(lues.order_by(siennes, "dossier__cle_tri", "pk"))


def _exemples(par: Any, saisie: str) -> list[Participation]:
    """Les séances du dossier de ce numéro : celles à venir d'abord, la prochaine en tête. Deux requêtes."""
    dossiers = dossiers_dits(par, saisie)
    if not dossiers or not par.a_le_droit("planning.lecture"):
        return []
    passee = Case(When(seance__debut__gte=timezone.now(), then=0), default=1)
    lues = _lues().filter(dossier__in=dossiers).order_by(passee, F("seance__debut"), "pk")
    return list(lues[:EXEMPLES_MAX])


def _fil(participation: Participation) -> list[tuple[str, str]]:
    onglet = reverse("planning:dossier", args=[participation.dossier.numero])
    return [*fil_du_dossier(participation.dossier), ("Séances", f"{onglet}#seance-{participation.seance_id}")]


SEANCE = Contexte(
    ContexteModele.SEANCE.value,
    ContexteModele.SEANCE.label,
    question=NUMERO,
    exemple=EXEMPLE,
    dossier_de=lambda participation: participation.dossier,
    prestations_de=lambda participation: [participation.dossier.prestation_id],
    trouver=participants,
    exemples=_exemples,
    dire=dire,
    fil=_fil,
)
