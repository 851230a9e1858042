"""Affecter un conseiller référent : l'acte d'un lot, ou d'un transfert."""

from django.db import transaction

from jalon.comptes.models import Utilisateur
from jalon.journal.operations import appliquer
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte, MotifAcces
from ..models import Dossier
from .commun import conclure, poser_acces, refuser_annule, toucher_bloc, verrouiller


@transaction.atomic
def affecter_conseiller(*, par, dossier: Dossier, conseiller: Utilisateur | None) -> int | None:
    """Change le conseiller référent (None : aucun) et rend l'identifiant du précédent.

    Lève `Refus` si le dossier est annulé, si le conseiller est désactivé ou déjà celui du dossier.
    """
    exiger(par, "dossiers.ecriture")
    dossier = verrouiller(dossier)
    refuser_annule(dossier)
    if conseiller is not None and not conseiller.is_active:
        raise Refus(f"{conseiller} n’a plus de compte actif.", champ="conseiller")
    precedent = dossier.conseiller_id
    changements = appliquer(dossier, {"conseiller": conseiller})
    if not changements:
        raise Refus("Ce conseiller est déjà celui du dossier.", champ="conseiller")
    dossier.save(update_fields=["conseiller", "updated_at"])
    toucher_bloc(dossier, "prestation", par=par)
    poser_acces(dossier, MotifAcces.CONSEILLER, conseiller)
    conclure(dossier, par=par, acte=Acte.CONSEILLER_AFFECTE, changements=changements)
    return precedent
