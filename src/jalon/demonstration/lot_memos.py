"""Lot 6 : ce que l'on se dit des dossiers, les relances de la semaine, quelques événements prévus."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import declencher_evenement
from jalon.memos.enums import NatureMemo, Visibilite
from jalon.memos.operations import ajouter_memo, faire_relance
from jalon.memos.registres import PORTEURS
from jalon.prestations.enums import TypeEvenement

from . import existant
from .chronologie import PEU_APRES, Chronologie
from .donnees.memos import ECHANGES, RELANCES, REMARQUES
from .monde import Monde

PAR_COMPTE = 6  # dossiers commentés par conseiller
COMPTES_ESSAI = ("conseiller", "gestionnaire", "responsable", "administrateur")
ECHEANCES = (-2, 0, 0, 1, 3, 8)  # jours, des relances de chaque compte d'essai
PREVUS = 12  # dossiers qui attendent une sortie, ou une reprise


@dataclass(frozen=True)
class Lot:
    """De quoi écrire : les jours, l'ordre des instants, et ce que les textes disent à leur tour."""

    jour: date
    chronologie: Chronologie
    remarques: Iterator[tuple[str, str]]
    echanges: Iterator[tuple[str, str]]
    relances: Iterator[tuple[str, str]]


def poser(jour: date) -> None:
    """Écrit le lot ; `jour` est le jour de référence. Sans la maison de démonstration, ne fait rien."""
    monde = Monde(jour, graine="jalon-lot-6")
    if not existant.charger(monde):
        return
    lot = Lot(jour, monde.chronologie, cycle(REMARQUES), cycle(ECHANGES), cycle(RELANCES))
    for cle, compte in monde.utilisateurs.items():
        dossiers = _dossiers_de(compte)
        if cle in COMPTES_ESSAI:
            _relancer(lot, compte, dossiers or _dossiers_vus(compte))
        if compte.a_le_droit("memos.ecriture"):
            _commenter(lot, compte, dossiers[:PAR_COMPTE])
    _prevoir(lot)
    monde.chronologie.poser()


def _dossiers_de(compte: Utilisateur) -> list[Dossier]:
    return list(existant.dossiers_ouverts().filter(conseiller=compte).order_by("-created_at", "-pk")[:20])


def _dossiers_vus(compte: Utilisateur) -> list[Dossier]:
    vus = Dossier.objects.visibles_par(compte).values("pk")
    return list(existant.dossiers_ouverts().filter(pk__in=vus).order_by("-created_at", "-pk")[20:40])


def _commenter(lot: Lot, compte: Utilisateur, dossiers: list[Dossier]) -> None:
    """Un échange chacun ; un dossier sur deux, un point d'attention ou une note pour soi."""
    for rang, dossier in enumerate(dossiers):
        _ecrire(lot, compte, dossier, NatureMemo.ECHANGE, next(lot.echanges))
        if rang % 2:
            nature = NatureMemo.ATTENTION if rang % 4 == 1 else NatureMemo.COMMENTAIRE
            visibilite = Visibilite.MOI if nature == NatureMemo.COMMENTAIRE else Visibilite.EQUIPE
            _ecrire(lot, compte, dossier, nature, next(lot.remarques), visibilite=visibilite)


def _relancer(lot: Lot, compte: Utilisateur, dossiers: list[Dossier]) -> None:
    """Les relances de la semaine : en retard, du jour, à venir ; une est déjà faite."""
    for echeance, dossier in zip(ECHEANCES, dossiers, strict=False):
        jour = lot.jour + timedelta(days=echeance)
        _ecrire(lot, compte, dossier, NatureMemo.RELANCE, next(lot.relances), date_relance=jour)
    for dossier in dossiers[len(ECHEANCES) : len(ECHEANCES) + 1]:
        memo = _ecrire(lot, compte, dossier, NatureMemo.RELANCE, next(lot.relances), date_relance=lot.jour)
        faire_relance(par=compte, memo=memo)
        lot.chronologie.prolonger(dossier.updated_at + PEU_APRES, dossier)


def _ecrire(
    lot: Lot, compte: Utilisateur, dossier: Dossier, nature: str, texte: tuple[str, str], *,
    visibilite: str = Visibilite.EQUIPE, date_relance: date | None = None,
):  # fmt: skip
    """Un mémo, écrit peu après le dernier acte du dossier."""
    moment = dossier.updated_at + PEU_APRES
    date_memo = timezone.localdate(moment)
    donnees = {
        "nature": nature, "sujet": texte[0], "contenu": texte[1], "visibilite": visibilite, "date_memo": date_memo,
        "date_relance": date_relance and max(date_relance, date_memo),
    }  # fmt: skip
    memo = ajouter_memo(par=compte, porteur=PORTEURS.obtenir("dossier"), objet=dossier, donnees=donnees)
    lot.chronologie.prolonger(moment, dossier, memo)
    return memo


def _prevoir(lot: Lot) -> None:
    """Des sorties attendues dans les prochaines semaines ; des reprises, pour les dossiers suspendus."""
    ouverts = existant.dossiers_ouverts().filter(conseiller__is_active=True).select_related("conseiller")
    entres = ouverts.filter(evenements__type=TypeEvenement.ENTREE).order_by("created_at", "pk").distinct()
    suspendus = entres.filter(evenements__type=TypeEvenement.SUSPENSION)
    suspendus = suspendus.exclude(evenements__type=TypeEvenement.REPRISE)
    en_cours = entres.exclude(pk__in=suspendus.values("pk"))
    for type_evenement, dossiers in ((TypeEvenement.SORTIE, en_cours), (TypeEvenement.REPRISE, suspendus)):
        for rang, dossier in enumerate(dossiers[:PREVUS]):
            evenement = declencher_evenement(
                par=dossier.conseiller, dossier=dossier, type_evenement=type_evenement,
                date_evenement=lot.jour + timedelta(days=4 + 3 * rang),
            )  # fmt: skip
            lot.chronologie.prolonger(dossier.updated_at + PEU_APRES, dossier, evenement)
