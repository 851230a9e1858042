"""Actes sur les équipes."""

from django.db import transaction

from jalon.journal.operations import journaliser
from jalon.socle.acces import exiger

from ..enums import Acte
from ..models import Equipe, Membre, Utilisateur


@transaction.atomic
def creer_equipe(*, par, libelle: str, membres: list[Utilisateur], centre=None, responsable=None) -> Equipe:
    """Crée une équipe et ses membres."""
    exiger(par, "admin.ecriture")
    equipe = Equipe.objects.create(libelle=libelle, centre=centre, responsable=responsable)
    Membre.objects.bulk_create([Membre(equipe=equipe, utilisateur=membre) for membre in membres])
    journaliser(par=par, acte=Acte.EQUIPE_CREEE, objet=equipe)
    return equipe
