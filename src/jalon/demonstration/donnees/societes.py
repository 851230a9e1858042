"""Sociétés inventées : aucune n'existe."""

# clé, raison sociale, types, publique, anciens noms
FINANCEURS = (
    ("opco-horizon", "OPCO Horizon", "financeur donneur_ordre", False, "Horizon Formation"),
    ("opco-littoral", "OPCO Littoral", "financeur", False, ""),
    ("opco-atelier", "OPCO des Ateliers", "financeur", False, "Fonds des métiers manuels"),
    ("opco-soin", "OPCO Soin et Lien", "financeur", False, ""),
    ("opco-comptoir", "OPCO du Comptoir", "financeur", False, "Agir Commerce"),
    (
        "france-travail",
        "France Travail Armorique",
        "financeur prescripteur donneur_ordre",
        True,
        "Pôle emploi, ANPE",
    ),
    ("region", "Région Armorique", "financeur donneur_ordre", True, ""),
    ("cpf", "Guichet CPF de démonstration", "financeur", True, ""),
    ("fonds-social", "Fonds social de démonstration", "financeur", True, ""),
    ("faf", "Fonds des indépendants d’Armor", "financeur", False, ""),
    ("cohesion", "Métropole des Deux-Rives", "financeur donneur_ordre client", True, ""),
    ("handicap", "Agence Handicap et Emploi d’Armor", "financeur prescripteur", False, ""),
)
PRESCRIPTEURS = (
    "Mission Horizon Emploi",
    "Mission locale du Pays d’Armor",
    "Maison de l’emploi des Trois-Ponts",
    "Cap Parcours Armor",
    "Point Orientation Vilaine",
    "Association Rebond",
    "Espace Insertion du Marais",
    "Relais Emploi de la Sèvre",
    "Plan local d’insertion des Exemples",
    "Comité d’orientation de l’Essai",
)
EMPLOYEURS = (
    "Ateliers Duval SAS", "Boulangerie Ar Bleunioù", "Biscuiterie des Trois Phares", "Clinique du Val d’Exemple",
    "Transports Kerautret", "Menuiserie Quéméner et Filles", "Groupe Hôtelier des Grèves", "Conserverie du Ponant",
    "Imprimerie Lettre et Trait", "Crèche Les Petits Cailloux", "Garage de la Fictive", "Logistique du Couchant",
    "Brasserie du Vieux Lavoir", "Cabinet Comptable Équilibre", "Pépinières de l’Odet imaginaire",
    "Maison de retraite Les Camélias", "Électricité Le Fur", "Restauration collective Marmite et Cie",
    "Assurances du Phare", "Nettoyage Clair et Net", "Textile d’Armor SCOP", "Quincaillerie du Pont",
    "Informatique Hermine", "Chantiers navals du Témoin", "Librairie Page Suivante", "Coopérative du Bocage",
    "Agence Pixel et Papier", "Bureau d’études Triskell", "Sécurité Vigie Ouest", "Aide à domicile Main Tendue",
)  # fmt: skip
DONNEURS_ORDRE = (
    ("Direction des ressources humaines Textile d’Armor", "donneur_ordre client"),
    ("Groupement d’employeurs des Exemples", "donneur_ordre client employeur"),
    ("Comité social du Ponant", "donneur_ordre"),
    ("Centre de gestion de la fonction publique fictive", "donneur_ordre client"),
)
AUTRES = (
    ("Imprimerie des Badges", "fournisseur"),
    ("Université populaire de l’Essai", "partenaire"),
    ("Réseau des Ressourceries d’Armor", "partenaire fournisseur"),
    ("Traiteur Le Bon Modèle", "fournisseur"),
)
FORMES_PUBLIQUES = ("Mairie de Saint-Exemple", "Lycée professionnel de la Maquette")
# Les entreprises de la seconde fournée : un métier, un lieu qui n'existe pas.
METIERS_SOCIETE = (
    "Menuiserie", "Pharmacie", "Fonderie", "Laiterie", "Serrurerie", "Papeterie", "Teinturerie", "Verrerie",
    "Cordonnerie", "Scierie", "Horlogerie", "Poissonnerie", "Corderie", "Blanchisserie", "Savonnerie", "Minoterie",
    "Voilerie",
)  # fmt: skip
LIEUX_SOCIETE = (
    "du Port-Fictif", "des Landes inventées", "de l’Anse aux Exemples", "du Phare témoin", "de la Lande-Modèle",
    "des Quatre-Maquettes", "de l’Île-Prétexte", "du Vieux-Spécimen",
)  # fmt: skip
