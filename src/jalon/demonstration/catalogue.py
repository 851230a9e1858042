"""Les huit prestations de la démonstration."""

from decimal import Decimal

from jalon.prestations.enums import NaturePrestation, Tarification
from jalon.prestations.operations import creer_prestation

from .monde import ANCIENNETE, Monde

# code, nom, famille, nature, heures, tarif horaire, forfait, objectif
PRESTATIONS = (
    (
        "BC24", "Bilan de compétences", "Bilan", NaturePrestation.BILAN, 24, "75.00", None,
        "Faire le point sur son parcours, ses compétences et ses envies, et bâtir un projet réaliste.",
    ),
    (
        "BC16", "Bilan de compétences à distance", "Bilan", NaturePrestation.BILAN, 16, None, "1350.00",
        "Le bilan en visioconférence, pour les personnes éloignées d’un centre.",
    ),
    (
        "VAE24", "Accompagnement VAE", "VAE", NaturePrestation.VAE, 24, "68.00", None,
        "De la recevabilité au jury : écrire le dossier de validation et préparer l’entretien.",
    ),
    (
        "FLE120", "Français professionnel", "Formation", NaturePrestation.FORMATION, 120, "14.50", None,
        "Comprendre et se faire comprendre au travail, à l’oral comme à l’écrit.",
    ),
    (
        "BUR35", "Bureautique et outils collaboratifs", "Formation", NaturePrestation.FORMATION, 35, "42.00", None,
        "Tableur, traitement de texte, messagerie : devenir autonome sur les outils du bureau.",
    ),
    (
        "MAN21", "Manager une équipe de proximité", "Formation", NaturePrestation.FORMATION, 21, None, "1890.00",
        "Organiser, déléguer, recadrer, reconnaître : prendre sa place de responsable d’équipe.",
    ),
    (
        "CAP40", "Nouveau cap, accompagnement vers l’emploi", "Insertion", NaturePrestation.ACCOMPAGNEMENT, 40,
        None, "1120.00", "Retrouver un emploi durable : projet, candidatures, entretiens, prise de poste.",
    ),
    (
        "CRE20", "Créer son activité", "Création", NaturePrestation.ACCOMPAGNEMENT, 20, "62.00", None,
        "De l’idée au dossier financier : vérifier que le projet tient, et démarrer.",
    ),
)  # fmt: skip


def poser(monde: Monde) -> None:
    """Crée les prestations ; `monde.prestations` les retrouve par leur code."""
    for code, libelle, famille, nature, heures, tarif, forfait, objectif in PRESTATIONS:
        donnees = {
            "code": code,
            "libelle": libelle,
            "famille": famille,
            "nature": nature,
            "minutes_prevues": heures * 60,
            "tarification": Tarification.HORAIRE if tarif else Tarification.FORFAIT,
            "tarif_horaire": Decimal(tarif) if tarif else None,
            "forfait": Decimal(forfait) if forfait else None,
            "objectif": objectif,
        }
        monde.prestations[code] = creer_prestation(par=monde.admin, donnees=donnees)
    monde.chronologie.dater(monde.il_y_a(ANCIENNETE - 5), *monde.prestations.values())
