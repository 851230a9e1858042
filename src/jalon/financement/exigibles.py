"""Les champs du financement dont l'absence se remarque (H1 : porte « facturer »)."""

from jalon.dossiers.models import Dossier
from jalon.prestations.enums import Tarification
from jalon.prestations.registres import ChampExigible

from .enums import Accord
from .models import Financement


def _financement(dossier: Dossier) -> Financement:
    return Financement.objects.filter(dossier=dossier).first() or Financement()


def _heures_ou_forfait(dossier: Dossier) -> bool:
    financement = _financement(dossier)
    forfait = financement.tarification == Tarification.FORFAIT
    return forfait or financement.minutes_financees is not None


def _periode(dossier: Dossier) -> bool:
    financement = _financement(dossier)
    return bool(financement.date_debut and financement.date_fin)


def _champ(nom: str):
    return lambda dossier: getattr(_financement(dossier), nom) not in (None, "")


EXIGIBLES = (
    ChampExigible("convention", "Convention", _champ("convention_id"), "financement", "convention", 50),
    ChampExigible("financeur", "Financeur principal", _champ("financeur"), "financement", "financeur", 51),
    ChampExigible(
        "montant_total", "Montant total prévu", _champ("montant_total"), "financement", "montant_total", 52
    ),
    ChampExigible(
        "heures_ou_forfait",
        "Heures financées, ou forfait",
        _heures_ou_forfait,
        "financement",
        "minutes_financees",
        53,
    ),
    ChampExigible(
        "type_financement",
        "Type de financement",
        _champ("type_financement"),
        "financement",
        "type_financement",
        54,
    ),
    ChampExigible("periode", "Période de validité", _periode, "financement", "date_debut", 55),
    ChampExigible(
        "accord",
        "Accord du financeur",
        lambda dossier: _financement(dossier).accord == Accord.RECU,
        "financement",
        "accord",
        56,
    ),
    ChampExigible(
        "numero_externe", "Numéro d’accord", _champ("numero_externe"), "financement", "numero_externe", 57
    ),
    ChampExigible("dispositif", "Dispositif", _champ("dispositif"), "financement", "dispositif", 58),
)
