"""Formulaire d'une équipe."""

from typing import Any, Self

from jalon.structure.forms.champs import ChampCentre, ChampResponsable, champ_version
from jalon.ui.formulaires import ChampAutocompleteMultiple, ChampTexte, FormulaireJalon

from ..models import Equipe, Utilisateur
from ..propositions import chercher_collegues

SIMPLES = ("libelle", "centre", "responsable")


class EquipeForm(FormulaireJalon):
    """Nom, centre, responsable, membres ; la version à laquelle ils ont été lus."""

    version = champ_version()
    libelle = ChampTexte(label="Nom", max_length=120)
    centre = ChampCentre(required=False, largeur=6)
    responsable = ChampResponsable(
        required=False, help_text="Il voit les dossiers de l’équipe, même sans en être membre."
    )
    membres = ChampAutocompleteMultiple(
        None,
        url_name="droits:collegues",
        chercher=chercher_collegues,
        label="Membres",
        required=False,
        largeur=12,
        invite="Tapez un nom",
    )

    def __init__(self, *args: Any, equipe: Equipe | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        permis = Utilisateur.objects.actifs()
        if equipe is not None:
            permis = permis | Utilisateur.objects.filter(membre__equipe=equipe)
            self.fields["centre"].garder(equipe.centre)
            self.fields["responsable"].garder(equipe.responsable)
        self.fields["membres"].queryset = permis.distinct().order_by("nom", "prenom", "pk")

    @classmethod
    def pour(cls, equipe: Equipe, data: Any = None) -> Self:
        return cls(data, initial={**valeurs(equipe), "version": equipe.version}, equipe=equipe)

    @property
    def donnees(self) -> dict[str, Any]:
        return {nom: self.cleaned_data[nom] for nom in SIMPLES}


def valeurs(equipe: Equipe) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire. Une requête."""
    simples = {nom: getattr(equipe, nom) for nom in SIMPLES}
    return simples | {"membres": list(equipe.membres.order_by("nom", "prenom", "pk"))}
