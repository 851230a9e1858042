"""Un dossier abandonné ou clos : ses séances à venir s'annulent avec l'événement (domaine, « Événements »)."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.dossiers.forms.acte import FormulaireActe
from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import ActeDeclenche
from jalon.prestations.enums import TypeEvenement
from jalon.ui.formulaires import ChampCases

from .operations import quitter_seance
from .queries import seances_a_venir

CODE = "seances_a_venir"


class FormulaireSeances(FormulaireActe):
    """Les séances à venir, toutes cochées d'avance."""

    seances = ChampCases(label="Séances à annuler")

    def preparer(self) -> None:
        a_venir = list(seances_a_venir(self.dossier, timezone.now()))
        self.fields["seances"].choices = [(str(seance.pk), str(seance)) for seance in a_venir]
        self.fields["seances"].initial = [str(seance.pk) for seance in a_venir]

    def resume(self) -> str:
        nombre = len(self.cleaned_data["seances"])
        return "La séance cochée sera annulée." if nombre == 1 else f"{nombre} séances seront annulées."


def annuler_a_venir(*, dossier: Dossier, evenement: Model, valeurs: dict[str, Any], par: Utilisateur) -> str:
    """Annule les séances cochées encore à venir ; d'une séance collective, le dossier se retire. Lève `Refus`."""
    motif = evenement.get_type_display()
    cochees = seances_a_venir(dossier, timezone.now()).filter(pk__in=valeurs["seances"])
    nombre = len([quitter_seance(par=par, seance=s, dossier=dossier, motif=motif) for s in cochees])
    return "1 séance annulée" if nombre == 1 else f"{nombre} séances annulées"


DECLENCHE = ActeDeclenche(
    CODE,
    "Annuler les séances à venir",
    annuler_a_venir,
    FormulaireSeances,
    "planning.ecriture",
    "calendar",
    5,
    (TypeEvenement.ABANDON, TypeEvenement.SORTIE),
    lambda dossier: seances_a_venir(dossier, timezone.now()).exists(),
)
