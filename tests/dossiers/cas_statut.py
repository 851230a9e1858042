"""Les cas écrits du statut (domaine, « Statut ») : les essais les éprouvent, docs/metier/statut.md les montre."""

from datetime import date

from jalon.dossiers.enums import Avancement, SituationFinanciere

LE_2, LE_5, LE_9, LE_12 = (date(2026, 3, jour) for jour in (2, 5, 9, 12))
DIX_HEURES = 600  # minutes

PREVISIONNEL, EN_COURS, SUSPENDU, TERMINE, ABANDONNE = Avancement

# la phrase, les événements en vigueur, les présences, les minutes financées, l'avancement
CAS = [
    ("aucune séance, aucun événement", {}, {}, 0, PREVISIONNEL),
    ("une séance passée que personne n'a validée", {}, {"attendues_programmees": 1}, DIX_HEURES, PREVISIONNEL),
    ("absent à toutes ses séances", {}, {"attendues_programmees": 0}, DIX_HEURES, PREVISIONNEL),
    ("une présence, d'autres séances à venir", {}, {"presentes": 1, "attendues_programmees": 3}, 0, EN_COURS),
    ("une entrée sans aucune séance", {"entree": LE_2}, {}, 0, EN_COURS),
    (
        "sorti du groupe à mi-parcours : rien n'est plus attendu, les heures manquent",
        {},
        {"presentes": 4, "minutes_presentes": 240},
        DIX_HEURES,
        EN_COURS,
    ),
    ("forfait sans heures ni séance terminante", {}, {"presentes": 6, "minutes_presentes": 900}, 0, EN_COURS),
    ("forfait sans heures, sortie enregistrée", {"sortie": LE_12}, {"presentes": 6}, 0, TERMINE),
    ("abandonné avant de commencer", {"abandon": LE_2}, {}, DIX_HEURES, ABANDONNE),
    ("abandonné en cours de route", {"entree": LE_2, "abandon": LE_9}, {"presentes": 2}, DIX_HEURES, ABANDONNE),
    ("abandon et sortie : l'abandon l'emporte", {"abandon": LE_9, "sortie": LE_12}, {}, 0, ABANDONNE),
    ("sortie pendant une suspension", {"suspension": LE_5, "sortie": LE_12}, {}, 0, TERMINE),
    ("suspendu après une présence", {"entree": LE_2, "suspension": LE_5}, {"presentes": 1}, DIX_HEURES, SUSPENDU),
    ("suspendu avant d'être entré", {"suspension": LE_5}, {}, 0, SUSPENDU),
    ("les heures financées sont faites", {}, {"presentes": 5, "minutes_presentes": 600}, DIX_HEURES, TERMINE),
    ("une minute de moins", {}, {"presentes": 5, "minutes_presentes": 599}, DIX_HEURES, EN_COURS),
    (
        "les heures sont faites, une séance reste attendue",
        {},
        {"presentes": 5, "minutes_presentes": 600, "attendues_programmees": 1},
        DIX_HEURES,
        EN_COURS,
    ),
    (
        "les heures sont faites, une étape obligatoire manque",
        {},
        {"presentes": 5, "minutes_presentes": 600, "are_etapes_obligatoires_faites": False},
        DIX_HEURES,
        EN_COURS,
    ),
    (
        "présent à la séance qui termine la prestation",
        {},
        {"presentes": 1, "is_terminante_presente": True},
        0,
        TERMINE,
    ),
    (
        "les heures sont faites pendant une suspension",
        {"suspension": LE_5},
        {"presentes": 5, "minutes_presentes": 600},
        DIX_HEURES,
        TERMINE,
    ),
    (
        "rouvert : les heures faites ne terminent plus",
        {"reouverture": LE_12},
        {"presentes": 5, "minutes_presentes": 600},
        DIX_HEURES,
        EN_COURS,
    ),
    ("rouvert, puis sorti de nouveau", {"reouverture": LE_9, "sortie": LE_12}, {"presentes": 1}, 0, TERMINE),
]

RIEN, A_FACTURER, PARTIELLE, FACTURE, SOLDE = (
    SituationFinanciere.RIEN,
    SituationFinanciere.A_FACTURER,
    SituationFinanciere.PARTIELLE,
    SituationFinanciere.FACTURE,
    SituationFinanciere.SOLDE,
)
# la phrase, les montants en centimes, la situation
SITUATIONS = [
    ("la facturation n'a rien inscrit", None, SituationFinanciere.INCONNUE),
    ("rien de dû, rien de facturé", {}, RIEN),
    ("montant 0", {"du": 0, "facture_net": 0, "reste_a_payer": 0}, RIEN),
    ("une échéance due", {"du": 180_000, "echeances_dues_restantes": 1}, A_FACTURER),
    (
        "à moitié facturé",
        {"du": 180_000, "facture_net": 90_000, "echeances_dues_restantes": 1, "reste_a_payer": 90_000},
        PARTIELLE,
    ),
    ("tout facturé, rien de payé", {"du": 180_000, "facture_net": 180_000, "reste_a_payer": 180_000}, FACTURE),
    ("CPF : facturé, payé plus tard par le guichet", {"facture_net": 150_000, "reste_a_payer": 150_000}, FACTURE),
    ("tout payé", {"du": 180_000, "facture_net": 180_000}, SOLDE),
    ("trop payé", {"du": 180_000, "facture_net": 180_000, "reste_a_payer": -2_000}, SOLDE),
    ("avoir total : plus rien n'est facturé", {"facture_net": 0}, RIEN),
    (
        "avoir total sur ce qui reste dû",
        {"du": 180_000, "facture_net": 0, "echeances_dues_restantes": 1},
        A_FACTURER,
    ),
]

# la phrase lue, les événements, les montants
PHRASES = [
    ("Prévisionnel : ni entrée ni présence à ce jour", {}, None),
    ("En cours : entrée du 02/03/2026", {"entree": LE_2}, None),
    ("Suspendu : suspension du 05/03/2026", {"entree": LE_2, "suspension": LE_5}, None),
    ("Terminé : sortie du 12/03/2026", {"sortie": LE_12}, None),
    ("Soldé : sortie du 12/03/2026", {"sortie": LE_12}, {"facture_net": 100}),
    ("Abandonné : abandon du 09/03/2026", {"abandon": LE_9}, None),
    ("Abandonné · soldé : abandon du 09/03/2026", {"abandon": LE_9}, {"facture_net": 100}),
    ("Abandonné · facturé : abandon du 09/03/2026", {"abandon": LE_9}, {"facture_net": 100, "reste_a_payer": 100}),
]
