"""Acte qui fait d'une fiche celle d'un utilisateur."""

from django.db import transaction

from jalon.journal.operations import appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte
from ..models import Personne


@transaction.atomic
def lier_compte(*, par, personne: Personne | None, utilisateur) -> None:
    """Fait de cette fiche celle du compte, à la place de la précédente ; None la retire.

    Lève `Refus` si la fiche est déjà celle d'un autre compte (domaine, « Structure, comptes » : 0 ou 1).
    """
    exiger(par, "annuaire.ecriture")
    if personne is not None and personne.utilisateur_id not in (None, utilisateur.pk):
        raise Refus(f"Cette fiche est déjà celle du compte de {personne.utilisateur}.", champ="personne")
    for ancienne in Personne.objects.filter(utilisateur=utilisateur).order_by("pk"):
        _poser(par, ancienne, None)
    if personne is not None:
        _poser(par, personne, utilisateur)


def _poser(par, personne: Personne, utilisateur) -> None:
    changements = appliquer(personne, {"utilisateur": utilisateur})
    avancer_version(personne, personne.version)
    personne.save()
    journaliser(par=par, acte=Acte.PERSONNE_MODIFIEE, objet=personne, changements=changements)
