"""Un bloc de la page : ce qu'il montre, son formulaire, l'acte qui l'enregistre, sa version."""

from typing import Any

from django.db import models
from django.http import QueryDict

from ..operations.commun import EtatBloc
from .formulaire import FormulaireBloc


class Bloc:
    """Un bloc inscrit dans `registres.BLOCS`.

    `onglets` : où on le voit. `formulaire` : sa classe de formulaire, ou None s'il ne se modifie pas ici.
    `is_a_la_creation` : proposé (jamais exigé) à l'ouverture du dossier.
    `guide` : sa page dans docs/guide, celle de son code par défaut.
    `is_large` : toute la largeur ; `is_a_cote` : dans le panneau de droite.
    """

    code: str
    libelle: str
    onglets: tuple[str, ...] = ("informations",)
    ordre: int = 0
    droit_lecture = "dossiers.lecture"
    droit_ecriture = "dossiers.ecriture"
    formulaire: type[FormulaireBloc] | None = None
    is_a_la_creation = False
    is_large = False
    is_a_cote = False
    guide = ""
    feuilles: tuple[str, ...] = ()  # feuilles de style propres au bloc
    scripts: tuple[str, ...] = ()  # fichiers de l'interface dont le formulaire a besoin, dans l'ordre

    @property
    def gabarit(self) -> str:
        return f"dossiers/blocs/{self.code}.html"

    @property
    def gabarit_formulaire(self) -> str:
        return f"dossiers/blocs/{self.code}_formulaire.html"

    def est_visible(self, par) -> bool:
        return par.a_le_droit(self.droit_lecture)

    def est_modifiable(self, par) -> bool:
        return self.formulaire is not None and par.a_le_droit(self.droit_ecriture)

    def contexte(self, dossier: models.Model, par) -> dict[str, Any]:
        """Ce que le gabarit de consultation lit en plus de `dossier`."""
        return {}

    def ouvrir(
        self, dossier: models.Model, par, etat: EtatBloc, donnees: QueryDict | None = None
    ) -> FormulaireBloc:
        """Le formulaire du bloc, vierge ou avec la saisie."""
        return self.formulaire(donnees, bloc=self, dossier=dossier, par=par, etat=etat)

    def enregistrer(self, formulaire: FormulaireBloc, *, dossier: models.Model, par) -> None:
        """Appelle l'acte du bloc. Lève `Refus` ou `ConflitBloc`."""
        raise NotImplementedError
