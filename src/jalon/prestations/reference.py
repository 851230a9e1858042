"""Les listes livrées : suivis, motifs et origines que toute maison reçoit, et qu'elle complète ensuite."""

from .enums import TypeEvenement

SUIVIS = (
    "Premier contact",
    "En attente d’accord",
    "En attente de pièces",
    "À planifier",
    "À relancer",
    "Arrêt maladie",
    "À clôturer",
)

MOTIFS: dict[str, tuple[str, ...]] = {
    TypeEvenement.SORTIE: (
        "Fin de la prestation",
        "Retour à l’emploi",
        "Entrée en formation",
        "Création d’activité",
        "Recherche d’emploi",
        "Autre situation",
    ),
    TypeEvenement.ABANDON: (
        "Retour à l’emploi",
        "Raison de santé",
        "Raison familiale",
        "Déménagement",
        "Financement refusé",
        "Ne souhaite pas poursuivre",
        "Sans nouvelles du bénéficiaire",
    ),
    TypeEvenement.SUSPENSION: (
        "Arrêt maladie",
        "Congé maternité ou paternité",
        "Indisponibilité professionnelle",
        "Attente du financeur",
        "Raison familiale",
    ),
}

ORIGINES = (
    "Prescripteur",
    "Employeur",
    "Financeur",
    "Bouche-à-oreille",
    "Ancien bénéficiaire",
    "Site internet",
    "Salon ou forum",
    "Autre",
)

TYPES_DOCUMENT = (
    "Contrat ou convention signé",
    "Lettre de commande",
    "Accord de prise en charge",
    "Devis accepté",
    "Pièce d’identité",
    "CV",
    "Consentement au bilan",
    "Programme remis",
    "Règlement intérieur remis",
    "Dossier de faisabilité",
    "Notification de recevabilité",
    "Plan d’action signé",
    "Feuilles d’émargement",
    "Certificat de réalisation",
    "Attestation de remise de la synthèse",
    "Évaluation des acquis",
    "Questionnaire de satisfaction",
    "Bilan d’accompagnement",
    "Décision du jury",
    "Courrier",
    "Autre document",
)

# libellé, fait signifié
TYPES_EVENEMENT: tuple[tuple[str, str], ...] = (
    ("Entrée dans la prestation", TypeEvenement.ENTREE),
    ("Fin de la prestation", TypeEvenement.SORTIE),
    ("Abandon", TypeEvenement.ABANDON),
    ("Suspension", TypeEvenement.SUSPENSION),
    ("Reprise", TypeEvenement.REPRISE),
    ("Consentement recueilli", ""),
    ("Synthèse remise", ""),
    ("Recevabilité notifiée", ""),
    ("Passage devant le jury", ""),
    ("Bilan intermédiaire envoyé", ""),
)
