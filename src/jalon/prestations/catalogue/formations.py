"""Trois formations : bureautique, management, français professionnel."""

from typing import Any

from ..enums import Couleur, NatureAction, NaturePrestation, ObjectifBpf
from .bilan_vae import ABANDON, REGLEMENT
from .fiches import (
    CLOTURER,
    DEMARRER,
    FACTURER,
    NON_FACTURABLE,
    SANS_EMARGEMENT,
    ActionLivree,
    EtapeLivree,
    PrestationLivree,
)

SOURCE = (
    "Code du travail, L6353-1 à L6353-4 (mentions du contrat, remise du programme) et L6313-1 ; "
    "positionnement et évaluation des acquis : référentiel Qualiopi."
)
POSITIONNEMENT = ActionLivree(
    "Entretien de positionnement", 60, NatureAction.TELEPHONE, "", Couleur.NEUTRE, NON_FACTURABLE | SANS_EMARGEMENT
)
JOURNEE = ActionLivree("Journée de formation", 420, couleur=Couleur.INFO)
DEMI_JOURNEE = ActionLivree("Demi-journée de formation", 210, couleur=Couleur.INFO)
CLASSE = ActionLivree("Classe à distance", 120, NatureAction.DISTANCE, "", Couleur.VIOLET)
ENTRAINEMENT = ActionLivree(
    "Entraînement en autonomie", 120, NatureAction.AUTONOMIE, "", Couleur.NEUTRE, SANS_EMARGEMENT
)
EVALUATION = ActionLivree("Évaluation des acquis", 90, couleur=Couleur.VERT, options={"is_terminale": True})
RETOUR = ActionLivree(
    "Évaluation à trois mois", 30, NatureAction.TELEPHONE, "", Couleur.NEUTRE, NON_FACTURABLE | SANS_EMARGEMENT
)
CHAMPS = {"competence": DEMARRER, "dispositif": FACTURER, "numero_externe": FACTURER}
PIECES = {
    "Contrat ou convention signé": DEMARRER,
    "Programme remis": DEMARRER,
    "Règlement intérieur remis": DEMARRER,
    "Accord de prise en charge": FACTURER,
    "Certificat de réalisation": FACTURER,
    "Évaluation des acquis": CLOTURER,
    "Questionnaire de satisfaction": CLOTURER,
}
COMMUNS = {
    "suivi_evaluation": "Émargement par demi-journée ; positionnement à l’entrée, évaluation des acquis à la fin.",
    "conditions_abandon": ABANDON,
    "conditions_reglement": REGLEMENT,
}


def _formation(
    code: str, libelle: str, heures: int, textes: dict[str, Any], *etapes: EtapeLivree
) -> PrestationLivree:
    return PrestationLivree(
        code, libelle, "Formations", NaturePrestation.FORMATION, heures, SOURCE,
        COMMUNS | {"objectif_bpf": ObjectifBpf.AUTRES} | textes, etapes, CHAMPS, PIECES,
    )  # fmt: skip


FORMATIONS = (
    _formation(
        "BUR35",
        "Bureautique et outils collaboratifs",
        35,
        {
            "specialite_nsf": "324",
            "objectif": "Devenir autonome sur le tableur, le traitement de texte et la messagerie.",
            "contenu": "Fichiers et partage ; traitement de texte ; tableur : formules, tableaux, graphiques ; "
            "messagerie et agenda ; travail à plusieurs.",
            "niveau_requis": "Savoir se servir d’une souris et d’un clavier.",
            "moyens": "Salle équipée, un poste par personne, exercices tirés du travail des participants.",
            "sanction": "Attestation de fin de formation, avec l’évaluation des acquis.",
        },
        EtapeLivree(POSITIONNEMENT),
        EtapeLivree(JOURNEE, 4, delai_max=60),
        EtapeLivree(DEMI_JOURNEE, 1, delai_min=7, delai_max=75),
        EtapeLivree(ENTRAINEMENT, 1, is_obligatoire=False, delai_min=1, delai_max=75),
        EtapeLivree(EVALUATION, delai_min=7, delai_max=90),
        EtapeLivree(RETOUR, is_obligatoire=False, delai_min=90, delai_max=150),
    ),
    _formation(
        "MAN21",
        "Manager une équipe de proximité",
        21,
        {
            "specialite_nsf": "315",
            "objectif": "Prendre sa place de responsable d’équipe : organiser, déléguer, recadrer, reconnaître.",
            "contenu": "Le rôle du responsable ; organiser et déléguer ; l’entretien individuel ; "
            "les situations difficiles ; plan de progrès.",
            "niveau_requis": "Encadrer une équipe, ou s’y préparer.",
            "moyens": "Apports courts, mises en situation filmées, travail entre les journées.",
            "sanction": "Attestation de fin de formation, avec l’évaluation des acquis.",
        },
        EtapeLivree(POSITIONNEMENT),
        EtapeLivree(JOURNEE, 2, delai_max=30),
        EtapeLivree(DEMI_JOURNEE, 1, delai_min=14, delai_max=45),
        EtapeLivree(CLASSE, 1, delai_min=14, delai_max=60),
        EtapeLivree(EVALUATION, delai_min=21, delai_max=75),
        EtapeLivree(RETOUR, is_obligatoire=False, delai_min=90, delai_max=150),
    ),
    _formation(
        "FLE120",
        "Français professionnel",
        120,
        {
            "specialite_nsf": "136",
            "objectif": "Comprendre et se faire comprendre au travail, à l’oral comme à l’écrit.",
            "contenu": "Consignes, échanges avec l’équipe et les clients, écrits courts, vocabulaire du métier.",
            "niveau_requis": "Niveau A1 du cadre européen, vérifié au positionnement.",
            "moyens": "Petit groupe, documents du lieu de travail, classes à distance entre les séances.",
            "is_a_distance": True,
            "modalites_distance": "Classes à distance avec le formateur, connexions relevées, assistance par "
            "téléphone aux heures d’ouverture.",
            "sanction": "Attestation de fin de formation, avec le niveau atteint.",
        },
        EtapeLivree(POSITIONNEMENT),
        EtapeLivree(DEMI_JOURNEE, 27, delai_max=180),
        EtapeLivree(CLASSE, 12, delai_min=14, delai_max=180),
        EtapeLivree(EVALUATION, delai_min=60, delai_max=190),
        EtapeLivree(RETOUR, is_obligatoire=False, delai_min=150, delai_max=280),
    ),
)
