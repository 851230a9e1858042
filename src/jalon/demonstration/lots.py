"""Les données de démonstration vont par lots numérotés.

Une version de Jalon qui montre du neuf ajoute un lot ; un dossier de données d'une version antérieure reçoit
seulement les lots qu'il n'a pas. Le compteur `lots-demonstration` dit quel est le dernier posé.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from jalon.socle.annonces import annonces_groupees
from jalon.socle.models import Compteur

from . import lot_documents, lot_memos, lot_seances, lot_titres, premier_lot, second_lot, troisieme_lot
from .chronologie import dater_les_suites, derniere_entree, derniers_moments, ranger_le_journal

SERIE = "lots-demonstration"


@dataclass(frozen=True)
class Lot:
    """Un lot : `poser(jour)` écrit ses données, `jour` étant leur jour de référence."""

    numero: int
    libelle: str
    poser: Callable[[date], None]


LOTS = (
    Lot(1, "la maison, son annuaire et 300 dossiers", premier_lot.poser),
    Lot(2, "actions, déroulés et exigences des prestations", second_lot.poser),
    Lot(3, "un troisième centre, 1 200 dossiers et 2 000 personnes", troisieme_lot.poser),
    Lot(4, "des documents dans douze dossiers", lot_documents.poser),
    Lot(5, "quinze mille séances", lot_seances.poser),
    Lot(6, "des mémos, des relances et des événements prévus", lot_memos.poser),
    Lot(7, "diplômes, titres et références des conseillers", lot_titres.poser),
)


@transaction.atomic
def poser_lots_manquants(jour: date) -> list[Lot]:
    """Pose ensemble les lots que la base n'a pas, tous ou aucun ; rend ceux qui viennent d'être posés.

    Ce qui se déduit des faits (statut, complétude, doublons) se calcule à la fin : un lot ne s'y fie pas.
    """
    with annonces_groupees():
        poses = [lot for lot in LOTS if _poser(lot, jour)]
        derniers, depuis = derniers_moments(), derniere_entree()
    dater_les_suites(derniers, depuis=depuis)
    if poses:
        ranger_le_journal()
    return poses


@transaction.atomic
def _poser(lot: Lot, jour: date) -> bool:
    Compteur.objects.get_or_create(serie=SERIE)
    compteur = Compteur.objects.select_for_update().get(serie=SERIE)
    if compteur.valeur >= lot.numero:
        return False
    lot.poser(jour)
    compteur.valeur = lot.numero
    compteur.save()
    return True
