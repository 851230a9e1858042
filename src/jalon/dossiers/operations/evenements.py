"""Déclencher un événement (F8) : l'acte unique qui écrit un fait daté sur un dossier."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement, journaliser
from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Motif, Suivi
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Dossier, Evenement
from ..rules.evenements import refus_evenement
from .commun import refuser_annule, verrouiller
from .statut import reunir_faits

DECLENCHABLES = (
    TypeEvenement.ENTREE,
    TypeEvenement.SORTIE,
    TypeEvenement.ABANDON,
    TypeEvenement.SUSPENSION,
    TypeEvenement.REPRISE,
    TypeEvenement.CHANGEMENT_STATUT,
)


@transaction.atomic
def declencher_evenement(
    *,
    par,
    dossier: Dossier,
    type_evenement: str,
    date_evenement: date,
    motif: Motif | None = None,
    commentaire: str = "",
    suivi: Suivi | None = None,
) -> Evenement:
    """Enregistre l'événement, puis annonce : le statut et les dates se recalculent dans la même transaction.

    `suivi` ne sert qu'au changement de statut (None retire l'étiquette). Lève `Refus` si l'ordre des faits
    ne le permet pas.
    """
    exiger(par, "dossiers.ecriture")
    dossier = verrouiller(dossier)
    refuser_annule(dossier)
    _garder(dossier, type_evenement, date_evenement, motif)
    evenement = Evenement(
        dossier=dossier, type=type_evenement, date_evenement=date_evenement, motif=motif,
        commentaire=commentaire, auteur=par,
    )  # fmt: skip
    changements = [Changement("evenement", evenement.get_type_display(), "—", f"{date_evenement:%d/%m/%Y}")]
    if type_evenement == TypeEvenement.CHANGEMENT_STATUT:
        changements = [_changer_suivi(dossier, evenement, suivi)]
    evenement.save()
    journaliser(
        par=par, acte=Acte.EVENEMENT_DECLENCHE, objet=evenement, sujet=dossier, changements=changements,
        motif=" · ".join(p for p in (str(motif or ""), commentaire) if p),
    )  # fmt: skip
    faits_modifies(dossier)
    return evenement


def _garder(dossier: Dossier, type_evenement: str, jour: date, motif: Motif | None) -> None:
    if type_evenement not in DECLENCHABLES:
        raise Refus("Choisissez un événement de la liste.", champ="type_evenement")
    aujourd_hui = timezone.localdate()
    reunis = reunir_faits(dossier, aujourd_hui)
    premiere = reunis.faits.presences.premiere_presence
    phrase = refus_evenement(type_evenement, jour, aujourd_hui, reunis.vigueur, dossier.date_entree, premiere)
    if phrase:
        raise Refus(phrase, champ="date_evenement")
    if motif and motif.type_evenement != type_evenement:
        raise Refus("Ce motif ne va pas avec cet événement.", champ="motif")


def _changer_suivi(dossier: Dossier, evenement: Evenement, suivi: Suivi | None) -> Changement:
    if suivi == dossier.suivi:
        raise Refus("Ce suivi est déjà celui du dossier.", champ="suivi")
    evenement.suivi_avant, evenement.suivi_apres = dossier.suivi, suivi
    changement = Changement("suivi", "Suivi", str(dossier.suivi or "—"), str(suivi or "—"))
    dossier.suivi = suivi
    dossier.save(update_fields=["suivi", "updated_at"])
    return changement
