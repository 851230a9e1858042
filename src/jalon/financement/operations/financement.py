"""Enregistrer le bloc « Financement » d'un dossier (B1 à B11)."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.db import transaction

from jalon.annuaire.models import Personne, Societe
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations.commun import conclure, prendre_bloc
from jalon.journal.operations import Changement, appliquer
from jalon.prestations.enums import Tarification
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Financement
from ..queries import jour_du_dossier, tva_du_dossier
from ..rules import accorder_montants, refus_liaison
from .commun import DROIT_TVA, champs_financeur, garder_periode
from .engagement import garder_engagement, journaliser_depassement, verrouiller_convention
from .parts import LignePart, poser_parts, repartir_parts

SANS_TARIF = "Un forfait n’a pas de tarif horaire : videz-le, ou choisissez Horaire."


@transaction.atomic
def modifier_financement(
    *,
    par,
    dossier: Dossier,
    version: int,
    financeur: Societe | Personne | None,
    donnees: Mapping[str, Any],
    parts: Sequence[LignePart],
) -> Financement:
    """Enregistre le financement d'un dossier, lu à cette version du bloc.

    `donnees` : champs du financement ; `parts` : les co-financeurs, dans l'ordre. Lève `Refus` à côté du champ
    et `RefusPart` à côté de la ligne, `ConflitBloc` si le bloc a changé depuis.
    """
    exiger(par, "financement.ecriture")
    dossier = prendre_bloc(dossier, "financement", version, par=par)
    financement = Financement.objects.filter(dossier=dossier).first() or Financement(dossier=dossier)
    avant = copy(financement)
    changements = appliquer(financement, {**donnees, **champs_financeur(financeur)})
    changements += _accorder_ttc(financement)
    _garder(financement, avant, par=par)
    manque = garder_engagement(financement, par=par, avant=avant)
    repartition = repartir_parts(financement, parts)
    financement.montant_cofinance = repartition.cofinance
    financement.save()
    changements += poser_parts(financement, parts, repartition)
    conclure(dossier, par=par, acte=Acte.FINANCEMENT_MODIFIE, changements=changements, objet=financement)
    if manque:
        journaliser_depassement(financement, manque, par=par)
    return financement


def _garder(financement: Financement, avant: Financement, *, par) -> None:
    garder_periode(financement)
    if financement.tarification == Tarification.FORFAIT and financement.tarif_horaire is not None:
        raise Refus(SANS_TARIF, champ="tarif_horaire")
    _garder_liaison(financement, avant)
    _garder_tva(financement, avant, par=par)


def _garder_liaison(financement: Financement, avant: Financement) -> None:
    """Une convention close depuis reste liée ; une autre ne s'y lie plus (B1)."""
    if financement.convention_id in (None, avant.convention_id):
        return
    convention = verrouiller_convention(financement.convention_id)
    jour = jour_du_dossier(financement.dossier, financement.date_debut)
    if phrase := refus_liaison(convention.reference, convention.etat, convention.date_fin, jour):
        raise Refus(phrase, champ="convention")


def _garder_tva(financement: Financement, avant: Financement, *, par) -> None:
    """S'écarter du régime de la maison demande un droit, et un motif (domaine, « TVA »)."""
    if not financement.regle_tva:
        financement.motif_tva = ""
    if financement.regle_tva and not financement.motif_tva.strip():
        raise Refus("Dites pourquoi la TVA ne suit pas le régime de la maison.", champ="motif_tva")
    change = (financement.regle_tva, financement.motif_tva) != (avant.regle_tva, avant.motif_tva)
    if change and not par.a_le_droit(DROIT_TVA):
        raise Refus("Votre profil ne permet pas de changer la TVA d’un dossier.", champ="regle_tva")


def _accorder_ttc(financement: Financement) -> list[Changement]:
    """Pour un particulier, le TTC saisi donne le HT ; les autres n'ont que le HT. Lève `Refus`."""
    if financement.financeur_personne_id is None:
        return appliquer(financement, {"montant_ttc": None})
    if financement.montant_ttc is None:
        return []
    tva = tva_du_dossier(financement.dossier, financement).tva
    total, ttc, phrase = accorder_montants(
        financement.montant_total, financement.montant_ttc, tva.taux if tva else None
    )
    if phrase:
        raise Refus(phrase, champ="montant_ttc")
    return appliquer(financement, {"montant_total": total, "montant_ttc": ttc})
