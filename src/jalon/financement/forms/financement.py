"""Le formulaire du bloc « Financement » d'un dossier (B1 à B11)."""

import json
from typing import Any

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
    FormulaireJalon,
    lignes_de,
)

from ..champs import ChampConvention
from ..enums import TYPE_DU_DISPOSITIF, Accord, Dispositif, ModePart, TypeFinancement
from ..models import Financement
from ..operations import LignePart, RefusPart

SANS_COPIE = ("financeur",)


class PartForm(FormulaireJalon):
    """La part d'un co-financeur, en euros ou en pourcentage (B7, B8)."""

    financeur = ChampFinanceur(label="Co-financeur", largeur=4)
    valeur = ChampMontant(label="Part", largeur=2, unite="")
    mode = ChampChoix(label="En", choices=ModePart.choices, initial=ModePart.EUROS, required=False, largeur=1)
    dispositif = ChampChoix(label="Dispositif", choices=Dispositif.choices, required=False, largeur=3)
    reference = ChampTexte(label="Référence chez lui", max_length=60, required=False, largeur=2)

    def __init__(self, *args, par, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["financeur"].pour(par)
        self.fields["mode"].choices = ModePart.choices

    def clean_mode(self) -> str:
        return self.cleaned_data["mode"] or ModePart.EUROS

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        valeur = donnees.get("valeur")
        if donnees.get("mode") == ModePart.POURCENT and valeur is not None and valeur > 100:
            self.add_error("valeur", "Un pourcentage ne dépasse pas 100.")
        return donnees


class FinancementForm(FormulaireBloc):
    lignes_class = lignes_de(PartForm, extra=1, max_num=20)

    convention = ChampConvention(label="Convention", required=False, largeur=12)
    date_debut = ChampDate(label="Période de validité, du", required=False, largeur=3)
    date_fin = ChampDate(label="au", required=False, largeur=3)
    accord = ChampChoix(label="Accord du financeur", choices=Accord.choices, required=False, largeur=3)
    date_accord = ChampDate(label="Demandé, reçu ou refusé le", required=False, largeur=3)
    tarification = ChampChoixBascule(label="Tarification", choices=Tarification.choices, required=False, largeur=3)
    tarif_horaire = ChampMontant(label="Tarif horaire", required=False, unite="€/h", largeur=3)
    minutes_financees = ChampDuree(label="Nombre d’heures financées", required=False, largeur=3)
    montant_total = ChampMontant(label="Montant total prévu", required=False, largeur=3)
    financeur = ChampFinanceur(label="Financeur principal", required=False, largeur=4)
    dispositif = ChampChoix(label="Dispositif", choices=Dispositif.choices, required=False, largeur=3)
    reference_financeur = ChampTexte(label="Référence chez lui", max_length=60, required=False, largeur=2)
    numero_externe = ChampTexte(label="Numéro d’accord", max_length=60, required=False, largeur=3)
    type_financement = ChampChoixBascule(
        label="Type de financement", choices=TypeFinancement.choices, required=False, largeur=6
    )
    commentaire = ChampTexteLong(label="Commentaire", required=False, max_length=2000, lignes=2)

    def preparer(self) -> None:
        financement = self.financement
        self.fields["convention"].pour(self.par, self.dossier.numero, financement.convention)
        self.fields["financeur"].pour(self.par)

    @property
    def types_proposes(self) -> str:
        """Le type que chaque dispositif fait proposer, en JSON pour l'écran (B6)."""
        return json.dumps(TYPE_DU_DISPOSITIF)

    @property
    def financement(self) -> Financement:
        """Le financement enregistré, ou un financement vide."""
        return financement_de(self.dossier)

    def valeurs_enregistrees(self, dossier) -> dict[str, Any]:
        financement = financement_de(dossier)
        noms = [nom for nom in self.base_fields if nom not in ("version", "instantane")]
        return {nom: getattr(financement, nom) for nom in noms}

    def lignes_enregistrees(self) -> list[dict[str, Any]]:
        if self.financement.pk is None:
            return []
        parts = self.financement.parts.select_related("financeur_societe", "financeur_personne")
        noms = ("financeur", "valeur", "mode", "dispositif", "reference")
        return [{nom: getattr(part, nom) for nom in noms} for part in parts]

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
        noms = ("financeur", "mode", "valeur", "dispositif", "reference")
        return [LignePart(**{nom: ligne[nom] for nom in noms}) for ligne in self.lignes.lignes_gardees]

    def refuser(self, refus: Refus) -> None:
        """Un refus de répartition se montre à côté de la ligne en cause."""
        gardees = [f for f in self.lignes.forms if f.has_changed_ou_initial() and not f["DELETE"].data]
        if isinstance(refus, RefusPart) and refus.rang is not None and refus.rang < len(gardees):
            champ = "financeur" if "financeur" in refus.message.lower() else "valeur"
            gardees[refus.rang].add_error(champ, refus.message)
            return
        super().refuser(refus)


def financement_de(dossier) -> Financement:
    """Le financement d'un dossier avec ce que l'écran en montre, ou un financement vide. Une requête."""
    if getattr(dossier, "_financement_lu", None) is None:
        lies = Financement.objects.select_related(
            "convention__financeur_societe",
            "convention__financeur_personne",
            "financeur_societe",
            "financeur_personne",
        )
        lu = lies.filter(dossier=dossier).first() if dossier.pk else None
        dossier._financement_lu = lu or Financement()
    return dossier._financement_lu
