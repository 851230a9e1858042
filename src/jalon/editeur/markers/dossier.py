"""Famille « dossier » : numéro, statut, dates, commande, rattachement."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from jalon.dossiers.models import Dossier, Evenement

from ..enums import ContexteModele, Famille, Nature
from ..registres import Marqueur
from .commun import lu, marqueur, ordonner

SORTIES = ("sortie", "abandon")


def _m(nom: str, libelle: str, sens: str, lire: Callable[[Dossier], Any], **options: Any) -> Marqueur:
    return marqueur(f"dossier.{nom}", libelle, sens, lire, famille=Famille.DOSSIER, **options)


def _date(nom: str, libelle: str, sens: str) -> Marqueur:
    return _m(nom, libelle, sens, lambda d: getattr(d, nom), nature=Nature.DATE)


def _sortie(dossier: Dossier, lecture) -> Evenement | None:
    """L'événement de sortie en vigueur, ou None. Une requête, une fois."""
    return lecture.lire(
        "sortie",
        lambda: (
            dossier.evenements.filter(
                type__in=SORTIES, horodatage_annulation=None, is_prevu=False, date_evenement=dossier.date_sortie
            )
            .select_related("motif")
            .order_by("-pk")
            .first()
        ),
    )


def _de_sortie(nom: str, libelle: str, sens: str, lire: Callable[[Evenement], Any]) -> Marqueur:
    def valeur(dossier: Dossier, lecture) -> Any:
        evenement = _sortie(dossier, lecture)
        return lire(evenement) if evenement else ""

    return Marqueur(
        f"dossier.{nom}", libelle, sens, Famille.DOSSIER, ContexteModele.DOSSIER, valeur, confidentiel=True
    )


MARQUEURS = ordonner(
    [
        _m("numero", "Numéro du dossier", "« 2026-000412 »", lambda d: d.numero),
        _m("statut", "Statut", "« En cours », « Terminé »…", lambda d: d.get_statut_display()),
        _m("date_ouverture", "Date d’ouverture", "Le jour où le dossier a été ouvert",
           lambda d: timezone.localdate(d.created_at), nature=Nature.DATE),
        _date("date_entree", "Date d’entrée", "Celle de l’entrée, à défaut la saisie ou la calculée"),
        _date("date_fin_previsionnelle", "Fin prévisionnelle", "La date de fin saisie, à défaut la calculée"),
        _date("date_sortie", "Sortie réelle", "Le jour de la sortie ou de l’abandon"),
        _m("numero_commande", "Bon de commande", "Le numéro du bon de commande", lambda d: d.numero_commande),
        _date("date_debut_commande", "Début du bon de commande", "Le début du bon de commande"),
        _date("date_fin_commande", "Fin du bon de commande", "La fin du bon de commande"),
        _m("origine", "Origine", "D’où vient le bénéficiaire", lambda d: str(d.origine or "")),
        _m("statut_beneficiaire", "Statut du bénéficiaire", "À l’entrée : salarié, demandeur d’emploi…",
           lambda d: d.get_statut_beneficiaire_display()),
        _m("lieu", "Lieu", "La salle ou le bureau du dossier", lambda d: lu(d.lieu, "libelle")),
        _de_sortie("motif_sortie", "Motif de la sortie", "Le motif de la sortie ou de l’abandon",
                   lambda e: str(e.motif or "")),
        _de_sortie("suite", "Suite", "Ce qui suit la sortie : emploi, formation…",
                   lambda e: e.get_suite_display()),
    ],
    200,
)  # fmt: skip
