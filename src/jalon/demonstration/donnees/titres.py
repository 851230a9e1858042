"""Diplômes, titres et références inventés des conseillers."""

DIPLOMES = (
    "Master de psychologie du travail",
    "Master en sciences de l’éducation",
    "Licence professionnelle d’accompagnement des parcours",
    "Master de gestion des ressources humaines",
    "Diplôme universitaire de formation d’adultes",
)
TITRES = (
    "Conseillère ou conseiller en insertion professionnelle (titre professionnel)",
    "Formateur professionnel d’adultes (titre professionnel)",
    "Consultant en bilan de compétences, habilité aux inventaires d’intérêts",
)
REFERENCES = (
    "Huit ans d’accompagnement de salariés et de demandeurs d’emploi",
    "Cent vingt bilans conduits, dont trente à distance",
    "Cinq ans de formation en entreprise, dans l’industrie et le commerce",
    "Jury de certification depuis 2021",
)
