"""Le formulaire du bloc « Financement » d'un dossier (B1 à B11)."""

import json
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from jalon.annuaire.champs import ChampFinanceur
from jalon.dossiers.blocs import FormulaireBloc
from jalon.prestations.enums import Tarification
from jalon.socle.erreurs import Refus
from jalon.ui.formulaires import (
    ChampChoix,
    ChampChoixBascule,
    ChampDate,
    ChampDuree,
    ChampMontant,
    ChampTexte,
    ChampTexteLong,
    lignes_de,
)

from ..champs import ChampConvention
from ..enums import Accord, Dispositif, Payeur, RegleTva, TypeFinancement
from ..models import Convention, Financement
from ..operations import LignePart, RefusPart
from ..operations.commun import DROIT_TVA
from ..queries import convention_pour, financement_de
from ..reprises import Reprise, reprises_de
from ..rules import proposer_type
from .aides import AidesEcran
from .parts import PartForm

NOMS_PART = ("financeur", "valeur", "mode", "dispositif", "reference", "payeur", "accord", "date_accord")
REPRENDRE, TOUT = "reprendre", "tout"


class FinancementForm(AidesEcran, FormulaireBloc):
    """Ce qu'un dossier reçoit de ses financeurs ; la part du principal n'y est pas : c'est le reste (B8)."""

    lignes_class = lignes_de(PartForm, extra=1, max_num=20)

    convention = ChampConvention(label="Convention", required=False, largeur=12)
    date_debut = ChampDate(label="Période de validité, du", required=False, largeur=3)
    date_fin = ChampDate(label="au", required=False, largeur=3)
    accord = ChampChoix(label="Accord du financeur", choices=Accord.choices, required=False, largeur=3)
    date_accord = ChampDate(label="Demandé, reçu ou refusé le", required=False, largeur=3)
    tarification = ChampChoixBascule(label="Tarification", choices=Tarification.choices, required=False, largeur=3)
    tarif_horaire = ChampMontant(label="Tarif horaire", required=False, unite="€/h", largeur=3)
    minutes_financees = ChampDuree(label="Nombre d’heures financées", required=False, largeur=3)
    montant_ttc = ChampMontant(label="Montant total TTC", required=False, unite="€ TTC", largeur=3)
    montant_total = ChampMontant(label="Montant total prévu", required=False, unite="€ HT", largeur=3)
    regle_tva = ChampChoix(label="TVA", choices=RegleTva.choices, required=False, largeur=6)
    motif_tva = ChampTexte(label="Pourquoi ?", required=False, largeur=6)
    motif_depassement = ChampTexte(
        label="Pourquoi engager plus que la convention ?", max_length=500, required=False, largeur=12
    )
    financeur = ChampFinanceur(label="Financeur principal", required=False, largeur=4)
    dispositif = ChampChoix(label="Dispositif", choices=Dispositif.choices, required=False, largeur=3)
    payeur = ChampChoix(label="Qui paie", choices=Payeur.choices, required=False, largeur=4)
    reference_financeur = ChampTexte(label="Référence chez lui", max_length=60, required=False, largeur=4)
    numero_externe = ChampTexte(label="Numéro d’accord", max_length=60, required=False, largeur=4)
    type_financement = ChampChoixBascule(
        label="Type de financement", choices=TypeFinancement.choices, required=False, largeur=6
    )
    commentaire = ChampTexteLong(label="Commentaire", required=False, max_length=2000, lignes=2)

    def preparer(self) -> None:
        self.fields["convention"].pour(self.par, self.dossier.numero)
        self.fields["financeur"].pour(self.par)
        self.fields["regle_tva"].choices = [("", self.tva_du_regime_en_mots), *RegleTva.choices]
        if not self.can_changer_tva:
            phrase = "Suit le régime de la maison : contactez l’administrateur pour la changer."
            self.verrouiller("regle_tva", phrase)
            self.verrouiller("motif_tva", phrase)

    @property
    def can_changer_tva(self) -> bool:
        return self.par.a_le_droit(DROIT_TVA)

    @property
    def financement(self) -> Financement:
        """Le financement enregistré, ou un financement vide."""
        return financement_de(self.dossier)

    # ── Ce que la convention propose ──

    @cached_property
    def convention_choisie(self) -> Convention | None:
        """La convention du champ, lue avec ce qui lui reste sans ce dossier."""
        champ, valeur = self.fields["convention"], self["convention"].value() or ""
        fiche = champ.connue(valeur) or champ.fiche(valeur)
        return convention_pour(fiche.pk, self.dossier) if fiche else None

    @cached_property
    def reprises(self) -> list[Reprise]:
        convention = self.convention_choisie
        prestation = self.dossier.prestation if self.dossier.prestation_id else None
        return reprises_de(convention, prestation) if convention else []

    @property
    def reprises_json(self) -> str:
        """Les valeurs proposées, pour l'écran."""
        return json.dumps([reprise.pour_ecran for reprise in self.reprises], ensure_ascii=False)

    def proposer(self, valeurs: QueryDict) -> None:
        """« ?convention=12&reprendre=date_fin » (ou « tout ») : sans script, reprendre une valeur proposée."""
        super().proposer(valeurs)
        demandees = valeurs.getlist(REPRENDRE)
        for reprise in self.reprises if demandees else ():
            if reprise.champ in demandees or TOUT in demandees:
                self.pre_remplir(reprise.champ, reprise.valeur)

    # ── Lecture, saisie ──

    def valeurs_enregistrees(self, dossier) -> dict[str, Any]:
        financement = financement_de(dossier)
        noms = [nom for nom in self.base_fields if nom not in ("version", "instantane")]
        return {nom: getattr(financement, nom) for nom in noms}

    def lignes_enregistrees(self) -> list[dict[str, Any]]:
        if self.financement.pk is None:
            return []
        parts = self.financement.parts.select_related("financeur_societe", "financeur_personne")
        return [{nom: getattr(part, nom) for nom in NOMS_PART} for part in parts]

    def lignes_lisibles(self) -> list[str]:
        return [f"{ligne['financeur']} : {ligne['valeur']}" for ligne in self.lignes_enregistrees()]

    def arguments_ligne(self) -> dict[str, Any]:
        return {"par": self.par}

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        debut, fin = donnees.get("date_debut"), donnees.get("date_fin")
        if debut and fin and fin < debut:
            self.add_error("date_fin", f"La fin précède le début ({debut:%d/%m/%Y}).")
        if donnees.get("tarification") == Tarification.FORFAIT and donnees.get("tarif_horaire") is not None:
            self.add_error(
                "tarif_horaire", "Un forfait n’a pas de tarif horaire : videz-le, ou choisissez Horaire."
            )
        return donnees

    @property
    def parts(self) -> list[LignePart]:
        return [LignePart(**{nom: ligne[nom] for nom in NOMS_PART}) for ligne in self.lignes.lignes_gardees]

    @property
    def type_retenu(self) -> str:
        """Le type choisi ; sans choix, celui que les dispositifs proposent (B6)."""
        donnees = self.cleaned_data
        dispositifs = [donnees["dispositif"], *(part.dispositif for part in self.parts)]
        return donnees["type_financement"] or proposer_type(dispositifs) or ""

    def refuser(self, refus: Refus) -> None:
        """Un refus de répartition se montre à côté de la ligne en cause."""
        gardees = [f for f in self.lignes.forms if f.has_changed_ou_initial() and not f["DELETE"].data]
        if isinstance(refus, RefusPart) and refus.rang is not None and refus.rang < len(gardees):
            champ = "financeur" if "financeur" in refus.message.lower() else "valeur"
            gardees[refus.rang].add_error(champ, refus.message)
            return
        super().refuser(refus)
