"""Ce que fait un événement quand il prend effet : aussitôt, ou à son jour s'il était prévu."""

from datetime import date

from django.utils import timezone

from jalon.journal.operations import Changement, journaliser
from jalon.prestations.enums import TypeEvenement

from ..enums import Acte, Avancement
from ..models import Dossier, Evenement
from ..rules.evenements import RANG_NOUVEAU, FaitEvenement, Reperes, en_vigueur, refus_evenement
from .declenches import executer_actes
from .statut import FaitsReunis, reunir_faits

FERMETURES = (TypeEvenement.SORTIE, TypeEvenement.ABANDON)


def reperes_de(dossier: Dossier, reunis: FaitsReunis) -> Reperes:
    """Ce que l'ordre des événements respecte, d'après le dossier et les pièces inscrites."""
    return Reperes(
        date_entree=dossier.date_entree_saisie or reunis.planning.date_entree,
        premiere_presence=reunis.faits.presences.premiere_presence,
        is_fini=dossier.avancement == Avancement.TERMINE,
    )


def refus_parmi(dossier: Dossier, fait: FaitEvenement, *, jour: date) -> str | None:
    """La phrase qui refuse ce fait parmi les autres événements du dossier, ou None."""
    autres = [e for e in dossier.evenements.faits() if e.rang != fait.rang]
    return refus_evenement(fait, autres, jour, reperes_de(dossier, reunir_faits(dossier, jour)))


def refus_a_ce_jour(dossier: Dossier, type_evenement: str, jour: date) -> str | None:
    """La phrase qui refuserait un nouvel événement de ce type, ou None ; rien n'est écrit."""
    return refus_parmi(dossier, FaitEvenement(type_evenement, jour, RANG_NOUVEAU), jour=timezone.localdate())


def avertissement(dossier: Dossier, type_evenement: str, jour: date) -> str | None:
    """Ce qu'il faut savoir avant de confirmer : une fin avant la dernière séance où la personne était présente."""
    derniere = reunir_faits(dossier, timezone.localdate()).faits.presences.derniere_presence
    if type_evenement not in FERMETURES or derniere is None or jour >= derniere:
        return None
    return f"Le bénéficiaire était présent à une séance le {derniere:%d/%m/%Y}, après cette date."


def prendre_effet(evenement: Evenement, *, par) -> None:
    """L'événement compte : suivi posé, fermeture annulée par une réouverture, actes demandés exécutés.

    `par` vaut None le jour venu : ce qui échoue alors est gardé comme trace, sans empêcher l'événement.
    """
    evenement.is_prevu = False
    if evenement.type == TypeEvenement.CHANGEMENT_STATUT:
        _poser_suivi(evenement)
    if evenement.type == TypeEvenement.REOUVERTURE:
        _annuler_fermeture(evenement)
    evenement.save(update_fields=["is_prevu", "suivi_avant"])
    executer_actes(evenement, is_differe=par is None)


def appliquer_prevus(dossier: Dossier, *, jour: date) -> int:
    """Fait prendre effet aux événements prévus dont le jour est venu, et rend leur nombre.

    Chacun revérifie ses conditions ; qui ne les remplit plus reste sans effet et le dit (F8).
    """
    prevus = list(dossier.evenements.en_attente(jour).select_related("type_maison", "suivi_apres"))
    for evenement in prevus:
        evenement.dossier = dossier
        refus = refus_parmi(dossier, evenement.fait, jour=evenement.date_evenement)
        if refus:
            _laisser_sans_effet(evenement, refus)
        else:
            prendre_effet(evenement, par=None)
            _journaliser(evenement, Acte.EVENEMENT_EFFET)
    return len(prevus)


def _laisser_sans_effet(evenement: Evenement, refus: str) -> None:
    evenement.refus_effet = refus
    evenement.save(update_fields=["refus_effet"])
    _journaliser(evenement, Acte.EVENEMENT_SANS_EFFET, refus)


def _journaliser(evenement: Evenement, acte: Acte, motif: str = "") -> None:
    changement = Changement("evenement", evenement.libelle, "prévu", f"{evenement.date_evenement:%d/%m/%Y}")
    journaliser(
        par=None, acte=acte, objet=evenement, sujet=evenement.dossier, changements=[changement], motif=motif
    )


def _poser_suivi(evenement: Evenement) -> None:
    dossier = evenement.dossier
    evenement.suivi_avant, dossier.suivi = dossier.suivi, evenement.suivi_apres
    dossier.save(update_fields=["suivi", "updated_at"])


def _annuler_fermeture(evenement: Evenement) -> None:
    """La réouverture annule la sortie ou l'abandon en vigueur (domaine, « Événements »)."""
    jour = timezone.localdate()
    vigueur = en_vigueur(evenement.dossier.evenements.faits(), jour)
    if not (vigueur.abandon or vigueur.sortie):
        return
    fermetures = evenement.dossier.evenements.filter(
        type__in=FERMETURES, horodatage_annulation=None, is_prevu=False, refus_effet="", date_evenement__lte=jour
    )
    fermetures.update(
        horodatage_annulation=timezone.now(),
        annule_par=evenement.auteur,
        motif_annulation=f"Réouverture du {evenement.date_evenement:%d/%m/%Y}",
    )
