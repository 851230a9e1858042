"""Le bloc « Financement » de la page d'un dossier (B1 à B11)."""

from dataclasses import dataclass

from django.utils import timezone

from jalon.dossiers.blocs import Bloc
from jalon.socle.formats import montrer_date, montrer_duree

from .ecarts import dire, ecarts_de, situer
from .etapes import differences_de, etapes_de, quantites_de
from .forms.financement import FinancementForm
from .models import Financement
from .operations import modifier_financement
from .propositions import reste_en_mots
from .queries import convention_pour, financement_de, reste_sans, tva_du_dossier
from .rules import ecart_heures, ecart_periode, proposer_type

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
    "montant_ttc",
    "regle_tva",
    "motif_tva",
    "motif_depassement",
    "dispositif",
    "payeur",
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
    scripts = (
        "financement/js/nombres.js",
        "financement/js/repartition.js",
        "financement/js/montants.js",
        "financement/js/reprises.js",
    )

    def contexte(self, dossier, par) -> dict:
        financement = financement_de(dossier)
        if financement.pk is None:
            return {"financement": None}
        parts = list(financement.parts.select_related("financeur_societe", "financeur_personne"))
        propose = proposer_type([financement.dispositif, *(part.dispositif for part in parts)])
        return {
            "financement": financement,
            "parts": parts,
            "comparaisons": _comparer(financement),
            "is_type_propose": propose and propose == financement.type_financement,
            "tva": tva_du_dossier(dossier, financement).tva,
        }

    def enregistrer(self, formulaire, *, dossier, par) -> None:
        donnees = formulaire.cleaned_data
        modifier_financement(
            par=par,
            dossier=dossier,
            version=formulaire.version_lue,
            financeur=donnees["financeur"],
            donnees={**{nom: donnees[nom] for nom in CHAMPS}, "type_financement": formulaire.type_retenu},
            parts=formulaire.parts,
        )


class BlocEtapes(Bloc):
    """À droite : prévu, planifié, réalisé, facturé, et les écarts en mots (H4)."""

    code = "etapes"
    libelle = "Prévu, planifié, réalisé, facturé"
    onglets = ("financement",)
    guide = "financement#relire"
    ordre = 26
    droit_lecture = "financement.lecture"
    is_a_cote = True
    gabarit = "financement/etapes.html"

    def contexte(self, dossier, par) -> dict:
        financement = financement_de(dossier)
        cle = financement.convention_id
        convention = convention_pour(cle, dossier) if cle else None
        quantites = quantites_de(dossier, financement)
        ecarts = dire(differences_de(financement, quantites, dossier.avancement))
        ecarts += ecarts_de(financement, convention, timezone.localdate()) if financement.pk else []
        return {
            "etapes": etapes_de(quantites),
            "ecarts": situer(ecarts, dossier, par),
            "convention": convention,
            "reste": reste_en_mots(reste_sans(convention, financement)) if convention else (),
        }


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
