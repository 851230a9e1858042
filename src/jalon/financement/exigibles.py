"""Les champs du financement dont l'absence se remarque (H1 : porte « facturer »)."""

from collections.abc import Callable

from django.db.models import Prefetch

from jalon.dossiers.models import Dossier
from jalon.prestations.enums import Tarification
from jalon.prestations.registres import ChampExigible

from .enums import Accord
from .models import Financement

# Préchargé par qui recalcule beaucoup de dossiers : « financement_en_lot » vaut alors le financement, ou None.
LECTURES = (
    Prefetch(
        "financement",
        Financement.objects.select_related("financeur_societe", "financeur_personne"),
        to_attr="financement_en_lot",
    ),
)


def financement_du_dossier(dossier: Dossier) -> Financement:
    """Le financement du dossier, ou un financement vide. Une requête, aucune s'il est préchargé."""
    if hasattr(dossier, "financement_en_lot"):
        return dossier.financement_en_lot or Financement()
    return Financement.objects.filter(dossier=dossier).first() or Financement()


def minutes_financees(dossier: Dossier) -> int:
    """Les minutes financées du dossier, ou zéro. Une requête, aucune s'il est préchargé."""
    return financement_du_dossier(dossier).minutes_financees or 0


def _heures_ou_forfait(financement: Financement) -> bool:
    return financement.tarification == Tarification.FORFAIT or financement.minutes_financees is not None


def _periode(financement: Financement) -> bool:
    return bool(financement.date_debut and financement.date_fin)


def _accorde(financement: Financement) -> bool:
    return financement.accord == Accord.RECU


def _champ(nom: str) -> Callable[[Financement], bool]:
    return lambda financement: getattr(financement, nom) not in (None, "")


# code, libellé, comment savoir, champ du bloc « financement », ordre
LIGNES = (
    ("convention", "Convention", _champ("convention_id"), "convention", 50),
    ("financeur", "Financeur principal", _champ("financeur"), "financeur", 51),
    ("montant_total", "Montant total prévu", _champ("montant_total"), "montant_total", 52),
    ("heures_ou_forfait", "Heures financées, ou forfait", _heures_ou_forfait, "minutes_financees", 53),
    ("type_financement", "Type de financement", _champ("type_financement"), "type_financement", 54),
    ("periode", "Période de validité", _periode, "date_debut", 55),
    ("accord", "Accord du financeur", _accorde, "accord", 56),
    ("numero_externe", "Numéro d’accord", _champ("numero_externe"), "numero_externe", 57),
    ("dispositif", "Dispositif", _champ("dispositif"), "dispositif", 58),
)
EXIGIBLES = tuple(
    ChampExigible(code, libelle, est_rempli, "financement", champ, ordre, lire=financement_du_dossier)
    for code, libelle, est_rempli, champ, ordre in LIGNES
)
