"""Les actes d'un travail long : le lancer, l'annuler, le reprendre, effacer les anciens."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.socle.enums import EtatTravail
from jalon.socle.erreurs import Refus
from jalon.socle.models import Travail
from jalon.socle.models.travail import CONSERVATION

from .registre import FONCTIONS
from .taches import executer_travail

ACTIFS_MAX = 5


def lancer_travail(
    *,
    par: Any,
    libelle: str,
    fonction: str,
    parametres: dict,
    total: int = 0,
    droit: str = "",
    retour: str = "",
    defait: Travail | None = None,
    tout_de_suite: bool = False,
) -> Travail:
    """Met un travail en file, dans la transaction en cours ; rend le travail, en attente.

    `tout_de_suite` : le fait avant de rendre la main, hors de toute transaction (peu d'éléments).

    `parametres` : des valeurs JSON. Lève `KeyError` si la fonction n'est pas inscrite, `Refus` au-delà de cinq
    travaux en cours pour la même personne.
    """
    if fonction not in FONCTIONS:
        raise KeyError(fonction)
    with transaction.atomic():
        if not tout_de_suite:
            _verifier_place(par)
        travail = Travail.objects.create(
            utilisateur=par,
            libelle=libelle[:200],
            fonction=fonction,
            parametres=parametres,
            total=total,
            droit=droit,
            retour=retour[:2000],
            defait=defait,
        )
        if not tout_de_suite:
            executer_travail.enqueue(travail.pk)
    if tout_de_suite:
        executer_travail.call(travail.pk)
    travail.refresh_from_db()
    return travail


def _verifier_place(par: Any) -> None:
    if Travail.objects.visibles_par(par).actifs().count() >= ACTIFS_MAX:
        raise Refus(f"Vous avez déjà {ACTIFS_MAX} travaux en cours : attendez qu’un d’eux se termine.")


def annuler_travail(*, par: Any, travail: Travail) -> None:
    """Arrête un travail : tout de suite s'il attendait, sinon à son prochain pas. Fini : `Refus`."""
    if par.pk != travail.utilisateur_id or not travail.is_actif:
        raise Refus("Ce travail est déjà fini.")
    en_attente = Travail.objects.filter(pk=travail.pk, etat=EtatTravail.EN_ATTENTE)
    maintenant = timezone.now()
    finir = {"etat": EtatTravail.ANNULE, "termine_at": maintenant, "expire_at": maintenant + CONSERVATION}
    if en_attente.update(**finir, message="Annulé avant d’avoir commencé."):
        return
    Travail.objects.filter(pk=travail.pk, etat=EtatTravail.EN_COURS).update(is_a_annuler=True)
    if travail.is_interrompu(maintenant):
        Travail.objects.filter(pk=travail.pk, etat=EtatTravail.EN_COURS).update(**finir, message="Annulé.")


def reprendre_travail(*, par: Any, travail: Travail) -> None:
    """Remet en file un travail que l'arrêt du service a interrompu ; ce qui est fait n'est pas refait."""
    if par.pk != travail.utilisateur_id or not travail.is_interrompu(timezone.now()):
        raise Refus("Ce travail n’est pas interrompu.")
    with transaction.atomic():
        interrompu = Travail.objects.filter(
            pk=travail.pk, etat=EtatTravail.EN_COURS, updated_at=travail.updated_at
        )
        if interrompu.update(etat=EtatTravail.EN_ATTENTE, is_a_annuler=False):
            executer_travail.enqueue(travail.pk)


def purger_travaux(*, maintenant: datetime) -> int:
    """Efface les travaux finis depuis plus de sept jours, et leurs fichiers ; rend leur nombre."""
    expires = list(Travail.objects.expires(maintenant).order_by("pk"))
    for travail in expires:
        if travail.fichier:
            travail.fichier.delete(save=False)
        travail.delete()
    return len(expires)
