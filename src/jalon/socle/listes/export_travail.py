"""L'export volumineux : au-delà de 5 000 lignes, un classeur se fait en travail long."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils import timezone

from jalon.socle.erreurs import Refus
from jalon.socle.models import Travail
from jalon.socle.travaux import FONCTIONS, FonctionTravail, Suivi, lancer_travail

from .export import LIGNES_XLSX_MAX, ecrire_xlsx, nom_fichier, noter_export, preparer_export
from .registre import LISTES

if TYPE_CHECKING:
    from .liste import Liste

EXPORTER = "listes.export"
IMMEDIAT_MAX = 5000  # lignes


def lancer_export(
    *, par: Any, liste: "Liste", donnees: QueryDict, colonnes: str, nombre: int, retour: str = ""
) -> Travail:
    """Met un export XLSX en file. Lève `Refus` au-delà d'un million de lignes."""
    if nombre > LIGNES_XLSX_MAX:
        raise Refus("Un classeur porte un million de lignes au plus : choisissez CSV, ou ajoutez un filtre.")
    return lancer_travail(
        par=par,
        libelle=f"Exporter : {liste.compter_en_mots(nombre)}",
        fonction=EXPORTER,
        parametres={"liste": liste.code, "adresse": donnees.urlencode(), "colonnes": colonnes},
        total=nombre,
        droit=liste.droit_export or "",
        retour=retour,
    )


def _exporter(suivi: Suivi) -> str:
    liste, donnees = LISTES.obtenir(suivi.parametres["liste"]), QueryDict(suivi.parametres["adresse"])
    if liste is None or (liste.droit and not suivi.par.a_le_droit(liste.droit)):
        raise Refus("Votre profil ne permet plus cet export.")
    export = preparer_export(liste, donnees, suivi.par, suivi.parametres["colonnes"])
    noter_export(export, donnees, "xlsx")
    total = len(export.cles)
    with tempfile.TemporaryDirectory() as dossier:
        chemin = Path(dossier) / "export.xlsx"
        ecrire_xlsx(export, chemin, lambda fait: suivi.avancer(fait, total))
        suivi.garder_fichier(chemin, nom_fichier(liste, timezone.localdate(), "xlsx"))
    return f"{liste.compter_en_mots(total)} dans le fichier."


def inscrire_fonctions() -> None:
    """Appelée au démarrage."""
    FONCTIONS.ajouter(FonctionTravail(EXPORTER, _exporter))
