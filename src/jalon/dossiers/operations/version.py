"""« Passer à la version du … » : un dossier ouvert prend une autre version de sa prestation (règle 8)."""

from django.db import transaction

from jalon.journal.operations import appliquer
from jalon.prestations.models import VersionPrestation
from jalon.prestations.queries import derniere_publiee
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Dossier
from ..rules.version import refus_version
from .commun import conclure, refuser_annule, verrouiller


@transaction.atomic
def passer_a_la_version(*, par, dossier: Dossier, version: VersionPrestation | None = None) -> Dossier:
    """Le dossier prend cette version, ou celle en vigueur de sa prestation ; ses manques se recalculent.

    Lève `Refus` : dossier fermé ou annulé, version d'une autre prestation ou en brouillon, déjà la sienne.
    """
    exiger(par, "dossiers.changer_prestation")
    dossier = verrouiller(dossier)
    refuser_annule(dossier)
    version = version or derniere_publiee(dossier.prestation)
    if version is None:
        raise Refus("Cette prestation n’a pas encore de version publiée.")
    is_a_elle = version.prestation_id == dossier.prestation_id and not version.is_brouillon
    if phrase := refus_version(dossier.avancement, is_a_elle, version.pk == dossier.version_prestation_id):
        raise Refus(phrase)
    return _poser(dossier, version, par)


@transaction.atomic
def rendre_la_version(*, par, dossier: Dossier, avant: int | None, apres: int) -> Dossier:
    """Défait « Passer à la version » : `avant` et `apres` sont des clés de version, None pour aucune.

    Lève `Refus` si le dossier a changé de version depuis.
    """
    exiger(par, "dossiers.changer_prestation")
    dossier = verrouiller(dossier)
    refuser_annule(dossier)
    if dossier.version_prestation_id != apres:
        raise Refus("La version de ce dossier a changé depuis.")
    return _poser(dossier, VersionPrestation.objects.filter(pk=avant).first() if avant else None, par)


def _poser(dossier: Dossier, version: VersionPrestation | None, par) -> Dossier:
    changements = appliquer(dossier, {"version_prestation": version})
    dossier.save()
    conclure(dossier, par=par, acte=Acte.VERSION_CHANGEE, changements=changements)
    return dossier
