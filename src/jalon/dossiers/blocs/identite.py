"""Bloc « Identité du bénéficiaire » (F1) ; changer le bénéficiaire demande son propre droit (G2)."""

from django.utils import timezone

from jalon.annuaire.champs import ChampPersonne
from jalon.annuaire.queries import details_visibles
from jalon.prestations.models import Origine
from jalon.ui.formulaires import ChampChoix

from ..champs import ChampListe
from ..enums import StatutBeneficiaire
from ..operations import changer_identite
from .base import Bloc
from .formulaire import FormulaireBloc

VERROU = "Changer le bénéficiaire demande un droit : contactez l’administrateur."


class IdentiteForm(FormulaireBloc):
    beneficiaire = ChampPersonne(role="beneficiaire", label="Bénéficiaire", largeur=12)
    statut_beneficiaire = ChampChoix(
        label="Statut à l’entrée", choices=StatutBeneficiaire.choices, required=False, largeur=6
    )
    origine = ChampListe(label="Origine", required=False, largeur=6)

    def preparer(self) -> None:
        self.fields["beneficiaire"].pour(self.par)
        self.fields["origine"].limiter(Origine.objects.filter(is_active=True), self.dossier.origine)
        if not self.par.a_le_droit("dossiers.changer_beneficiaire"):
            self.verrouiller("beneficiaire", VERROU)


class BlocIdentite(Bloc):
    code = "identite"
    libelle = "Identité du bénéficiaire"
    guide = "dossier"
    ordre = 10
    formulaire = IdentiteForm

    def contexte(self, dossier, par) -> dict:
        personne = dossier.beneficiaire
        return {
            "personne": personne,
            "age": personne.age(timezone.localdate()),
            "details": details_visibles(personne, par),
        }

    def enregistrer(self, formulaire, *, dossier, par) -> None:
        donnees = formulaire.cleaned_data
        changer_identite(
            par=par,
            dossier=dossier,
            version=formulaire.version_lue,
            beneficiaire=donnees["beneficiaire"],
            donnees={nom: donnees[nom] for nom in ("statut_beneficiaire", "origine")},
        )
