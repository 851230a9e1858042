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
