"""Lot 3 : la maison grandit. Un troisième centre, treize collègues, des conventions et 1 200 dossiers de plus."""

from dataclasses import replace
from datetime import date, timedelta

from jalon.annuaire.enums import RolePersonne, TypeSociete
from jalon.annuaire.models import Personne
from jalon.comptes.models import Equipe
from jalon.financement.enums import EtatConvention, NatureConvention
from jalon.prestations.operations import creer_prestation
from jalon.prestations.operations.catalogue import completer

from . import annuaire, conventions, dossiers, doublons, existant, fiches, maison
from .donnees import societes as listes
from .donnees.prestations import PRESTATIONS_MAISON
from .monde import ANCIENNETE, Monde
from .plans import Gabarit

CENTRES = (
    {
        "code": "lorient",
        "libelle": "Lorient",
        "adresse": "3 place de la Maquette",
        "code_postal": "56100",
        "ville": "Lorient",
        "telephone": "+33199000300",
    },
)
COMPTES = (
    ("gaelle.riou", "Gaëlle", "Riou", "responsable", "lorient"),
    ("pascal.tanneau", "Pascal", "Tanneau", "gestionnaire", "lorient"),
    ("mona.stervinou", "Mona", "Stervinou", "conseiller", "lorient"),
    ("idriss.barry", "Idriss", "Barry", "conseiller", "lorient"),
    ("clara.lebrun", "Clara", "Lebrun", "conseiller", "lorient"),
    ("joseph.quemener", "Joseph", "Quéméner", "conseiller", "lorient"),
    ("salome.petit", "Salomé", "Petit", "conseiller", "rennes"),
    ("amine.cherif", "Amine", "Chérif", "conseiller", "rennes"),
    ("lise.aubert", "Lise", "Aubert", "conseiller", "nantes"),
    ("victor.omnes", "Victor", "Omnès", "conseiller", "nantes"),
    ("rose.delaunay", "Rose", "Delaunay", "gestionnaire", "rennes"),
    ("denis.faure", "Denis", "Faure", "consultation", "nantes"),
    ("irene.colas", "Irène", "Colas", "administrateur", "nantes"),
)
EQUIPES = (
    ("Lorient", "lorient", ("gaelle.riou", "pascal.tanneau", "mona.stervinou", "idriss.barry", "clara.lebrun",
                            "joseph.quemener")),
    ("Rennes · Insertion", "rennes", ("responsable", "rose.delaunay", "salome.petit", "amine.cherif")),
    ("Nantes · Entreprises", "nantes", ("responsable", "bruno.chauvet", "lise.aubert", "victor.omnes")),
)  # fmt: skip
# Treize, premier avec dix ; ceux du premier lot gardent la main légère.
CONSEILLERS = (
    "mona.stervinou", "salome.petit", "lise.aubert", "idriss.barry", "amine.cherif", "victor.omnes",
    "clara.lebrun", "awa.diallo", "thomas.guerin", "joseph.quemener", "yann.kervella", "linh.nguyen",
    "elodie.caradec",
)  # fmt: skip
DE_RENNES = ("salome.petit", "amine.cherif", "awa.diallo", "yann.kervella", "elodie.caradec")
DE_NANTES = ("lise.aubert", "victor.omnes", "thomas.guerin", "linh.nguyen")
TRANCHES = ((150, 1, 20), (330, 21, 100), (360, 101, 220), (360, 221, 541))
PRESTATIONS = {
    "BC24": 5, "CAP40": 4, "VAE24": 3, "FLE120": 2, "BUR35": 2, "CRE20": 2, "BC16": 2, "MAN21": 1, "ANG30": 3,
    "SST14": 2, "TPE12": 1, "REP30": 3,
}  # fmt: skip
GABARIT = Gabarit(
    tranches=TRANCHES,
    conseillers=CONSEILLERS,
    centres=dict.fromkeys(CONSEILLERS, "lorient")
    | dict.fromkeys(DE_RENNES, "rennes")
    | dict.fromkeys(DE_NANTES, "nantes"),
    gestionnaires={"rennes": "rose.delaunay", "nantes": "bruno.chauvet", "lorient": "pascal.tanneau"},
    personnes={"rennes": 420, "nantes": 330, "lorient": 330},
    prestations=PRESTATIONS,
)
PERSONNES = 2000  # au moins : les fiches sans dossier complètent
CADRE, CONVENTION, MARCHE = NatureConvention.CADRE_OPCO, NatureConvention.CONVENTION, NatureConvention.MARCHE
# intitulé, nature, financeur, dispositif, prestations, heures, montant ; chaque ligne vaut une convention par an
CONVENTIONS = (
    ("Bilans de l’Horizon, lot ouest", CADRE, "opco-horizon", "opco", "BC24", 1500, "112000.00"),
    ("Bilans à distance", CADRE, "opco-horizon", "opco", "BC16", 500, "42000.00"),
    ("Anglais du comptoir", CADRE, "opco-comptoir", "opco", "ANG30", 900, "41000.00"),
    ("Secourisme des ateliers", CADRE, "opco-atelier", "opco", "SST14", 520, "26000.00"),
    ("Secourisme du littoral", CADRE, "opco-littoral", "opco", "SST14", 480, "24000.00"),
    ("Outils du bureau", CADRE, "opco-atelier", "opco", "BUR35", 900, "38000.00"),
    ("Encadrer au littoral", CADRE, "opco-littoral", "opco", "MAN21", 420, "38000.00"),
    ("Lire, écrire, travailler", CADRE, "opco-comptoir", "opco", "FLE120", 4200, "61000.00"),
    ("Validation des soignants", CADRE, "opco-soin", "opco", "VAE24", 1100, "75000.00"),
    ("Repreneurs et créateurs", CONVENTION, "faf", "autre", "CRE20 TPE12", 900, "60000.00"),
    ("Cap emploi durable", MARCHE, "france-travail", "marche", "CAP40", 4400, "124000.00"),
    ("Rebond, lot 3", MARCHE, "france-travail", "marche", "REP30", 2600, "98000.00"),
    ("Rebond et handicap", CONVENTION, "handicap", "autre", "REP30", 1800, "66000.00"),
    ("Deux-Rives, insertion", MARCHE, "cohesion", "marche", "CAP40 REP30", 3000, "92000.00"),
    ("Région, mobilités", CONVENTION, "region", "autre", "BC24 VAE24 CRE20 TPE12", 2200, "152000.00"),
)  # fmt: skip
ANNEES = (0, 1, -1)  # celles de l'an prochain sont encore des brouillons


