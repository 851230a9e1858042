"""Champ de formulaire : choisir une convention, les plus adaptées au dossier d'abord (B1)."""

from django.urls import reverse

from jalon.ui.formulaires import ChampAutocomplete

from .models import Convention


class ChampConvention(ChampAutocomplete):
    """Une convention. `pour(utilisateur, dossier, enregistree)` pose ce qui est permis et ce qui est suggéré."""

    def __init__(self, **kwargs) -> None:
        self.numero = ""
        super().__init__(
            None,
            url_name="financement:conventions_json",
            creer_url="financement:convention_nouvelle",
            etiquette_creation="Créer une convention",
            invite="Tapez une référence, un intitulé, un financeur",
            **kwargs,
        )

    def pour(self, utilisateur, numero: str = "", enregistree: Convention | None = None) -> None:
        """Les conventions actives que l'utilisateur peut lire, et celle déjà liée. `numero` : celui du dossier."""
        visibles = Convention.objects.visibles_par(utilisateur)
        permises = visibles.actives()
        self.queryset = permises | visibles.filter(pk=enregistree.pk) if enregistree else permises
        self.numero = numero
        if not utilisateur.a_le_droit("financement.ecriture"):
            self.creer_url = None

    def attributs_script(self) -> dict[str, str]:
        """L'adresse qui cherche connaît le dossier : elle range d'abord ce qui lui convient."""
        attributs = super().attributs_script()
        if self.numero:
            attributs["data-autocomplete"] = f"{reverse(self.url_name)}?dossier={self.numero}"
        return attributs
