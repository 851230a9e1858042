"""Trois accompagnements France Travail : le bon de commande du lot fixe durée et étapes, à ajuster."""

from typing import Any

from ..enums import Couleur, NatureAction, NaturePrestation
from .fiches import CLOTURER, DEMARRER, FACTURER, SANS_EMARGEMENT, ActionLivree, EtapeLivree, PrestationLivree

SOURCE = (
    "Marché France Travail : la lettre de commande et le cahier des charges du lot fixent durée, étapes et "
    "livrables ; point de départ à ajuster au lot attribué."
)
DIAGNOSTIC = ActionLivree("Entretien de diagnostic", 90, couleur=Couleur.INFO)
ENTRETIEN = ActionLivree("Entretien d’accompagnement", 60, couleur=Couleur.INFO)
POINT = ActionLivree("Point téléphonique", 30, NatureAction.TELEPHONE, "", Couleur.NEUTRE, SANS_EMARGEMENT)
ATELIER = ActionLivree("Atelier collectif", 210, couleur=Couleur.VIOLET)
DEMARCHES = ActionLivree(
    "Démarches en autonomie", 120, NatureAction.AUTONOMIE, "", Couleur.NEUTRE, SANS_EMARGEMENT
)
ETUDE = ActionLivree("Étude du projet d’activité", 120, couleur=Couleur.INFO)
BILAN_FINAL = ActionLivree("Bilan d’accompagnement", 90, couleur=Couleur.VERT, options={"is_terminale": True})
CHAMPS = dict.fromkeys(("naissance", "commande", "prescripteur", "objectif_professionnel"), DEMARRER)
PIECES = {
    "Lettre de commande": DEMARRER,
    "Plan d’action signé": FACTURER,
    "Feuilles d’émargement": FACTURER,
    "Bilan d’accompagnement": CLOTURER,
}


def _accompagnement(
    code: str, libelle: str, heures: int, textes: dict[str, Any], *etapes: EtapeLivree
) -> PrestationLivree:
    communs = {
        "specialite_nsf": "415",
        "niveau_requis": "Demandeur d’emploi orienté par France Travail.",
        "suivi_evaluation": "Émargement de chaque rendez-vous ; plan d’action revu à chaque entretien.",
        "sanction": "Bilan d’accompagnement, transmis au conseiller prescripteur.",
        "conditions_abandon": "Absences et abandons sont signalés au prescripteur dans les délais du marché.",
        "conditions_reglement": "Facturation selon les jalons du marché.",
    }
    return PrestationLivree(
        code, libelle, "France Travail", NaturePrestation.ACCOMPAGNEMENT, heures, SOURCE,
        communs | textes, etapes, CHAMPS, PIECES,
    )  # fmt: skip


ACCOMPAGNEMENTS = (
    _accompagnement(
        "FTPROJET",
        "Activ’Projet",
        20,
        {
            "objectif": "Identifier, vérifier et valider un ou deux projets professionnels réalistes.",
            "contenu": "Diagnostic, exploration des pistes, confrontation au marché local, plan d’action.",
            "moyens": "Entretiens individuels, ateliers, enquêtes et démarches entre les rendez-vous.",
        },
        EtapeLivree(DIAGNOSTIC, delai_max=0),
        EtapeLivree(ENTRETIEN, 5, delai_min=5, delai_max=56),
        EtapeLivree(ATELIER, 2, delai_min=7, delai_max=49),
        EtapeLivree(DEMARCHES, 2, is_obligatoire=False, delai_max=56),
        EtapeLivree(POINT, 2, is_obligatoire=False, delai_min=7, delai_max=56),
        EtapeLivree(BILAN_FINAL, delai_min=42, delai_max=63),
    ),
    _accompagnement(
        "FTCREA",
        "Activ’Créa",
        18,
        {
            "objectif": "Vérifier qu’une idée de création ou de reprise d’activité tient, et décider de la suite.",
            "contenu": "Idée et motivations, étude du marché, moyens, statut, premiers chiffres, décision.",
            "moyens": "Entretiens individuels, ateliers, études menées par le porteur du projet.",
        },
        EtapeLivree(DIAGNOSTIC, delai_max=0),
        EtapeLivree(ETUDE, 4, delai_min=7, delai_max=77),
        EtapeLivree(ATELIER, 1, delai_min=7, delai_max=63),
        EtapeLivree(DEMARCHES, 1, is_obligatoire=False, delai_max=77),
        EtapeLivree(POINT, 3, is_obligatoire=False, delai_max=77),
        EtapeLivree(BILAN_FINAL, delai_min=49, delai_max=84),
    ),
    _accompagnement(
        "FTIMAGE",
        "Valoriser son image professionnelle",
        21,
        {
            "objectif": "Se présenter avec aisance : candidature, entretien, savoir-être attendus au travail.",
            "contenu": "Image de soi, codes professionnels, candidatures, entraînement à l’entretien.",
            "moyens": "Groupe de huit à douze personnes, mises en situation, retours individuels.",
        },
        EtapeLivree(DIAGNOSTIC, delai_max=0),
        EtapeLivree(ATELIER, 5, delai_min=1, delai_max=21),
        EtapeLivree(POINT, 1, is_obligatoire=False, delai_min=7, delai_max=28),
        EtapeLivree(BILAN_FINAL, delai_min=14, delai_max=35),
    ),
)
