"""Champ de formulaire : choisir une convention, les plus adaptées au dossier d'abord (B1)."""

from urllib.parse import urlencode

from django.urls import reverse

from jalon.ui.formulaires import ChampAutocomplete

from .models import Convention

# Ce que la recherche lit dans le reste du formulaire, à l'ouverture d'un dossier comme sur sa page.
VOISINS = (
    ("financeur", "financement-financeur"),
    ("debut", "financement-date_debut"),
    ("prestation", "prestation"),
    ("prestation", "prestation-prestation"),
)


class ChampConvention(ChampAutocomplete):
    """Une convention. `pour(utilisateur, dossier)` pose ce qui est permis et ce qui est suggéré.

    Choisir un brouillon ou une convention close n'est pas une valeur inconnue : c'est l'acte qui le refuse, avec
    la phrase (elle a pu être close pendant la saisie).
    """

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

    def pour(self, utilisateur, numero: str = "") -> None:
        """Les conventions que l'utilisateur peut lire. `numero` : celui du dossier, vide à son ouverture."""
        self.queryset = Convention.objects.visibles_par(utilisateur)
        self.numero = numero
        if not utilisateur.a_le_droit("financement.ecriture"):
            self.creer_url = None

    def attributs_script(self) -> dict[str, str]:
        """Chercher et créer connaissent le dossier, et ce qui vient d'être saisi à côté."""
        attributs = super().attributs_script() | {"data-lies": " ".join(f"{p}:{nom}" for p, nom in VOISINS)}
        if not self.numero:
            return attributs
        adresses = ("data-autocomplete", "data-creer")
        requete = urlencode({"dossier": self.numero})
        return {nom: f"{v}?{requete}" if nom in adresses else v for nom, v in attributs.items()}

    def adresse_creation(self, retour: str) -> str:
        """La page qui crée une convention et revient à `retour` avec elle choisie ; vide sans le droit."""
        if not (self.creer_url and self.numero):
            return ""
        return f"{reverse(self.creer_url)}?{urlencode({'dossier': self.numero, 'retour': retour})}"
