"""Ce que l'on note d'un dossier : sujet, texte. Inventé, et sans nom de personne."""

ECHANGES = (
    ("Appel du matin", "A bien reçu la convocation ; viendra avec son CV et ses bulletins."),
    ("Message du financeur", "L’accord est en cours de signature, réponse attendue sous huit jours."),
    ("Point avec l’employeur", "Le planning est aménagé le jeudi après-midi pendant trois mois."),
    ("Appel du prescripteur", "Demande un point d’étape écrit avant la fin du mois."),
    ("Courriel reçu", "Envoie deux fiches métier et demande une enquête auprès d’un professionnel."),
    ("Appel manqué, rappelé", "Hésite entre deux pistes ; on en reparle au prochain entretien."),
    ("Échange à l’accueil", "Est passée déposer sa pièce d’identité ; copie rangée au dossier."),
)
REMARQUES = (
    ("Mobilité", "Pas de véhicule : privilégier les créneaux après l’arrivée du car de 9 h 10."),
    ("Rythme", "Fatigue en fin de journée : éviter les séances après 16 h."),
    ("À préparer", "Relire le compte rendu de l’entretien précédent et apporter la grille d’intérêts."),
    ("Vigilance sur les heures", "Les heures financées seront atteintes avant la fin du parcours."),
    ("Aménagement", "Supports à imprimer en grands caractères."),
)
RELANCES = (
    ("Accord du financeur", "Rappeler le financeur : l’accord n’est toujours pas arrivé."),
    ("Pièce manquante", "Redemander la pièce d’identité, indispensable avant de démarrer."),
    ("Prochain rendez-vous", "Proposer deux dates : aucun rendez-vous n’est posé."),
    ("Contrat à signer", "Vérifier que le contrat est revenu signé des deux côtés."),
    ("Nouvelles du projet", "Prendre des nouvelles de la candidature envoyée."),
)
