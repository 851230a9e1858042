"""Valider une séance : qui était là, combien de temps, et pourquoi les autres n'y étaient pas."""

from typing import Any

from jalon.structure.forms.champs import champ_version
from jalon.ui.formulaires import ChampChoixBascule, ChampDuree, ChampTexte, FormulaireJalon

from ..enums import EtatSeance, Presence
from ..models import Participation, Seance
from ..operations import PresenceSaisie

CHOIX = [(p.value, p.label) for p in (Presence.PRESENT, Presence.ABSENT_EXCUSE, Presence.ABSENT_INJUSTIFIE)]


class PresencesForm(FormulaireJalon):
    """Trois champs par participant ; `absent` coche d'avance l'absence (séance individuelle)."""

    version = champ_version()

    def __init__(self, *args: Any, seance: Seance, absent: bool = False, **kwargs: Any) -> None:
        self.seance = seance
        self.participations = list(seance.participations.select_related("dossier__beneficiaire").order_by("pk"))
        super().__init__(*args, initial={"version": seance.version}, **kwargs)
        for participation in self.participations:
            self._ajouter(participation, absent)

    def _ajouter(self, participation: Participation, absent: bool) -> None:
        cle, prevue = participation.pk, Presence.ABSENT_INJUSTIFIE if absent else Presence.PRESENT
        is_tenue = self.seance.etat == EtatSeance.REALISEE
        nom = str(participation.dossier.beneficiaire)
        self.fields[f"presence_{cle}"] = ChampChoixBascule(
            label=nom, choices=CHOIX, initial=participation.presence if is_tenue else prevue, largeur=12
        )
        self.fields[f"minutes_{cle}"] = ChampDuree(
            label=f"Durée réelle de {nom}", required=False, largeur=4, initial=participation.minutes,
            help_text="Vide : toute la séance.",
        )  # fmt: skip
        self.fields[f"motif_{cle}"] = ChampTexte(
            label=f"Motif de l’absence de {nom}", required=False, max_length=300, largeur=8,
            initial=participation.motif,
        )  # fmt: skip

    @property
    def lignes(self) -> list[dict[str, Any]]:
        """Les champs, une ligne par participant."""
        noms = ("presence", "minutes", "motif")
        return [{"participation": p, **{nom: self[f"{nom}_{p.pk}"] for nom in noms}} for p in self.participations]

    @property
    def saisies(self) -> list[PresenceSaisie]:
        """Ce que l'acte attend ; le formulaire est valide."""
        net = self.cleaned_data
        return [
            PresenceSaisie(
                p.pk, net[f"presence_{p.pk}"], net.get(f"minutes_{p.pk}"), net.get(f"motif_{p.pk}") or ""
            )
            for p in self.participations
        ]
