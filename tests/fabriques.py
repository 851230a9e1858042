"""Fabriques partagées : de quoi peupler un essai en une ligne, par les actes du produit.

Chaque fabrique rend un objet enregistré et n'exige rien : `dossier()` crée son auteur, sa personne, sa prestation.
"""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from jalon.annuaire.enums import RolePersonne
from jalon.annuaire.models import Personne, Societe
from jalon.annuaire.operations import creer_personne, creer_societe
from jalon.comptes.models import Equipe, Profil, Utilisateur
from jalon.comptes.operations import creer_equipe, creer_utilisateur
from jalon.comptes.profils import PROFILS
from jalon.dossiers.models import Dossier, Evenement
from jalon.dossiers.operations import declencher_evenement, ouvrir_dossier
from jalon.financement.models import Convention
from jalon.financement.operations import creer_convention
from jalon.planning.models import Seance
from jalon.planning.operations import SaisieSeance, planifier_seance
from jalon.prestations.models import Action, Motif, Prestation, Suivi
from jalon.prestations.operations import creer_prestation
from jalon.prestations.operations.action import creer_action
from jalon.structure.models import Centre, Lieu
from jalon.structure.operations import creer_lieu

MOT_DE_PASSE = "un mot de passe d’essai"
_rang = count(1)


def profil(code: str) -> Profil:
    """Un profil livré ; recréé s'il manque (un essai à transactions réelles vide la base)."""
    livre = next(p for p in PROFILS if p["code"] == code)
    return Profil.objects.get_or_create(code=code, defaults=livre)[0]


def centre(code: str = "rennes") -> Centre:
    return Centre.objects.get_or_create(code=code, defaults={"libelle": code.capitalize()})[0]


def utilisateur(code_profil: str = "conseiller", *, mot_de_passe: str | None = None, **champs: Any) -> Utilisateur:
    """Un utilisateur de ce profil ; `champs` : prenom, nom, courriel, centre, droits_individuels, is_active."""
    rang = next(_rang)
    compte = creer_utilisateur(
        par=None,
        courriel=champs.pop("courriel", f"{code_profil}{rang}@essai.example.org"),
        prenom=champs.pop("prenom", "Camille"),
        nom=champs.pop("nom", f"Essai{rang}"),
        profil=profil(code_profil),
        centre=champs.pop("centre", None),
        mot_de_passe=mot_de_passe,
    )
    if champs:
        Utilisateur.objects.filter(pk=compte.pk).update(**champs)
    return Utilisateur.objects.pour_connexion().get(pk=compte.pk)


def equipe(*membres: Utilisateur, libelle: str = "") -> Equipe:
    return creer_equipe(par=None, libelle=libelle or f"Équipe {next(_rang)}", membres=list(membres))


def personne(
    nom: str = "Martin", prenom: str = "Claire", *, roles: tuple[str, ...] = (), **champs: Any
) -> Personne:
    donnees = {"nom": nom, "prenom": prenom, **champs}
    return creer_personne(par=utilisateur("administrateur"), donnees=donnees, roles=roles)


def beneficiaire(nom: str = "Martin", prenom: str = "Claire", **champs: Any) -> Personne:
    return personne(nom, prenom, roles=(RolePersonne.BENEFICIAIRE,), **champs)


def societe(raison_sociale: str = "", *types: str, **champs: Any) -> Societe:
    donnees = {"raison_sociale": raison_sociale or f"Société {next(_rang)}", **champs}
    return creer_societe(par=utilisateur("administrateur"), donnees=donnees, types=types)


def prestation(code: str = "", **champs: Any) -> Prestation:
    code = code or f"P{next(_rang)}"
    donnees = {"code": code, "libelle": f"Prestation {code}", **champs}
    return creer_prestation(par=utilisateur("administrateur"), donnees=donnees)


def dossier(par: Utilisateur | None = None, **options: Any) -> Dossier:
    """Un dossier ouvert par `par` (un conseiller nouveau, sinon) ; options : beneficiaire, prestation, donnees."""
    return ouvrir_dossier(
        par=par or utilisateur("conseiller"),
        beneficiaire=options.pop("beneficiaire", None) or beneficiaire(),
        prestation=options.pop("prestation", None) or prestation(),
        **options,
    )


def evenement(dossier: Dossier, type_evenement: str, jour: date, *, par=None, **options: Any) -> Evenement:
    """Un événement déclenché par `par` (un administrateur nouveau, sinon)."""
    return declencher_evenement(
        par=par or utilisateur("administrateur"),
        dossier=dossier,
        type_evenement=type_evenement,
        date_evenement=jour,
        **options,
    )


def convention(reference: str = "", *, prestations: tuple[Prestation, ...] = (), **champs: Any) -> Convention:
    donnees = {"reference": reference or f"CONV-{next(_rang)}", "intitule": "Essai", **champs}
    return creer_convention(par=utilisateur("administrateur"), donnees=donnees, prestations=prestations)


def suivi(libelle: str = "À rappeler") -> Suivi:
    return Suivi.objects.get_or_create(libelle=libelle)[0]


def motif(type_evenement: str, libelle: str = "Motif d’essai") -> Motif:
    return Motif.objects.get_or_create(type_evenement=type_evenement, libelle=libelle)[0]


def action(libelle: str = "", **champs: Any) -> Action:
    donnees = {"libelle": libelle or f"Entretien {next(_rang)}", "minutes": 60, **champs}
    return creer_action(par=utilisateur("administrateur"), donnees=donnees)


def animateur(compte: Utilisateur | None = None, nom: str = "", **champs: Any) -> Personne:
    """La fiche de qui anime, liée à son compte s'il en a un."""
    nom = nom or (compte.nom if compte else f"Anime{next(_rang)}")
    prenom = champs.pop("prenom", "Paul")
    return personne(nom, prenom, roles=(RolePersonne.PERSONNEL,), utilisateur=compte, **champs)


def lieu(libelle: str = "", **champs: Any) -> Lieu:
    ici = champs.pop("centre", None) or centre()
    return creer_lieu(par=None, centre=ici, libelle=libelle or f"Salle {next(_rang)}", **champs)


def seance(
    debut: datetime, *dossiers: Dossier, par: Utilisateur | None = None, minutes: int = 60, **champs: Any
) -> Seance:
    """Une séance programmée par `par` (un administrateur, sinon) ; `champs` : action, animateurs, lieu…"""
    motif_conflit = champs.pop("motif_conflit", "")
    saisie = SaisieSeance(
        debut=debut,
        fin=debut + timedelta(minutes=minutes),
        animateurs=champs.pop("animateurs", None) or (animateur(),),
        action=champs.pop("action", None) or action(),
        dossiers=dossiers or (dossier(),),
        **champs,
    )
    return planifier_seance(par=par or utilisateur("administrateur"), saisie=saisie, motif_conflit=motif_conflit)


def reunion(
    debut: datetime, *, par: Utilisateur | None = None, minutes: int = 60, intitule: str = "Réunion", **champs: Any
) -> Seance:
    """Une séance hors production ; `champs` : animateurs, lieu…"""
    saisie = SaisieSeance(
        debut=debut,
        fin=debut + timedelta(minutes=minutes),
        animateurs=champs.pop("animateurs", None) or (animateur(),),
        intitule=intitule,
        **champs,
    )
    return planifier_seance(par=par or utilisateur("administrateur"), saisie=saisie)
