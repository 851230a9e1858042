"""Horaires d'un centre : deux plages par jour de la semaine."""

from collections.abc import Iterable
from typing import Any, Self

from jalon.ui.formulaires import FormulaireJalon

from ..enums import Jour
from ..rules import Plage
from .champs import ChampHeure, champ_version

MOMENTS = (("matin", "matin"), ("apres_midi", "après-midi"))
BORNES = (("debut", "ouverture"), ("fin", "fermeture"))


def _nom(jour: int, moment: str, borne: str) -> str:
    return f"j{jour}_{moment}_{borne}"


class HorairesForm(FormulaireJalon):
    """Sept jours, deux plages chacun ; un jour vide est fermé, une journée continue tient dans la première."""

    version = champ_version()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for jour in Jour:
            for moment, dit in MOMENTS:
                for borne, sens in BORNES:
                    champ = ChampHeure(label=f"{jour.label} {dit}, {sens}", required=False, largeur=12)
                    self.fields[_nom(jour.value, moment, borne)] = champ

    @classmethod
    def pour(cls, plages: Iterable[Plage], version: int, data: Any = None) -> Self:
        """Le formulaire de ces plages, lié aux données reçues s'il y en a."""
        initial: dict[str, Any] = {"version": version}
        places: dict[int, list[str]] = {jour.value: [moment for moment, _ in MOMENTS] for jour in Jour}
        for plage in sorted(plages):
            if places[plage.jour]:
                moment = places[plage.jour].pop(0)
                initial[_nom(plage.jour, moment, "debut")] = plage.debut
                initial[_nom(plage.jour, moment, "fin")] = plage.fin
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        for jour in Jour:
            for moment, _ in MOMENTS:
                self._exiger_les_deux(donnees, _nom(jour, moment, "debut"), _nom(jour, moment, "fin"))
        return donnees

    def _exiger_les_deux(self, donnees: dict[str, Any], debut: str, fin: str) -> None:
        if {debut, fin} & set(self.errors):
            return
        if donnees.get(debut) and not donnees.get(fin):
            self.add_error(fin, "Écrivez l’heure de fermeture.")
        if donnees.get(fin) and not donnees.get(debut):
            self.add_error(debut, "Écrivez l’heure d’ouverture.")

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"] or 0

    @property
    def plages(self) -> list[Plage]:
        """Les plages remplies, après `is_valid`."""
        lues = [
            (jour.value, *(self.cleaned_data.get(_nom(jour, moment, borne)) for borne, _ in BORNES))
            for jour in Jour
            for moment, _ in MOMENTS
        ]
        return [Plage(*ligne) for ligne in lues if ligne[1]]

    @property
    def semaine(self) -> list[dict[str, Any]]:
        """Une ligne par jour : son nom et ses quatre champs."""
        return [{"jour": jour, "champs": [self[n] for n in self._noms(jour)]} for jour in Jour]

    @staticmethod
    def _noms(jour: Jour) -> list[str]:
        return [_nom(jour, moment, borne) for moment, _ in MOMENTS for borne, _ in BORNES]

    def refuser(self, refus: Any) -> None:
        """Un refus nomme un jour (1 à 7) : il se montre sur la seconde plage de ce jour, ou la première."""
        if refus.champ in {str(jour.value) for jour in Jour}:
            secondes = _nom(int(refus.champ), "apres_midi", "debut")
            premier = _nom(int(refus.champ), "matin", "fin")
            self.add_error(secondes if self.cleaned_data.get(secondes) else premier, refus.message)
            return
        super().refuser(refus)
