"""Rend aux données de démonstration les instants où elles auraient été saisies.

Les actes horodatent au moment où la commande tourne : tout daterait d'aujourd'hui. Pendant qu'ils s'exécutent,
la chronologie retient l'instant voulu de chaque ligne ; à la fin, une écriture groupée par table les pose. Avec
les numéros des dossiers d'années passées, c'est la seule écriture de la démonstration hors des actes.
"""

from bisect import bisect_left
from collections import defaultdict
from datetime import datetime

from django.db import models

from jalon.dossiers.models import VersionBloc
from jalon.journal.models import Entree

LOT_ECRITURE = 200


class Chronologie:
    """Retient l'instant voulu de chaque objet créé, de chaque bloc et de chaque entrée du journal."""

    def __init__(self) -> None:
        self._debut = _derniere_entree()
        self._bornes: list[tuple[int, datetime]] = []
        self._objets: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self._blocs: dict[tuple[int, str], datetime] = {}

    def dater(self, moment: datetime, *objets: models.Model) -> None:
        """Tout ce que le journal a reçu depuis l'appel précédent date de `moment`, et ces objets aussi."""
        self._bornes.append((_derniere_entree(), moment))
        for objet in objets:
            objet.created_at = objet.updated_at = moment
            self._objets[type(objet)].append(objet)

    def dater_bloc(self, moment: datetime, dossier: models.Model, bloc: str) -> None:
        """Comme `dater`, pour un bloc du dossier : sa version date de `moment`."""
        self.dater(moment)
        self._blocs[dossier.pk, bloc] = moment

    def toucher(self, moment: datetime, objet: models.Model) -> None:
        """L'objet, déjà daté, a été modifié pour la dernière fois à `moment`."""
        objet.updated_at = moment

    def poser(self) -> None:
        """Écrit les instants retenus."""
        for modele, objets in self._objets.items():
            modele.objects.bulk_update(objets, _horodatages(modele), batch_size=LOT_ECRITURE)
        self._dater_le_journal()
        self._dater_les_blocs()

    def _dater_le_journal(self) -> None:
        limites = [borne for borne, _ in self._bornes]
        entrees = list(Entree.objects.filter(pk__gt=self._debut).order_by("pk"))
        for entree in entrees:
            entree.horodatage = self._bornes[bisect_left(limites, entree.pk)][1]
        Entree.objects.bulk_update(entrees, ["horodatage"], batch_size=LOT_ECRITURE)

    def _dater_les_blocs(self) -> None:
        dossiers = {dossier for dossier, _ in self._blocs}
        versions = list(VersionBloc.objects.filter(dossier__in=dossiers).order_by("pk"))
        for version in versions:
            version.modifie_at = self._blocs.get((version.dossier_id, version.bloc), version.modifie_at)
        VersionBloc.objects.bulk_update(versions, ["modifie_at"], batch_size=LOT_ECRITURE)


def _horodatages(modele: type[models.Model]) -> list[str]:
    champs = {champ.name for champ in modele._meta.concrete_fields}
    return sorted({"created_at", "updated_at"} & champs)


def _derniere_entree() -> int:
    return Entree.objects.aggregate(models.Max("pk"))["pk__max"] or 0
