"""Bilan de compétences et accompagnement à la VAE."""

from ..enums import Couleur, NatureAction, NaturePrestation, ObjectifBpf, Phase
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

REGLEMENT = "Règlement à réception de facture, selon l’échéancier du contrat ou de la convention."
ABANDON = (
    "En cas de force majeure dûment reconnue, seules les heures réalisées sont dues, au prorata de leur valeur. "
    "Sinon, les conditions du contrat ou de la convention s’appliquent."
)


def _bilan(libelle: str, minutes: int, phase: str, couleur: str, nature=NatureAction.FACE_A_FACE, **options):
    return ActionLivree(libelle, minutes, nature, phase, couleur, options)


ACCUEIL = _bilan("Accueil et analyse de la demande", 60, Phase.PRELIMINAIRE, Couleur.INFO)
PRELIMINAIRE = _bilan("Entretien préliminaire de bilan", 120, Phase.PRELIMINAIRE, Couleur.INFO)
INVESTIGATION = _bilan("Entretien d’investigation", 120, Phase.INVESTIGATION, Couleur.VIOLET)
TESTS = _bilan("Tests et restitution", 180, Phase.INVESTIGATION, Couleur.VIOLET)
RECHERCHES = _bilan(
    "Recherches et enquêtes métier", 120, Phase.INVESTIGATION, Couleur.NEUTRE, NatureAction.AUTONOMIE,
    **SANS_EMARGEMENT,
)  # fmt: skip
PLAN = _bilan("Construction du plan d’action", 120, Phase.CONCLUSIONS, Couleur.VERT)
SYNTHESE = _bilan("Remise de la synthèse", 120, Phase.CONCLUSIONS, Couleur.VERT, is_terminale=True)
SUIVI = ActionLivree(
    "Suivi à six mois", 60, NatureAction.TELEPHONE, "", Couleur.NEUTRE, NON_FACTURABLE | SANS_EMARGEMENT
)

BILAN = PrestationLivree(
    "BC24",
    "Bilan de compétences",
    "Bilans",
    NaturePrestation.BILAN,
    24,
    "Code du travail, L6313-4 et R6313-4 à R6313-8 : trois phases, 24 h au plus, consentement, synthèse ; "
    "suivi à six mois : référentiel Qualiopi.",
    {
        "objectif_bpf": ObjectifBpf.BILAN,
        "specialite_nsf": "415",
        "objectif": "Analyser ses compétences, aptitudes et motivations pour définir un projet professionnel et, "
        "le cas échéant, un projet de formation.",
        "contenu": "Phase préliminaire : analyse de la demande, format du bilan, déroulement.\n"
        "Phase d’investigation : parcours, compétences, intérêts, hypothèses de projet confrontées au marché.\n"
        "Phase de conclusions : résultats détaillés, facteurs de réussite, plan d’action, synthèse.",
        "niveau_requis": "Aucun.",
        "moyens": "Entretiens individuels, tests, ressources documentaires, enquêtes auprès de professionnels.",
        "suivi_evaluation": "Émargement de chaque entretien ; entretien de suivi à six mois.",
        "sanction": "Document de synthèse, remis au bénéficiaire seul.",
        "conditions_abandon": ABANDON,
        "conditions_reglement": REGLEMENT,
    },
    (
        EtapeLivree(ACCUEIL, delai_max=0),
        EtapeLivree(PRELIMINAIRE, delai_max=10),
        EtapeLivree(INVESTIGATION, 4, delai_min=7, delai_max=56),
        EtapeLivree(TESTS, delai_min=14, delai_max=56),
        EtapeLivree(RECHERCHES, 3, is_obligatoire=False, delai_min=14, delai_max=70),
        EtapeLivree(PLAN, delai_min=42, delai_max=84),
        EtapeLivree(SYNTHESE, delai_min=49, delai_max=98),
        EtapeLivree(SUIVI, is_obligatoire=False, delai_min=200, delai_max=300),
    ),
    {
        "naissance": DEMARRER,
        "objectif_professionnel": DEMARRER,
        "dispositif": FACTURER,
        "numero_externe": FACTURER,
    },
    {
        "Consentement au bilan": DEMARRER,
        "Contrat ou convention signé": DEMARRER,
        "Accord de prise en charge": FACTURER,
        "Certificat de réalisation": FACTURER,
        "Attestation de remise de la synthèse": CLOTURER,
    },
)

ENTREE_VAE = ActionLivree("Information et positionnement VAE", 60, couleur=Couleur.INFO)
FAISABILITE = ActionLivree("Dossier de faisabilité", 120, couleur=Couleur.INFO)
METHODE = ActionLivree("Atelier méthodologique VAE", 180, couleur=Couleur.VIOLET)
REDACTION = ActionLivree("Accompagnement à la rédaction", 120, couleur=Couleur.VIOLET)
JURY = ActionLivree("Préparation à l’entretien avec le jury", 120, couleur=Couleur.VERT)
JURY_BLANC = ActionLivree("Jury blanc", 60, couleur=Couleur.VERT)
APRES_JURY = ActionLivree("Entretien après le jury", 60, couleur=Couleur.VERT, options={"is_terminale": True})

VAE = PrestationLivree(
    "VAE24",
    "Accompagnement VAE",
    "VAE",
    NaturePrestation.VAE,
    24,
    "Code du travail, L6411-1 et suivants ; dossier de faisabilité : arrêté du 3 juillet 2025.",
    {
        "objectif_bpf": ObjectifBpf.VAE,
        "specialite_nsf": "415",
        "objectif": "Faire reconnaître son expérience par une certification : de la faisabilité au jury.",
        "contenu": "Choix de la certification, dossier de faisabilité, recevabilité, description des activités, "
        "dossier de validation, préparation de l’entretien, suites du jury.",
        "niveau_requis": "Une expérience en rapport avec la certification visée.",
        "moyens": "Entretiens individuels, atelier méthodologique, relectures, entraînement à l’oral.",
        "suivi_evaluation": "Émargement de chaque rendez-vous ; avancement du dossier de validation.",
        "sanction": "Attestation d’accompagnement ; la certification est délivrée par le jury.",
        "conditions_abandon": ABANDON,
        "conditions_reglement": REGLEMENT,
    },
    (
        EtapeLivree(ENTREE_VAE, delai_max=0),
        EtapeLivree(FAISABILITE, delai_max=21),
        EtapeLivree(METHODE, delai_min=14, delai_max=90),
        EtapeLivree(REDACTION, 7, delai_min=30, delai_max=240),
        EtapeLivree(JURY, delai_min=90),
        EtapeLivree(JURY_BLANC, is_obligatoire=False, delai_min=90),
        EtapeLivree(APRES_JURY, delai_min=120),
    ),
    {"naissance": DEMARRER, "resultat": DEMARRER, "dispositif": FACTURER, "numero_externe": FACTURER},
    {
        "Contrat ou convention signé": DEMARRER,
        "Dossier de faisabilité": DEMARRER,
        "Notification de recevabilité": FACTURER,
        "Certificat de réalisation": FACTURER,
        "Décision du jury": CLOTURER,
    },
)

BILAN_VAE = (BILAN, VAE)
