"""Le bloc « Financement » de la page d'un dossier (B1 à B11)."""

from dataclasses import dataclass

from jalon.dossiers.blocs import Bloc
from jalon.socle.formats import montrer_date, montrer_duree

from .forms.financement import FinancementForm, financement_de
from .models import Financement
from .operations import modifier_financement
from .rules import ecart_heures, ecart_periode

CHAMPS = (
    "convention",
    "date_debut",
    "date_fin",
    "accord",
    "date_accord",
    "tarification",
    "tarif_horaire",
    "minutes_financees",
    "montant_total",
    "dispositif",
    "reference_financeur",
    "numero_externe",
    "type_financement",
    "commentaire",
)


@dataclass(frozen=True)
class Comparaison:
    """Une valeur du dossier à côté de celle de sa convention, et l'écart en mots s'il y en a un (B3, B4)."""

    libelle: str
    dossier: str
    convention: str
    ecart: str = ""


class BlocFinancement(Bloc):
    code = "financement"
    libelle = "Financement"
    onglets = ("financement",)
    ordre = 25
    droit_lecture = "financement.lecture"
    droit_ecriture = "financement.ecriture"
    formulaire = FinancementForm
    is_a_la_creation = True
    is_large = True
    gabarit = "financement/bloc.html"
    gabarit_formulaire = "financement/bloc_formulaire.html"
    script = "financement/js/repartition.js"

    def contexte(self, dossier, par) -> dict:
        financement = financement_de(dossier)
        if financement.pk is None:
            return {"financement": None}
        parts = financement.parts.select_related("financeur_societe", "financeur_personne")
        return {
            "financement": financement,
            "parts": list(parts),
            "comparaisons": _comparer(financement),
        }

    def enregistrer(self, formulaire, *, dossier, par) -> None:
        donnees = formulaire.cleaned_data
        modifier_financement(
            par=par,
            dossier=dossier,
            version=formulaire.version_lue,
            financeur=donnees["financeur"],
            donnees={nom: donnees[nom] for nom in CHAMPS},
            parts=formulaire.parts,
        )


def _comparer(financement: Financement) -> list[Comparaison]:
    convention = financement.convention
    if convention is None:
        return []
    return [
        Comparaison(
            "Période",
            _periode(financement),
            _periode(convention),
            ecart_periode(
                financement.date_debut, financement.date_fin, convention.date_debut, convention.date_fin
            ),
        ),
        Comparaison(
            "Heures financées",
            montrer_duree(financement.minutes_financees),
            montrer_duree(convention.minutes_financees),
            ecart_heures(financement.minutes_financees, convention.minutes_financees),
        ),
    ]


def _periode(objet) -> str:
    if not (objet.date_debut or objet.date_fin):
        return ""
    return f"du {montrer_date(objet.date_debut) or '…'} au {montrer_date(objet.date_fin) or '…'}"
