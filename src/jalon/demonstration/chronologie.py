"""Rend aux données de démonstration les instants où elles auraient été saisies.

Les actes horodatent au moment où la commande tourne : tout daterait d'aujourd'hui. Pendant qu'ils s'exécutent,
la chronologie retient l'instant voulu de chaque ligne ; à la fin, une écriture groupée par table les pose. Avec
les numéros des dossiers d'années passées, c'est la seule écriture de la démonstration hors des actes.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from jalon.dossiers.models import Dossier, VersionBloc
from jalon.journal.models import Entree

PEU_APRES = timedelta(minutes=7)  # entre un acte et celui qu'un lot suivant lui ajoute


class Chronologie:
    """Retient l'instant voulu de chaque objet créé, de chaque bloc et de chaque entrée du journal."""

    def __init__(self) -> None:
        self._debut = derniere_entree()
        self._bornes: list[tuple[int, datetime]] = []
        self._objets: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self._blocs: dict[tuple[int, str], datetime] = {}
        self._touches: dict[int, datetime] = {}

    def dater(self, moment: datetime, *objets: models.Model) -> None:
        """Tout ce que le journal a reçu depuis l'appel précédent date de `moment`, et ces objets aussi."""
        self._bornes.append((derniere_entree(), moment))
        for objet in objets:
            objet.created_at = objet.updated_at = moment
            self._objets[type(objet)].append(objet)

    def dater_bloc(self, moment: datetime, dossier: models.Model, bloc: str) -> None:
        """Comme `dater`, pour un bloc du dossier : sa version date de `moment`."""
        self.dater(moment)
        self._blocs[dossier.pk, bloc] = moment

    def prolonger(self, moment: datetime, dossier: Dossier, *objets: models.Model) -> None:
        """Comme `dater`, pour un acte de plus sur un dossier posé par un lot précédent."""
        self.dater(moment, *objets)
        self._touches[dossier.pk] = dossier.updated_at = moment

    def toucher(self, moment: datetime, objet: models.Model) -> None:
        """L'objet, déjà daté, a été modifié pour la dernière fois à `moment`."""
        objet.updated_at = moment

    def poser(self) -> None:
        """Écrit les instants retenus."""
        for modele, objets in self._objets.items():
            for champ in _horodatages(modele):
                dater_en_bloc(modele, champ, {objet.pk: getattr(objet, champ) for objet in objets})
        dater_en_bloc(Dossier, "updated_at", self._touches)
        if self._bornes:
            self._dater_le_journal()
        self._dater_les_blocs()

    def _dater_le_journal(self) -> None:
        limites = [borne for borne, _ in self._bornes]
        cles = Entree.objects.filter(pk__gt=self._debut, pk__lte=limites[-1]).values_list("pk", flat=True)
        dater_en_bloc(Entree, "horodatage", {cle: self._bornes[bisect_left(limites, cle)][1] for cle in cles})

    def _dater_les_blocs(self) -> None:
        versions = VersionBloc.objects.values_list("pk", "dossier", "bloc")
        moments = {cle: self._blocs[ou] for cle, *reste in versions if (ou := tuple(reste)) in self._blocs}
        dater_en_bloc(VersionBloc, "modifie_at", moments)


def _horodatages(modele: type[models.Model]) -> list[str]:
    champs = {champ.name for champ in modele._meta.concrete_fields}
    return sorted({"created_at", "updated_at"} & champs)


def derniers_moments() -> dict[int, datetime]:
    """Quand chaque dossier a été modifié pour la dernière fois."""
    return dict(Dossier.objects.order_by("pk").values_list("pk", "updated_at"))


def dater_les_suites(derniers: dict[int, datetime], *, depuis: int) -> None:
    """Ce qui s'est déduit de tous les lots ensemble date, pour chaque dossier, de son dernier acte.

    `derniers` : ce que rendait `derniers_moments` avant les recalculs ; `depuis` : la dernière entrée d'alors.
    """
    dater_en_bloc(Dossier, "updated_at", derniers)
    type_dossier = ContentType.objects.get_for_model(Dossier)
    suites = Entree.objects.filter(pk__gt=depuis, sujet_type=type_dossier).values_list("pk", "sujet_id")
    dater_en_bloc(Entree, "horodatage", {cle: derniers[dossier] for cle, dossier in suites})


def ranger_le_journal() -> None:
    """Remet les entrées dans l'ordre de leurs instants : un lot écrit après d'autres ce qui s'est passé avant.

    Rien ne désigne une entrée par sa clé ; l'historique et l'accueil les lisent de la dernière à la première.
    """
    rangees = list(Entree.objects.order_by("horodatage", "pk").values_list("pk", flat=True))
    deplacees = [(cle, neuve) for cle, neuve in zip(rangees, sorted(rangees), strict=True) if cle != neuve]
    table = connection.ops.quote_name(Entree._meta.db_table)
    with connection.cursor() as curseur:  # en deux temps : deux entrées n'ont jamais la même clé
        for facteur, paires in ((-1, deplacees), (1, [(-neuve, neuve) for _, neuve in deplacees])):
            ordre = f"UPDATE {table} SET id = %s WHERE id = %s"  # noqa: S608
            curseur.executemany(ordre, [(facteur * neuve, cle) for cle, neuve in paires])


def dater_en_bloc(modele: type[models.Model], champ: str, moments: Mapping[int, datetime]) -> None:
    """Écrit cet horodatage sur chaque ligne, en un seul envoi."""
    nommer = connection.ops.quote_name
    colonne = modele._meta.get_field(champ).column
    ordre = f"UPDATE {nommer(modele._meta.db_table)} SET {nommer(colonne)} = %s WHERE id = %s"  # noqa: S608
    adapter = connection.ops.adapt_datetimefield_value
    with connection.cursor() as curseur:
        curseur.executemany(ordre, [(adapter(moment), cle) for cle, moment in moments.items()])


def derniere_entree() -> int:
    """La clé de la dernière entrée du journal, ou zéro."""
    with connection.cursor() as curseur:
        curseur.execute(f"SELECT MAX(id) FROM {Entree._meta.db_table}")  # noqa: S608
        return curseur.fetchone()[0] or 0
