"""La forme d'une fiche du catalogue livré."""

from dataclasses import dataclass, field
from typing import Any

from ..enums import Couleur, NatureAction, Porte


@dataclass(frozen=True)
class ActionLivree:
    """Une action, reconnue à son libellé : reprise une fois, elle n'est pas refaite. Durée en minutes."""

    libelle: str
    minutes: int
    nature: str = NatureAction.FACE_A_FACE
    phase: str = ""
    couleur: str = Couleur.INFO
    options: dict[str, bool] = field(default_factory=dict)

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs à donner à l'acte."""
        valeurs = {nom: getattr(self, nom) for nom in ("libelle", "minutes", "nature", "phase", "couleur")}
        return valeurs | self.options


@dataclass(frozen=True)
class EtapeLivree:
    """Une étape : action, nombre de séances, délais en jours depuis le premier rendez-vous."""

    action: ActionLivree
    nombre_seances: int = 1
    is_obligatoire: bool = True
    delai_min: int | None = None
    delai_max: int | None = None


@dataclass(frozen=True)
class PrestationLivree:
    """Une prestation à cocher. `champs` et `pieces` : {code ou type de document: porte}."""

    code: str
    libelle: str
    famille: str
    nature: str
    heures: int
    source: str
    textes: dict[str, Any]
    etapes: tuple[EtapeLivree, ...]
    champs: dict[str, str] = field(default_factory=dict)
    pieces: dict[str, str] = field(default_factory=dict)

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs de la prestation à créer ; le prix reste à la maison."""
        base = {nom: getattr(self, nom) for nom in ("code", "libelle", "famille", "nature")}
        return {**base, "minutes_prevues": self.heures * 60, **self.textes}


DEMARRER, FACTURER, CLOTURER = Porte.DEMARRER.value, Porte.FACTURER.value, Porte.CLOTURER.value
SANS_EMARGEMENT = {"is_emargee_beneficiaire": False, "is_emargee_animateur": False}
NON_FACTURABLE = {"is_facturable": False}
