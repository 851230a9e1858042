"""Ce qui se planifie, mais mérite un regard : dossier suspendu, jour hors de la période financée."""

from collections.abc import Iterable
from datetime import date

from jalon.dossiers.enums import Avancement
from jalon.dossiers.models import Dossier
from jalon.financement.queries import financement_de
from jalon.socle.formats import montrer_date

from .rules.periode import hors_periode


def avertissements(dossiers: Iterable[Dossier], jours: Iterable[date]) -> list[str]:
    """Les phrases à lire après avoir planifié ces jours. Une requête par dossier."""
    jours = sorted(jours)
    phrases = []
    for dossier in dossiers:
        if dossier.avancement == Avancement.SUSPENDU:
            phrases.append(f"{dossier.beneficiaire} : le dossier est suspendu, déclarez sa reprise.")
        phrases += _hors_convention(dossier, jours)
    return phrases


def _hors_convention(dossier: Dossier, jours: list[date]) -> list[str]:
    financement = financement_de(dossier)
    convention = financement.convention
    debut = financement.date_debut or (convention.date_debut if convention else None)
    fin = financement.date_fin or (convention.date_fin if convention else None)
    dehors = hors_periode(jours, debut, fin)
    if not dehors:
        return []
    quoi = f"la convention {convention.reference}" if convention else "la période financée"
    return [f"{dossier.beneficiaire} : {', '.join(map(montrer_date, dehors))}, hors de {quoi}."]
