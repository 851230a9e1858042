"""Champ de formulaire : choisir une prestation du catalogue en tapant."""

from jalon.socle.formats import montrer_duree
from jalon.ui.formulaires import ChampAutocomplete

from .models import Prestation


def chercher_prestations(queryset, saisie: str):
    """Secours sans script : le nom ou le code contient la saisie."""
    return queryset.filter(libelle__icontains=saisie) | queryset.filter(code__istartswith=saisie)


def libelle_prestation(prestation: Prestation) -> str:
    """« Bilan de compétences · 24 h »."""
    duree = montrer_duree(prestation.minutes_prevues) if prestation.minutes_prevues else ""
    return " · ".join(p for p in (prestation.libelle, duree) if p)


class ChampPrestation(ChampAutocomplete):
    """Une prestation proposée ; `pour(utilisateur)` pose ce qui est permis, après la construction."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            None,
            url_name="prestations:json",
            libelle=libelle_prestation,
            chercher=chercher_prestations,
            invite="Tapez un nom ou un code",
            **kwargs,
        )

    def pour(self, utilisateur, enregistree: Prestation | None = None) -> None:
        """Les prestations proposées que l'utilisateur peut lire, et celle déjà enregistrée."""
        visibles = Prestation.objects.visibles_par(utilisateur)
        permises = visibles.actives()
        self.queryset = permises | visibles.filter(pk=enregistree.pk) if enregistree else permises
