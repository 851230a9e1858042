"""Recompter ce qui est enregistré des dossiers, et le réparer (règle 1 ; `jalon verifier`)."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.socle.controles import Controle, Ecart

from ..models import Dossier
from .commun import verrouiller
from .completude import dresser_completude
from .consequences import recalculer_dossier
from .statut import deduire_champs


def verifier_statuts() -> Iterator[Ecart]:
    """Recalcule statut et dates de chaque dossier au jour de son dernier calcul ; rend les différences."""
    for dossier in Dossier.objects.order_by("pk").iterator():
        if dossier.date_calcul_statut is None:
            yield Ecart(dossier.numero, "le statut n’a jamais été calculé")
        else:
            yield from _ecarts(dossier, deduire_champs(dossier, dossier.date_calcul_statut))


def verifier_completude() -> Iterator[Ecart]:
    """Redresse ce qui manque à chaque dossier ; rend les différences."""
    for dossier in Dossier.objects.select_related("beneficiaire").order_by("pk").iterator():
        yield from _ecarts(dossier, dresser_completude(dossier))


def recalculer_tout() -> int:
    """Recalcule chaque dossier qui s'écarte, une transaction chacun ; rend leur nombre."""
    numeros = {ecart.objet for ecart in (*verifier_statuts(), *verifier_completude())}
    for cle, jour in Dossier.objects.filter(numero__in=numeros).values_list("pk", "date_calcul_statut"):
        with transaction.atomic():
            recalculer_dossier(verrouiller(Dossier(pk=cle)), jour=jour or timezone.localdate())
    return len(numeros)


def _ecarts(dossier: Dossier, attendus: dict[str, Any]) -> Iterator[Ecart]:
    for champ, attendu in attendus.items():
        lu = getattr(dossier, champ)
        if lu != attendu:
            yield Ecart(dossier.numero, f"{champ} enregistré « {lu} », recalculé « {attendu} »")


CONTROLES_DOSSIERS = (
    Controle("statuts", "Statuts et dates clés des dossiers", verifier_statuts, recalculer_tout, ordre=10),
    Controle("completude", "Complétude des dossiers", verifier_completude, recalculer_tout, ordre=11),
)
