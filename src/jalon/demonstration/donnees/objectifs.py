"""Objectifs plausibles, par nature de prestation : (nature, texte, indicateur, cible)."""

from jalon.dossiers.enums import NatureObjectif as N
from jalon.prestations.enums import NaturePrestation

OBJECTIFS: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    NaturePrestation.BILAN: (
        (N.RECONVERSION, "Quitter la relation client pour la formation d’adultes.", "", ""),
        (N.EVOLUTION, "Prendre un poste d’encadrement dans les deux ans.", "", ""),
        (N.CHANGEMENT_SECTEUR, "Passer de la grande distribution au médico-social.", "", ""),
        (N.CHANGEMENT_POSTE, "Sortir du travail de nuit sans changer d’employeur.", "", ""),
        (N.SAVOIR, "Connaître les métiers qui recrutent dans son bassin d’emploi.", "", ""),
        (N.SAVOIR_FAIRE, "Présenter son parcours en trois minutes.", "", ""),
        (N.SAVOIR_ETRE, "Oser demander un entretien à un inconnu.", "", ""),
        (N.LIVRABLE, "Document de synthèse et plan d’action à six mois.", "", ""),
        (N.QUANTIFIABLE, "Rencontrer des professionnels en poste.", "Enquêtes métier", "3"),
    ),
    NaturePrestation.VAE: (
        (
            N.EVOLUTION,
            "Faire reconnaître quinze ans d’expérience et passer agent de maîtrise.",
            "",
            "",
        ),
        (N.CHANGEMENT_POSTE, "Obtenir le diplôme exigé pour le poste de chef de service.", "", ""),
        (N.SAVOIR, "Comprendre le référentiel du diplôme visé.", "", ""),
        (N.SAVOIR_FAIRE, "Décrire une activité : contexte, choix, résultats.", "", ""),
        (N.SAVOIR_ETRE, "Prendre du recul sur sa propre pratique.", "", ""),
        (N.CERTIFICATION, "Diplôme d’État d’éducateur spécialisé, en entier.", "Blocs validés", "4 sur 4"),
        (N.LIVRABLE, "Livret 2 remis au certificateur.", "Pages", "60"),
    ),
    NaturePrestation.FORMATION: (
        (N.EVOLUTION, "Tenir seul le tableau de bord du service.", "", ""),
        (N.CHANGEMENT_POSTE, "Rejoindre l’accueil, où l’oral est indispensable.", "", ""),
        (N.SAVOIR, "Connaître le vocabulaire professionnel de son métier.", "", ""),
        (N.SAVOIR_FAIRE, "Rédiger un compte rendu d’une page sans modèle.", "", ""),
        (N.SAVOIR_FAIRE, "Construire un tableau croisé et son graphique.", "", ""),
        (N.SAVOIR_ETRE, "Prendre la parole en réunion.", "", ""),
        (N.CERTIFICATION, "Certification de fin de parcours.", "Score", "700 points"),
        (N.QUANTIFIABLE, "Assiduité sur tout le parcours.", "Présence", "90 %"),
    ),
    NaturePrestation.ACCOMPAGNEMENT: (
        (N.RECONVERSION, "Retrouver un emploi compatible avec une restriction de port de charges.", "", ""),
        (N.CHANGEMENT_SECTEUR, "Quitter le bâtiment pour la maintenance.", "", ""),
        (N.SAVOIR, "Repérer les aides à la reprise d’emploi.", "", ""),
        (N.SAVOIR_FAIRE, "Écrire une candidature ciblée.", "", ""),
        (N.SAVOIR_FAIRE, "Bâtir un prévisionnel de trésorerie sur douze mois.", "", ""),
        (N.SAVOIR_ETRE, "Tenir un rythme de démarches chaque semaine.", "", ""),
        (N.LIVRABLE, "CV et lettre types relus par un professionnel.", "", ""),
        (N.QUANTIFIABLE, "Candidatures envoyées et suivies.", "Candidatures", "20"),
    ),
}