def poser(jour: date) -> None:
    """Écrit le lot ; `jour` est le jour de référence. Sans la maison de démonstration, ne fait rien."""
    monde = Monde(jour, graine="jalon-lot-3")
    if not existant.charger(monde):
        return
    _agrandir_la_maison(monde)
    _poser_prestations(monde)
    _poser_employeurs(monde)
    monde.conventions = [_convention(monde, recul, rang, ligne) for recul in ANNEES
                         for rang, ligne in enumerate(CONVENTIONS)]  # fmt: skip
    dossiers.poser(monde, _possible(monde))
    doublons.poser(monde)
    _poser_fiches_sans_dossier(monde)
    monde.chronologie.poser()


def _agrandir_la_maison(monde: Monde) -> None:
    if "lorient" not in monde.centres:
        maison.poser_centres(monde, CENTRES)
    nouveaux = [compte for compte in COMPTES if compte[0] not in monde.utilisateurs]
    maison.poser_comptes(monde, nouveaux)
    maison.poser_equipes(monde, [equipe for equipe in EQUIPES if _manque(monde, equipe)])
    annuaire.poser_personnel(monde, nouveaux)
    crees = [monde.utilisateurs[compte[0]] for compte in nouveaux]
    monde.chronologie.dater(monde.il_y_a(ANCIENNETE - 2), monde.centres["lorient"], *crees)


def _manque(monde: Monde, equipe: tuple) -> bool:
    """Dit si l'équipe reste à créer : aucune ne porte son nom, et tous ses membres sont là."""
    libelle, _, membres = equipe
    return monde.utilisateurs.keys() >= set(membres) and not Equipe.objects.filter(libelle=libelle).exists()


def _poser_prestations(monde: Monde) -> None:
    for fiche, prix in PRESTATIONS_MAISON:
        if fiche.code not in monde.prestations:
            prestation = creer_prestation(par=monde.admin, donnees={**fiche.donnees, **prix})
            completer(par=monde.admin, prestation=prestation, fiche=fiche)
            monde.prestations[fiche.code] = prestation
            monde.chronologie.dater(monde.il_y_a(ANCIENNETE - 5), prestation)


def _poser_employeurs(monde: Monde) -> None:
    noms = [f"{metier} {lieu}" for lieu in listes.LIEUX_SOCIETE for metier in listes.METIERS_SOCIETE]
    for rang, nom in enumerate(noms):
        types = f"{TypeSociete.EMPLOYEUR} {TypeSociete.CLIENT}" if rang % 3 == 0 else TypeSociete.EMPLOYEUR
        monde.employeurs.append(annuaire.creer_societe_inventee(monde, nom, types))
    annuaire.poser_interlocuteurs(monde)


def _convention(monde: Monde, recul: int, rang: int, ligne: tuple) -> conventions.Cadre:
    intitule, nature, financeur, dispositif, codes, heures, montant = ligne
    connus = " ".join(code for code in codes.split() if code in monde.prestations)
    etat = EtatConvention.ACTIVE if recul >= 0 else EtatConvention.BROUILLON
    return conventions.creer(
        monde, recul, 101 + rang, intitule, nature, financeur, dispositif, connus, heures, montant, etat=etat
    )


def _possible(monde: Monde) -> Gabarit:
    """Le gabarit, moins les prestations retirées et les conseillers partis."""
    conseillers = tuple(cle for cle in GABARIT.conseillers if cle in monde.utilisateurs)
    prestations = {code: poids for code, poids in GABARIT.prestations.items() if code in monde.prestations}
    return replace(GABARIT, conseillers=conseillers, prestations=prestations)


def _poser_fiches_sans_dossier(monde: Monde) -> None:
    """Des premiers contacts, dont aucun dossier n'est encore ouvert."""
    for rang in range(PERSONNES - Personne.objects.count()):
        centre = ("rennes", "nantes", "lorient")[rang % 3]
        donnees = fiches.beneficiaire(monde.alea, monde.identites.suivante(), centre, monde.jour, monde.employeurs)
        moment = monde.il_y_a(1 + rang % 200) - timedelta(minutes=rang % 50)
        annuaire.creer_fiche(
            monde, {**donnees, "centre": monde.centres[centre]}, RolePersonne.BENEFICIAIRE, moment
        )
