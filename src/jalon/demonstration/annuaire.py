"""L'annuaire de démonstration : une soixantaine de sociétés, un peu plus de quatre cents personnes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from jalon.annuaire.enums import RolePersonne, TypeSociete
from jalon.annuaire.models import Personne, Societe
from jalon.annuaire.operations import creer_personne, creer_societe, rattacher

from . import fiches
from .donnees import societes as listes
from .donnees.noms import CAS_LIMITES
from .maison import UTILISATEURS
from .monde import ANCIENNETE, Monde
from .plans import Plan

BENEFICIAIRES = {"rennes": 205, "nantes": 82}
# Claire Martin ouvre la vitrine ; les noms difficiles sont plus loin dans la liste.
IDENTITES = {
    ("rennes", 0): fiches.VITRINE,
    **{("rennes", 60 + rang): identite for rang, identite in enumerate(CAS_LIMITES)},
}
PRESCRIPTEURS_NOMMES = 30
FONCTIONS_PRESCRIPTEUR = ("Conseillère en insertion", "Conseiller emploi", "Référente de parcours")


def poser(monde: Monde) -> None:
    """Crée sociétés et interlocuteurs ; les bénéficiaires viennent avec leur dossier."""
    monde.identites_imposees = IDENTITES
    _poser_societes(monde)
    poser_personnel(monde, UTILISATEURS)
    _poser_prescripteurs(monde)
    poser_interlocuteurs(monde)
    _poser_ressources(monde)


def _poser_societes(monde: Monde) -> None:
    for cle, nom, types, publique, anciens in listes.FINANCEURS:
        monde.societes[cle] = creer_societe_inventee(monde, nom, types, is_publique=publique, anciens_noms=anciens)
    for nom in listes.PRESCRIPTEURS:
        monde.societes[nom] = creer_societe_inventee(monde, nom, TypeSociete.PRESCRIPTEUR)
    for rang, nom in enumerate(listes.EMPLOYEURS):
        types = f"{TypeSociete.EMPLOYEUR} {TypeSociete.CLIENT}" if rang % 3 == 0 else TypeSociete.EMPLOYEUR
        monde.employeurs.append(creer_societe_inventee(monde, nom, types))
    for nom in listes.FORMES_PUBLIQUES:
        types = f"{TypeSociete.EMPLOYEUR} {TypeSociete.CLIENT}"
        monde.employeurs.append(creer_societe_inventee(monde, nom, types, is_publique=True))
    for nom, types in (*listes.DONNEURS_ORDRE, *listes.AUTRES):
        monde.societes[nom] = creer_societe_inventee(monde, nom, types)


def creer_societe_inventee(monde: Monde, nom: str, types: str, **donnees) -> Societe:
    """Une société aux coordonnées inventées ; `types` : ses types, séparés par une espace."""
    rang = monde.premier_rang + len(monde.societes) + len(monde.employeurs)
    societe = creer_societe(
        par=monde.utilisateurs["gestionnaire"],
        donnees={**fiches.coordonnees_societe(monde.alea, rang, nom), **donnees},
        types=types.split(),
    )
    monde.chronologie.dater(monde.il_y_a(ANCIENNETE - 10 - rang % 300), societe)
    return societe


def poser_personnel(monde: Monde, comptes: Iterable[tuple]) -> None:
    """Les conseillers animent : chacun a sa fiche, liée à son compte."""
    for cle, prenom, nom, profil, centre in comptes:
        if profil == "conseiller":
            donnees = {
                "prenom": prenom,
                "nom": nom,
                "centre": monde.centres[centre],
                "utilisateur": monde.utilisateurs[cle],
                "courriel": monde.utilisateurs[cle].courriel,
                "fonction": "Conseiller référent",
            }
            creer_fiche(monde, donnees, RolePersonne.PERSONNEL, monde.il_y_a(ANCIENNETE - 40))


def _poser_prescripteurs(monde: Monde) -> None:
    organismes = [monde.societes[nom] for nom in listes.PRESCRIPTEURS] + [monde.societes["france-travail"]]
    for rang in range(PRESCRIPTEURS_NOMMES):
        fonction = FONCTIONS_PRESCRIPTEUR[rang % len(FONCTIONS_PRESCRIPTEUR)]
        organisme = organismes[rang % len(organismes)]
        personne = _creer_interlocuteur(monde, organisme, fonction, RolePersonne.PRESCRIPTEUR)
        monde.prescripteurs.append(personne)


def poser_interlocuteurs(monde: Monde) -> None:
    """Chez chaque employeur : un contact gestionnaire, un ou deux tuteurs."""
    for rang, employeur in enumerate(monde.employeurs):
        contact = _creer_interlocuteur(monde, employeur, "Responsable RH", RolePersonne.GESTIONNAIRE)
        monde.contacts[employeur.pk] = [contact]
        monde.tuteurs[employeur.pk] = [
            _creer_interlocuteur(monde, employeur, fonction, RolePersonne.TUTEUR)
            for fonction in ("Chef de service", "Responsable d’atelier")[: 1 + rang % 2]
        ]


def _creer_interlocuteur(monde: Monde, societe: Societe, fonction: str, role: RolePersonne) -> Personne:
    donnees = fiches.professionnel(monde.alea, societe)
    moment = monde.il_y_a(monde.alea.randrange(ANCIENNETE - 130, ANCIENNETE - 90))
    personne = creer_fiche(monde, {**donnees, "fonction": fonction}, role, moment)
    rattacher(par=monde.utilisateurs["gestionnaire"], personne=personne, societe=societe, fonction=fonction)
    monde.chronologie.dater(moment)
    return personne


def beneficiaire(monde: Monde, plan: Plan) -> Personne:
    """La personne du dossier, créée le jour de l'ouverture si elle est nouvelle."""
    cle = (plan.centre, plan.personne)
    if cle not in monde.beneficiaires:
        identite = monde.identites_imposees.get(cle) or monde.identites.suivante()
        donnees = fiches.beneficiaire(monde.alea, identite, plan.centre, monde.jour, monde.employeurs)
        donnees["centre"] = monde.centres[plan.centre]
        moment = plan.ouverture - timedelta(minutes=monde.alea.randint(3, 20))
        monde.beneficiaires[cle] = creer_fiche(monde, donnees, RolePersonne.BENEFICIAIRE, moment)
    return monde.beneficiaires[cle]


def _poser_ressources(monde: Monde) -> None:
    """Quelques intervenants externes et personnes ressources, sans dossier."""
    partenaire = monde.societes["Université populaire de l’Essai"]
    for rang in range(6):
        role = RolePersonne.INTERVENANT if rang % 2 else RolePersonne.RESSOURCE
        _creer_interlocuteur(monde, partenaire, "Formateur occasionnel" if rang % 2 else "Membre de jury", role)


def creer_fiche(monde: Monde, donnees: dict, role: RolePersonne, moment: datetime) -> Personne:
    """Une fiche de ce rôle, créée à `moment`."""
    personne = creer_personne(par=monde.utilisateurs["gestionnaire"], donnees=donnees, roles=[role])
    monde.chronologie.dater(moment, personne)
    return personne
