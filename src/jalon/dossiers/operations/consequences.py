"""Ce que le dossier recalcule quand des faits changent ailleurs."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from django.db.models import Prefetch
from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.socle.annonces import faits_modifies

from ..exigibles import exigibles_de
from ..models import Dossier, Evenement
from ..registres import EXIGENCES, FAITS
from .completude import Connaitre, poser_completude, recalculer_completude
from .statut import journaliser_statut, poser_champs

PAQUET = 300  # dossiers dont les lectures se font ensemble


def recalculer_dossier(dossier: Dossier, *, jour: date | None = None, connaitre: Connaitre = exigibles_de) -> None:
    """Statut et dates d'abord, au jour donné (aujourd'hui par défaut), puis la complétude, qui en dépend."""
    avant = dossier.statut
    deduits = poser_champs(dossier, jour or timezone.localdate())
    dressee = poser_completude(dossier, connaitre)
    dossier.save(update_fields=[*deduits, *dressee, "updated_at"])
    journaliser_statut(dossier, avant)


def recalculer_dossiers(dossiers: Sequence[Dossier]) -> None:
    """Comme `recalculer_dossier` pour chacun, relu ; les lectures se font par paquets."""
    connaitre = cache(exigibles_de)
    for debut in range(0, len(dossiers), PAQUET):
        cles = [dossier.pk for dossier in dossiers[debut : debut + PAQUET]]
        lus = Dossier.objects.select_for_update(of=("self",)).filter(pk__in=cles)
        for dossier in lus.select_related("beneficiaire").prefetch_related(*_lectures()).order_by("pk"):
            recalculer_dossier(dossier, connaitre=connaitre)


def _lectures() -> list:
    """Ce que lisent les faits et la complétude, d'ici et des pièces inscrites."""
    inscrites = [lecture for source in (*FAITS, *EXIGENCES) for lecture in source.lectures]
    return [Prefetch("evenements", Evenement.objects.dans_l_ordre()), "objectifs", *inscrites]


def suivre_beneficiaire(personne: Personne) -> None:
    """Un bénéficiaire modifié : tri, recherche et complétude de ses dossiers suivent."""
    for dossier in Dossier.objects.filter(beneficiaire=personne).order_by("pk"):
        dossier.beneficiaire = personne
        _reporter_le_nom(dossier)
        recalculer_completude(dossier)


def suivre_beneficiaires(personnes: Sequence[Personne]) -> None:
    """Comme `suivre_beneficiaire` pour chacun ; la complétude vient avec le reste du dossier, annoncé."""
    cles = [personne.pk for personne in personnes]
    for debut in range(0, len(cles), PAQUET):
        concernes = Dossier.objects.filter(beneficiaire__in=cles[debut : debut + PAQUET])
        for dossier in concernes.select_related("beneficiaire").order_by("pk"):
            _reporter_le_nom(dossier)
            faits_modifies(dossier)


def _reporter_le_nom(dossier: Dossier) -> None:
    avant = dossier.cle_tri, dossier.texte_recherche
    dossier.preparer()
    if avant != (dossier.cle_tri, dossier.texte_recherche):
        dossier.save(update_fields=["cle_tri", "texte_recherche"])
