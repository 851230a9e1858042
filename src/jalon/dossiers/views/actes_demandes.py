"""Les actes cochés dans le dialogue d'un événement, avec leurs paramètres (F8)."""

from dataclasses import dataclass

from django.http import QueryDict

from jalon.ui.formulaires import FormulaireJalon

from ..models import Dossier
from ..operations.declenches import ActeDemande, prefixe
from ..registres import ACTES_DECLENCHES, ActeDeclenche

CHAMP = "actes"


@dataclass(frozen=True)
class LigneActe:
    """Un acte proposé : coché ou non, son formulaire s'il en a un."""

    acte: ActeDeclenche
    form: FormulaireJalon | None
    is_coche: bool

    def is_valid(self) -> bool:
        return not self.is_coche or self.form is None or self.form.is_valid()

    @property
    def libelle(self) -> str:
        """Ce que l'acte fera, une fois sa saisie valide."""
        return self.form.resume() if self.form else self.acte.libelle


class ActesDemandes:
    """Ce qu'un événement de ce type peut déclencher sur ce dossier, et ce que la personne a coché."""

    def __init__(
        self, donnees: QueryDict | None, *, dossier: Dossier, type_evenement: str, libelle: str, par
    ) -> None:
        self.donnees = donnees
        coches = donnees.getlist(CHAMP) if donnees is not None else []
        self.lignes = [
            LigneActe(acte, self._form(acte, acte.code in coches, dossier, libelle, par), acte.code in coches)
            for acte in ACTES_DECLENCHES
            if par.a_le_droit(acte.droit) and acte.est_propose(dossier, type_evenement)
        ]

    def _form(self, acte: ActeDeclenche, is_coche: bool, dossier, libelle: str, par) -> FormulaireJalon | None:
        if acte.formulaire is None:
            return None
        form = acte.formulaire(
            self.donnees if is_coche else None, dossier=dossier, par=par, prefix=prefixe(acte.code)
        )
        form.pour_evenement(libelle)
        return form

    def is_valid(self) -> bool:
        return not [ligne for ligne in self.lignes if not ligne.is_valid()]

    @property
    def cochees(self) -> list[LigneActe]:
        return [ligne for ligne in self.lignes if ligne.is_coche]

    @property
    def formulaires(self) -> list[FormulaireJalon]:
        """Ceux dont la saisie est demandée, pour le résumé des erreurs."""
        return [ligne.form for ligne in self.cochees if ligne.form]

    @property
    def demandes(self) -> list[ActeDemande]:
        return [ActeDemande(un.acte.code, un.libelle, self._saisie(un.acte.code)) for un in self.cochees]

    def _saisie(self, code: str) -> dict[str, list[str]]:
        debut = f"{prefixe(code)}-"
        return {nom: valeurs for nom, valeurs in self.donnees.lists() if nom.startswith(debut)}
