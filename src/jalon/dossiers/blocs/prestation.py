"""Bloc « Prestation et dates » : rattachement, prestation (droit propre, G2), dates clés (D1, D2, D3)."""

from django import forms

from jalon.comptes.models import Utilisateur
from jalon.prestations.champs import ChampPrestation
from jalon.prestations.models import Prestation
from jalon.structure.models import Centre, Lieu
from jalon.ui.formulaires import ChampDate, ChampTexte

from ..champs import ChampListe
from ..operations import modifier_rattachement
from ..suites import suites_de_la_prestation
from .base import Bloc
from .formulaire import FormulaireBloc

VERROU = "Changer la prestation demande un droit : contactez l’administrateur."
RATTACHEMENT = (
    "conseiller",
    "gestionnaire",
    "centre",
    "lieu",
    "numero_commande",
    "date_debut_commande",
    "date_fin_commande",
    "date_entree_saisie",
    "date_fin_saisie",
)


class PrestationForm(FormulaireBloc):
    prestation = ChampPrestation(label="Prestation", largeur=12)
    prestation_confirmee = forms.CharField(widget=forms.HiddenInput, required=False)
    conseiller = ChampListe(label="Conseiller référent", required=False)
    gestionnaire = ChampListe(label="Gestionnaire du dossier", required=False)
    centre = ChampListe(label="Centre", required=False)
    lieu = ChampListe(label="Lieu", required=False)
    date_entree_saisie = ChampDate(
        label="Date d’entrée", required=False, largeur=6, help_text="Vide : elle suivra le premier rendez-vous."
    )
    date_fin_saisie = ChampDate(
        label="Date de fin prévisionnelle",
        required=False,
        largeur=6,
        help_text="Vide : elle suivra la dernière séance.",
    )
    numero_commande = ChampTexte(label="Numéro du bon de commande", max_length=60, required=False, largeur=6)
    date_debut_commande = ChampDate(label="Du", required=False, largeur=3)
    date_fin_commande = ChampDate(label="Au", required=False, largeur=3)

    def preparer(self) -> None:
        self.fields["prestation"].pour(self.par, getattr(self.dossier, "prestation", None))
        actifs = Utilisateur.objects.actifs()
        self.fields["conseiller"].limiter(actifs, self.dossier.conseiller)
        self.fields["gestionnaire"].limiter(actifs, self.dossier.gestionnaire)
        self.fields["centre"].limiter(Centre.objects.filter(is_active=True), self.dossier.centre)
        lieux = Lieu.objects.filter(is_active=True).select_related("centre")
        self.fields["lieu"].limiter(lieux, self.dossier.lieu)
        if not self.par.a_le_droit("dossiers.changer_prestation"):
            self.verrouiller("prestation", VERROU)

    def clean(self) -> dict:
        donnees = super().clean()
        debut, fin = donnees.get("date_debut_commande"), donnees.get("date_fin_commande")
        if debut and fin and fin < debut:
            self.add_error("date_fin_commande", f"La fin précède le début ({debut:%d/%m/%Y}).")
        entree, fin = donnees.get("date_entree_saisie"), donnees.get("date_fin_saisie")
        if entree and fin and fin < entree:
            self.add_error("date_fin_saisie", f"La fin prévisionnelle précède l’entrée ({entree:%d/%m/%Y}).")
        self._confirmer_prestation(donnees.get("prestation"))
        lieu, centre = donnees.get("lieu"), donnees.get("centre")
        if lieu and centre and lieu.centre_id != centre.pk:
            self.add_error("lieu", f"Ce lieu n’est pas au centre {centre}.")
        return donnees

    def _confirmer_prestation(self, prestation: Prestation | None) -> None:
        """Un dossier déjà rempli change de prestation en deux temps : on lit d'abord ce qui suit (G2)."""
        if prestation is None or prestation == getattr(self.dossier, "prestation", None):
            return
        suites = suites_de_la_prestation(self.dossier, prestation)
        cle = self.add_prefix("prestation_confirmee")
        if not suites or self.data.get(cle) == str(prestation.pk):
            return
        self.data = self.data.copy()
        self.data[cle] = str(prestation.pk)
        phrase = f"Ce dossier devient « {prestation} » : {' ; '.join(suites)}."
        self.add_error("prestation", f"{phrase} Enregistrez de nouveau pour confirmer.")


class BlocPrestation(Bloc):
    code = "prestation"
    libelle = "Prestation et dates"
    guide = "dates"
    ordre = 20
    formulaire = PrestationForm

    def enregistrer(self, formulaire, *, dossier, par) -> None:
        donnees = formulaire.cleaned_data
        modifier_rattachement(
            par=par,
            dossier=dossier,
            version=formulaire.version_lue,
            prestation=donnees["prestation"],
            donnees={nom: donnees[nom] for nom in RATTACHEMENT},
        )
