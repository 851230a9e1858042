"""Le formulaire d'une action."""

from typing import Any

from jalon.ui.formulaires import ChampChoix, ChampDuree, ChampOuiNon, ChampTexte, FormulaireJalon

from ..enums import Couleur, NatureAction, Phase
from ..models import Action
from .prestation import champ_version


class ActionForm(FormulaireJalon):
    """Les réglages d'une action valent dans toutes les prestations qui s'en servent."""

    version = champ_version()
    libelle = ChampTexte(label="Libellé", max_length=120, largeur=6)
    minutes = ChampDuree(label="Durée d’une séance", minimum=1, largeur=3)
    nature = ChampChoix(label="Nature", choices=NatureAction.choices, largeur=3)
    phase = ChampChoix(
        label="Phase du bilan",
        choices=Phase.choices,
        required=False,
        largeur=6,
        help_text="Pour un bilan seulement.",
    )
    couleur = ChampChoix(label="Couleur à l’agenda", choices=Couleur.choices, largeur=6)
    is_facturable = ChampOuiNon(label="Facturable", help_text="Ses heures comptent dans ce qui se facture.")
    is_facturable_si_absent = ChampOuiNon(
        label="Facturable si le bénéficiaire est absent sans excuse", help_text="Quand le contrat le prévoit."
    )
    is_emargee_beneficiaire = ChampOuiNon(label="Le bénéficiaire émarge")
    is_emargee_animateur = ChampOuiNon(label="L’animateur émarge")
    is_terminale = ChampOuiNon(
        label="Termine la prestation", help_text="Une présence à cette action peut terminer le dossier."
    )
    is_active = ChampOuiNon(
        label="Proposée dans les déroulés", help_text="Retirée, elle reste dans ceux qui s’en servent."
    )

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs à donner à l'acte, après `is_valid`."""
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "version"}

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"] or 0


NEUVE = {"couleur": Couleur.INFO.value, "nature": NatureAction.FACE_A_FACE.value} | dict.fromkeys(
    ("is_facturable", "is_emargee_beneficiaire", "is_emargee_animateur", "is_active"), True
)


def valeurs_action(action: Action) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    return {nom: getattr(action, nom) for nom in ActionForm.base_fields}
