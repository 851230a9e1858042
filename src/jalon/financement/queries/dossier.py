"""Le financement d'un dossier, et la TVA qui vaut le jour où il commence."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.structure.queries import regime_tva_au

from ..models import Financement
from ..rules import Tva, tva_de, tva_selon


@dataclass(frozen=True)
class TvaLue:
    """La TVA qui vaut pour un dossier (None : régime inconnu), celle du régime, et le jour retenu."""

    tva: Tva | None
    du_regime: Tva | None
    jour: date


def jour_du_dossier(dossier: Dossier, date_debut: date | None = None) -> date:
    """Le jour où le dossier commence : sa période de financement, sa date d'entrée, à défaut aujourd'hui."""
    return date_debut or dossier.date_entree or timezone.localdate()


def tva_du_dossier(dossier: Dossier, financement: Financement) -> TvaLue:
    """La TVA du dossier au jour où il commence, et celle que le régime donne. Une requête, une fois par jour."""
    jour = jour_du_dossier(dossier, financement.date_debut)
    regimes = dossier.__dict__.setdefault("_regimes_lus", {})
    if jour not in regimes:
        regimes[jour] = regime_tva_au(jour)
    regime = regimes[jour]
    nature = dossier.prestation.nature if dossier.prestation_id else ""
    du_regime = tva_de(regime.regime if regime else None, nature, jour)
    choisie = tva_selon(financement.regle_tva, jour) if financement.regle_tva else du_regime
    return TvaLue(choisie, du_regime, jour)


def financement_de(dossier: Dossier) -> Financement:
    """Le financement d'un dossier avec ce que l'écran en montre, ou un financement vide. Une requête, une fois."""
    if getattr(dossier, "_financement_lu", None) is None:
        lies = Financement.objects.select_related(
            "convention__financeur_societe",
            "convention__financeur_personne",
            "financeur_societe",
            "financeur_personne",
        )
        lu = lies.filter(dossier=dossier).first() if dossier.pk else None
        dossier._financement_lu = lu or Financement()
    return dossier._financement_lu
