"""Noms, prénoms et lieux inventés : toute ressemblance serait fortuite."""

PRENOMS_MME = (
    "Claire", "Fatoumata", "Anne-Sophie", "Maëlys", "Inês", "Camille", "Aïcha", "Gwenaëlle", "Sandrine", "Léa",
    "Mélanie", "Thi Hoa", "Noémie", "Françoise", "Zoé", "Solène", "Khadija", "Élise", "Rozenn", "Bérénice",
    "Olga", "Maryam", "Céline", "Agnès", "Hélène", "Nolwenn", "Samia", "Chloé", "Dominique", "Yasmina",
    "Marie-Laure", "Adèle", "Rokia", "Juliette", "Émeline", "Valérie", "Leïla", "Patricia", "Jeanne", "Aurore",
    "Svetlana", "Maud", "Christelle", "Naïma", "Perrine", "Lucia", "Morgane", "Sylvie", "Éva", "Amélie",
)  # fmt: skip
PRENOMS_M = (
    "Thierry", "Yanis", "Jorge", "Mathieu", "Lucas", "Samuel", "Éric", "Mamadou", "Jean-Baptiste", "Loïc",
    "Karim", "Stéphane", "Antoine", "Ronan", "Gaël", "Mickaël", "Rémi", "Sékou", "Julien", "Frédéric",
    "Ahmed", "Cédric", "Tanguy", "Hervé", "Quốc Anh", "Jérôme", "Bilal", "Pierre-Yves", "Nicolas", "Raphaël",
    "Oleksandr", "Damien", "Malo", "Étienne", "Ibrahima", "Fabrice", "Erwan", "Gilles", "Zacharie", "Hugo",
    "Dimitri", "Alban", "Franck", "Youssef", "Benoît", "Jean-Noël", "Kévin", "Corentin", "Ousmane", "Théo",
)  # fmt: skip
NOMS = (
    "Martin", "Da Silva", "Nguyen", "Belkacem", "Pereira", "Lefèvre", "Okafor", "Rousseau-Petit", "Keller",
    "Diallo", "Garnier", "Étienne", "Le Goff", "Kervella", "Haddad", "Morvan", "Bertrand", "Traoré", "Le Bihan",
    "Fontaine", "Müller", "Chevalier", "Ben Salah", "Guéguen", "Dupont-Durand", "Roux", "El Amrani", "Tanguy",
    "Mercier", "Çelik", "Blanchard", "Lévêque", "Koné", "Huet", "Ramos", "Prigent", "Boucher", "Sow", "Hervé",
    "Lemaître", "Kowalczyk", "Carré", "N’Diaye", "Le Floc’h", "Gonçalves", "Perrin", "Ouattara", "Noël",
    "D’Angelo", "Chauvin", "Tran", "Briand", "Fernández", "Picard", "Zerrouki", "Aubry", "Masson", "Bakayoko",
    "L’Hostis", "Renault", "Öztürk", "Collet", "Rivière", "Camara", "Pottier", "Le Guennec", "Marchand", "Ivanova",
    "Gautier", "Saïdi", "Roger", "Quéré", "Hoarau", "Barbier", "Lambert", "Mbappé-Leroy", "Vasseur", "Adam",
    "Dos Santos", "Bourdais", "Caillou", "Sissoko", "Legrand", "Jézéquel", "Weiss", "Langlois", "Mahé", "Rossi",
)  # fmt: skip
# civilité, nom, prénom : les cas que l'écran doit tenir
CAS_LIMITES = (
    ("mme", "de La Rochefontaine-Montauban de Saint-Aubin du Cormier", "Marie-Bénédicte Éléonore"),
    ("m", "O", "Y"),
    ("mme", "Le Gall", "Marie"),
    ("mme", "Le Gall", "Marie"),
    ("m", "Łukasiewicz", "Łukasz"),
    ("", "Sokolov", "Sacha"),
)  # fmt: skip
VILLES = {
    "rennes": (
        ("35000", "Rennes"), ("35200", "Rennes"), ("35510", "Cesson-Sévigné"), ("35170", "Bruz"),
        ("35740", "Pacé"), ("35340", "Liffré"), ("35500", "Vitré"), ("35600", "Redon"),
    ),
    "nantes": (
        ("44000", "Nantes"), ("44300", "Nantes"), ("44800", "Saint-Herblain"), ("44400", "Rezé"),
        ("44600", "Saint-Nazaire"), ("44190", "Clisson"), ("44700", "Orvault"),
    ),
    "lorient": (
        ("56100", "Lorient"), ("56600", "Lanester"), ("56270", "Ploemeur"), ("56700", "Hennebont"),
        ("56400", "Auray"), ("56000", "Vannes"), ("56300", "Pontivy"),
    ),
}  # fmt: skip
VOIES = (
    "rue des Exemples", "allée du Moulin-Fictif", "rue de l’Essai", "impasse des Modèles", "avenue du Témoin",
    "place de la Maquette", "boulevard des Échantillons", "chemin des Hypothèses", "rue du Prétexte",
)  # fmt: skip
NAISSANCES = (
    "Rennes", "Nantes", "Saint-Malo", "Brest", "Lorient", "Paris", "Lille", "Dakar", "Porto", "Oran", "Hanoï",
    "Casablanca", "Bamako", "Varsovie", "Saint-Denis de La Réunion", "Abidjan", "Izmir", "Kharkiv", "Tunis",
)  # fmt: skip
NATIONALITES = ("française",) * 9 + ("portugaise", "sénégalaise", "ukrainienne", "marocaine", "vietnamienne")
# au masculin, au féminin
METIERS = (
    ("Assistant de gestion", "Assistante de gestion"),
    ("Conducteur de ligne", "Conductrice de ligne"),
    ("Chargé de clientèle", "Chargée de clientèle"),
    ("Aide-soignant", "Aide-soignante"),
    ("Magasinier", "Magasinière"),
    ("Comptable", "Comptable"),
    ("Technicien de maintenance", "Technicienne de maintenance"),
    ("Chef de rang", "Cheffe de rang"),
    ("Conseiller de vente", "Conseillère de vente"),
    ("Préparateur de commandes", "Préparatrice de commandes"),
    ("Éducateur spécialisé", "Éducatrice spécialisée"),
    ("Infographiste", "Infographiste"),
    ("Chauffeur-livreur", "Chauffeuse-livreuse"),
    ("Secrétaire médical", "Secrétaire médicale"),
    ("Chef d’équipe", "Cheffe d’équipe"),
    ("Soudeur", "Soudeuse"),
    ("Développeur web", "Développeuse web"),
    ("Agent d’entretien", "Agente d’entretien"),
    ("Responsable logistique", "Responsable logistique"),
)
