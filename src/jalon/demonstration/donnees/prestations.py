"""Quatre prestations de plus, avec leur déroulé et leur prix (euros)."""

from decimal import Decimal
from typing import Any

from jalon.prestations.catalogue.accompagnements import ATELIER, BILAN_FINAL, DIAGNOSTIC, ENTRETIEN, ETUDE
from jalon.prestations.catalogue.fiches import CLOTURER, DEMARRER, FACTURER, EtapeLivree, PrestationLivree
from jalon.prestations.catalogue.formations import CLASSE, DEMI_JOURNEE, EVALUATION, JOURNEE, POSITIONNEMENT
from jalon.prestations.enums import NaturePrestation, Tarification

MAISON = "Maison de démonstration."
FORMATION, ACCOMPAGNEMENT = NaturePrestation.FORMATION, NaturePrestation.ACCOMPAGNEMENT


def _horaire(tarif: str) -> dict[str, Any]:
    return {"tarification": Tarification.HORAIRE, "tarif_horaire": Decimal(tarif)}


def _forfait(montant: str) -> dict[str, Any]:
    return {"tarification": Tarification.FORFAIT, "forfait": Decimal(montant)}


PRESTATIONS_MAISON = (
    (
        PrestationLivree(
            "ANG30", "Anglais professionnel", "Formation", FORMATION, 30, MAISON,
            {"objectif": "Écrire, téléphoner et participer à une réunion en anglais."},
            (
                EtapeLivree(POSITIONNEMENT, delai_max=0),
                EtapeLivree(DEMI_JOURNEE, 3, delai_min=7, delai_max=60),
                EtapeLivree(CLASSE, 9, delai_min=14, delai_max=110),
                EtapeLivree(EVALUATION, delai_min=60, delai_max=120),
            ),
            {"competence": DEMARRER}, {"Programme remis": DEMARRER, "Certificat de réalisation": FACTURER},
        ),
        _horaire("46.00"),
    ),
    (
        PrestationLivree(
            "SST14", "Sauveteur secouriste du travail", "Formation", FORMATION, 14, MAISON,
            {"objectif": "Intervenir face à un accident et contribuer à la prévention."},
            (EtapeLivree(JOURNEE, 2, delai_max=7),),
            {"employeur": DEMARRER}, {"Certificat de réalisation": FACTURER},
        ),
        _horaire("50.00"),
    ),
    (
        PrestationLivree(
            "TPE12", "Reprendre une petite entreprise", "Création", ACCOMPAGNEMENT, 12, MAISON,
            {"objectif": "Évaluer l’affaire, négocier, bâtir le plan de reprise."},
            (
                EtapeLivree(DIAGNOSTIC, delai_max=0),
                EtapeLivree(ETUDE, 4, delai_min=7, delai_max=70),
                EtapeLivree(ENTRETIEN, 1, delai_min=30, delai_max=80),
                EtapeLivree(BILAN_FINAL, delai_min=45, delai_max=90),
            ),
            {"objectif_professionnel": DEMARRER}, {"Bilan d’accompagnement": CLOTURER},
        ),
        _horaire("70.00"),
    ),
    (
        PrestationLivree(
            "REP30", "Rebond, reprendre confiance et chercher", "Insertion", ACCOMPAGNEMENT, 30, MAISON,
            {"objectif": "Lever les freins, reprendre un rythme, candidater en groupe et seul."},
            (
                EtapeLivree(DIAGNOSTIC, delai_max=0),
                EtapeLivree(ENTRETIEN, 13, delai_min=5, delai_max=150),
                EtapeLivree(ATELIER, 4, delai_min=7, delai_max=120),
                EtapeLivree(BILAN_FINAL, delai_min=90, delai_max=180),
            ),
            {"prescripteur": DEMARRER, "objectif_professionnel": DEMARRER},
            {"Plan d’action signé": FACTURER, "Bilan d’accompagnement": CLOTURER},
        ),
        _forfait("1050.00"),
    ),
)  # fmt: skip
