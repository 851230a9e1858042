"""Actes sur le régime de TVA : une suite de lignes datées, dont le passé ne s'efface pas."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import ECRITURE, Acte, Regime
from ..models import RegimeTva, Reglages
from ..queries import regimes_tva
from ..rules import peut_annuler_regime, refus_regime


@transaction.atomic
def changer_regime_tva(*, par: Any, regime: str, date_effet: date, motif: str = "") -> RegimeTva:
    """Ajoute une ligne à la suite des autres. Lève `Refus` : jour avant la dernière, ou même régime."""
    exiger(par, ECRITURE)
    lignes = regimes_tva()
    if phrase := refus_regime(lignes, regime, date_effet):
        raise Refus(phrase, champ="date_effet")
    ligne = RegimeTva.objects.create(regime=regime, date_effet=date_effet, motif=motif, auteur=par)
    avant = lignes[0].get_regime_display() if lignes else "—"
    apres = f"{Regime(regime).label}, à compter du {date_effet:%d/%m/%Y}"
    _journaliser(par, Acte.REGIME_TVA_CHANGE, ligne, Changement("regime", "régime de TVA", avant, apres), motif)
    return ligne


@transaction.atomic
def annuler_regime_tva(*, par: Any, ligne: RegimeTva) -> RegimeTva:
    """Annule un changement à venir, ou saisi le jour même ; la ligne reste, barrée. Lève `Refus` sinon."""
    exiger(par, ECRITURE)
    saisie, jour = timezone.localdate(ligne.created_at), timezone.localdate()
    if not peut_annuler_regime(ligne.date_effet, saisie, jour):
        raise Refus("Ce régime a pris effet : il reste dans le passé. Ajoutez le suivant.")
    touchees = RegimeTva.objects.filter(pk=ligne.pk, annule_at__isnull=True).update(annule_at=timezone.now())
    if touchees:
        changement = Changement("regime", "régime de TVA", str(ligne), "annulé")
        _journaliser(par, Acte.REGIME_TVA_ANNULE, ligne, changement)
    return ligne


def _journaliser(par: Any, acte: Acte, ligne: RegimeTva, changement: Changement, motif: str = "") -> None:
    journaliser(par=par, acte=acte, objet=ligne, sujet=Reglages(pk=1), changements=[changement], motif=motif)
