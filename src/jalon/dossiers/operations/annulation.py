"""Annuler un dossier ouvert par erreur, et le restaurer (domaine, « Dossier »)."""

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.registres import Registre

from ..enums import Acte
from ..models import Dossier
from ..registres import OBSTACLES_ANNULATION, OBSTACLES_RESTAURATION, SUITES_ANNULATION, Obstacle
from .commun import verrouiller


@transaction.atomic
def annuler_dossier(*, par, dossier: Dossier, motif: str) -> Dossier:
    """Retire le dossier des listes, vues et comptes ; il se retrouve par son numéro et se restaure.

    Lève `Refus` sans motif, ou dès qu'une pièce s'y oppose (signature, document émis, facture).
    """
    exiger(par, "dossiers.ecriture")
    dossier = verrouiller(dossier)
    if dossier.annule_at:
        raise Refus("Ce dossier est déjà annulé.")
    if not motif.strip():
        raise Refus("Dites pourquoi ce dossier est annulé.", champ="motif")
    _refuser(OBSTACLES_ANNULATION, dossier)
    dossier.annule_at, dossier.annule_par, dossier.motif_annulation = timezone.now(), par, motif.strip()
    dossier.save(update_fields=["annule_at", "annule_par", "motif_annulation", "updated_at"])
    for suite in SUITES_ANNULATION:
        suite.annuler(dossier, par)
    journaliser(par=par, acte=Acte.DOSSIER_ANNULE, objet=dossier, motif=dossier.motif_annulation)
    faits_modifies(dossier)
    return dossier


@transaction.atomic
def restaurer_dossier(*, par, dossier: Dossier) -> Dossier:
    """Remet un dossier annulé dans les listes, tel qu'il était. Lève `Refus` si une pièce s'y oppose."""
    exiger(par, "dossiers.ecriture")
    dossier = verrouiller(dossier)
    if not dossier.annule_at:
        raise Refus("Ce dossier n’est pas annulé.")
    _refuser(OBSTACLES_RESTAURATION, dossier)
    motif = dossier.motif_annulation
    dossier.annule_at, dossier.annule_par, dossier.motif_annulation = None, None, ""
    dossier.save(update_fields=["annule_at", "annule_par", "motif_annulation", "updated_at"])
    for suite in SUITES_ANNULATION:
        suite.restaurer(dossier, par)
    journaliser(par=par, acte=Acte.DOSSIER_RESTAURE, objet=dossier, motif=f"Annulé pour : {motif}")
    faits_modifies(dossier)
    return dossier


def _refuser(obstacles: Registre[Obstacle], dossier: Dossier) -> None:
    for obstacle in obstacles:
        if phrase := obstacle.refuser(dossier):
            raise Refus(phrase)
