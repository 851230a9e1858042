"""Ce que l'écran du financement montre autour des champs : TVA, type proposé, ce qui se déplie."""

import json

from django.urls import reverse

from ..enums import TYPE_DU_DISPOSITIF
from ..models import Financement
from ..queries import TvaLue, tva_du_dossier
from ..rules import Tva, montants_par_regle


class AidesEcran:
    """Ajouté au formulaire du financement ; rien ici ne se saisit."""

    _tva: TvaLue | None = None

    @property
    def tva(self) -> TvaLue:
        """La TVA enregistrée et celle du régime, lues une fois."""
        if self._tva is None:
            self._tva = tva_du_dossier(self.dossier, self.financement)
        return self._tva

    @property
    def tva_du_regime_en_mots(self) -> str:
        return f"Selon le régime : {mention(self.tva.du_regime)}"

    @property
    def tva_en_mots(self) -> str:
        return mention(self.tva.tva)

    @property
    def taux_tva(self) -> str:
        """Le taux de chaque règle, et du régime sous la clé vide, en JSON pour l'écran."""
        du_regime = self.tva.du_regime
        return json.dumps({"": str(du_regime.taux) if du_regime else "", **montants_par_regle(self.tva.jour)})

    @property
    def types_proposes(self) -> str:
        """Le type que chaque dispositif fait proposer, en JSON pour l'écran (B6)."""
        return json.dumps(TYPE_DU_DISPOSITIF)

    @property
    def is_ttc_montre(self) -> bool:
        """Vrai pour un particulier soumis à la TVA : le TTC se demande d'abord."""
        taux = self.tva.tva.taux if self.tva.tva else 0
        particulier = str(self["financeur"].value() or "").startswith("p") or self.is_particulier
        return bool((taux and particulier) or self["montant_ttc"].errors)

    @property
    def is_particulier(self) -> bool:
        return isinstance(self.financement, Financement) and self.financement.financeur_personne_id is not None

    @property
    def is_tva_ouverte(self) -> bool:
        """Vrai si la TVA s'écarte du régime, ou est refusée : les champs se montrent alors."""
        return any(self[nom].value() or self[nom].errors for nom in ("regle_tva", "motif_tva"))

    @property
    def is_motif_demande(self) -> bool:
        """Vrai si le dossier engage plus que sa convention, ou l'a déjà fait avec un motif."""
        return bool(self["motif_depassement"].value() or self["motif_depassement"].errors)

    @property
    def adresse_valeurs(self) -> str:
        """Où l'écran lit ce qu'une convention propose ; 0 tient la place de sa clé."""
        return reverse("financement:convention_valeurs", args=[0])

    @property
    def adresse_bloc(self) -> str:
        """L'adresse du bloc en modification, vide à l'ouverture d'un dossier."""
        numero = self.dossier.numero
        return reverse("dossiers:modifier_bloc", args=[numero, self.bloc.code]) if numero else ""

    @property
    def adresse_creation(self) -> str:
        """La page qui crée une convention et revient à ce bloc."""
        return self.fields["convention"].adresse_creation(self.adresse_bloc)


def mention(tva: Tva | None) -> str:
    """La mention de la TVA, ou ce qui manque pour la connaître."""
    return tva.mention if tva else "régime de TVA de la maison à renseigner"
