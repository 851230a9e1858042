"""Les paramètres d'un acte qu'un événement déclenche."""

import re
from typing import Any

from jalon.ui.formulaires import ChampCases, ChampTexte, ChampTexteLong, FormulaireJalon

from ..queries import joignables_par_courriel
from ..rules.prevenir import ROLES


class FormulaireActe(FormulaireJalon):
    """Base des formulaires inscrits à `ACTES_DECLENCHES`.

    La saisie se garde telle quelle avec un événement à venir, et se revalide à son jour : une personne partie
    entre-temps est alors refusée. Aucun champ de fichier.
    """

    def __init__(self, data: Any = None, *, dossier, par, prefix: str | None = None) -> None:
        self.dossier, self.par = dossier, par
        super().__init__(data, prefix=prefix)
        self.preparer()

    def preparer(self) -> None:
        """Pose les choix permis et les valeurs proposées."""

    def pour_evenement(self, libelle: str) -> None:
        """Propose des valeurs d'après le nom de l'événement qui s'ouvre."""

    def resume(self) -> str:
        """Ce que l'acte fera, en une phrase lue avant de confirmer. Après `is_valid`."""
        raise NotImplementedError


class CourrielForm(FormulaireActe):
    """Prévenir par courriel : des personnes du dossier, d'autres adresses, un objet, un texte."""

    roles = ChampCases(label="Destinataires", required=False)
    autres = ChampTexte(
        label="Autres adresses", required=False, largeur=12, help_text="Séparées par des virgules."
    )
    objet = ChampTexte(label="Objet", max_length=150, largeur=12)
    texte = ChampTexteLong(label="Message", max_length=5000, lignes=5)

    def preparer(self) -> None:
        joignables = joignables_par_courriel(self.dossier)
        self.fields["roles"].choices = [(role, f"{ROLES[role]} : {qui}") for role, (qui, _) in joignables.items()]
        self.fields["objet"].initial = f"Dossier {self.dossier.numero} · {self.dossier.beneficiaire}"
        if not joignables:
            del self.fields["roles"]

    def pour_evenement(self, libelle: str) -> None:
        self.fields["texte"].initial = (
            f"Bonjour,\n\n{libelle} : {self.dossier.beneficiaire}, dossier {self.dossier.numero}.\n\n"
            f"Cordialement,\n{self.par}"
        )

    def clean_autres(self) -> list[str]:
        return [a for a in re.split(r"[\s,;]+", self.cleaned_data["autres"]) if a]

    def clean(self) -> dict[str, Any]:
        valeurs = super().clean()
        if not valeurs.get("roles") and not valeurs.get("autres"):
            self.add_error("roles" if "roles" in self.fields else "autres", "Choisissez au moins un destinataire.")
        return valeurs

    def resume(self) -> str:
        roles = [ROLES[role].lower() for role in self.cleaned_data.get("roles") or ()]
        return f"Envoyer un courriel : {', '.join([*roles, *self.cleaned_data['autres']])}"
