"""Les droits dans les mots d'un responsable : lire et écrire dans chaque zone, et chaque acte nommé.

« À venir » : le droit se donne déjà, rien ne le demande encore.
"""

# zone : (ce que la lecture montre, ce que l'écriture ajoute)
ZONES_EN_PHRASES = {
    "annuaire": (
        "Chercher et lire les fiches des personnes et des sociétés.",
        "Créer, modifier et archiver des fiches.",
    ),
    "dossiers": (
        "Lire les dossiers de son périmètre, leurs contacts, objectifs et historique.",
        "Ouvrir un dossier, le modifier, déclencher ses événements, l’annuler.",
    ),
    "documents": ("Lire et télécharger les documents d’un dossier.", "En déposer, en produire, en classer."),
    "memos": ("Lire les mémos partagés et les relances.", "En écrire, en partager, en clore."),
    "planning": ("Voir les agendas de son périmètre.", "Y planifier, déplacer et annuler des séances."),
    "emargement": ("Voir qui a signé quoi.", "Faire émarger, valider les présences."),
    "financement": (
        "Lire les conventions, et le financement d’un dossier.",
        "Créer des conventions, saisir le financement d’un dossier.",
    ),
    "facturation": (
        "À venir : lire factures, avoirs et règlements.",
        "À venir : facturer, encaisser, faire un avoir.",
    ),
    "pilotage": (
        "À venir : lire les tableaux de bord et le bilan pédagogique.",
        "Partager des vues avec ses équipes.",
    ),
    "admin": (
        "Lire les écrans d’Admin : réglages, catalogue, comptes, profils, équipes.",
        "Les modifier, donner des droits : qui l’a peut tout se donner.",
    ),
}
ACTES_EN_PHRASES = {
    "annuaire.fusionner": "À venir : réunir deux fiches de la même personne ou société.",
    "annuaire.exporter": "Sortir la liste des personnes ou des sociétés dans un fichier.",
    "dossiers.changer_beneficiaire": "Rattacher un dossier déjà ouvert à une autre personne.",
    "dossiers.changer_prestation": "Donner à un dossier une autre prestation, ou une autre version de la sienne.",
    "dossiers.rouvrir_dossier": "Reprendre un dossier clos ou abandonné.",
    "dossiers.exporter": "Sortir la liste des dossiers dans un fichier : des données personnelles quittent Jalon.",
    "documents.voir_confidentiel": (
        "À venir : atteindre un document confidentiel pour répondre à la personne qu’il concerne."
    ),
    "planning.accepter_conflit": "Planifier malgré une salle, une ressource ou une personne déjà prise.",
    "financement.exporter": "Sortir la liste des conventions dans un fichier.",
    "financement.depasser_convention": "Engager plus d’heures ou d’argent que la convention n’en prévoit.",
    "financement.changer_tva": "Choisir pour un dossier une autre TVA que celle de la maison.",
    "admin.traiter_demande_rgpd": "À venir : répondre à une personne qui demande ses données, ou leur effacement.",
}
