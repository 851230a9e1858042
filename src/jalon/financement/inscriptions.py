"""Ce que le financement apprend au dossier."""

from jalon.comptes.registres import ECRANS_ADMIN, EcranAdmin
from jalon.dossiers.models import Dossier
from jalon.dossiers.registres import (
    BLOCS,
    CHIFFRES,
    COLONNES_DOSSIERS,
    FAITS,
    FILTRES_DOSSIERS,
    OBSTACLES_RESTAURATION,
    ONGLETS,
    SUITES_PRESTATION,
    Chiffre,
    Obstacle,
    Onglet,
    SourceDeFaits,
    SuitePrestation,
)
from jalon.memos.registres import PORTEURS
from jalon.prestations.registres import CHAMPS_EXIGIBLES
from jalon.socle.listes import AUTOCOMPLETE, LISTES, Colonne, Filtre

from .blocs import BlocEtapes, BlocFinancement
from .colonnes import CELLULES, COLONNES_HEURES, joindre, lire, vide_si_rien
from .etapes import compter_ecarts
from .exigibles import EXIGIBLES, LECTURES, minutes_financees
from .filtres import filtrer_par_financeur, nommer_financeur
from .listes import CONVENTIONS, FILTRE_CONVENTION
from .memos import PorteurConvention
from .operations.engagement import refuser_restauration
from .queries import financement_de
from .suites import lister_du_financement

LECTURE = "financement.lecture"


def _chiffre(dossier: Dossier, utilisateur) -> dict:
    return {"financement": financement_de(dossier)}


ECRAN_CONVENTIONS = EcranAdmin(
    code="conventions",
    libelle="Conventions",
    description="Les cadres qui financent les dossiers : financeur, période, heures, montant, ce qui reste.",
    url_name="financement:conventions",
    icone="file-text",
    droit=LECTURE,
    groupe="Financement",
    ordre=10,
)


def inscrire() -> None:
    """Appelée au démarrage."""
    ECRANS_ADMIN.ajouter(ECRAN_CONVENTIONS)
    LISTES.ajouter(CONVENTIONS)
    PORTEURS.ajouter(PorteurConvention())
    FILTRES_DOSSIERS.ajouter(FILTRE_CONVENTION)
    faits = SourceDeFaits(
        "financement", minutes_financees=minutes_financees, lectures=LECTURES, ecarts=compter_ecarts
    )
    FAITS.ajouter(faits)
    for exigible in EXIGIBLES:
        CHAMPS_EXIGIBLES.ajouter(exigible)
    ONGLETS.ajouter(Onglet("financement", "Financement", "financement:dossier", LECTURE, 20))
    BLOCS.ajouter(BlocFinancement())
    BLOCS.ajouter(BlocEtapes())
    SUITES_PRESTATION.ajouter(SuitePrestation("financement", lister_du_financement, 20))
    OBSTACLES_RESTAURATION.ajouter(Obstacle("convention", refuser_restauration))
    heures, montant = "financement/chiffre_heures.html", "financement/chiffre_montant.html"
    CHIFFRES.ajouter(
        Chiffre("heures", "Heures réalisées / financées", heures, _chiffre, LECTURE, "j-cles__large", 40)
    )
    CHIFFRES.ajouter(Chiffre("montant", "Montant total prévu", montant, _chiffre, LECTURE, ordre=50))
    FILTRES_DOSSIERS.ajouter(
        Filtre(
            "financeur",
            "Financeur",
            AUTOCOMPLETE,
            filtrer_par_financeur,
            libelle_valeur=nommer_financeur,
            url_options="annuaire:financeurs_json",
            ordre=54,
            droit=LECTURE,
        )
    )
    for colonne in COLONNES_HEURES:
        COLONNES_DOSSIERS.ajouter(colonne)
    COLONNES_DOSSIERS.ajouter(
        Colonne(
            "montant",
            "Montant prévu",
            lire("montant_total"),
            f"{CELLULES}/montant.html",
            tri=("financement__montant_total",),
            classe="c-montant j-droite c-nomme",
            ordre=80,
            droit=LECTURE,
            preparer=joindre,
            classe_cellule=vide_si_rien("montant_total"),
        )
    )
