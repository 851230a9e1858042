"""Complète les blocs d'un dossier, comme on le ferait à l'écran."""

from datetime import timedelta
from random import Random
from typing import Any

from django.db import transaction

from jalon.annuaire.models import Personne
from jalon.dossiers.enums import StatutBeneficiaire
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import (
    changer_identite,
    modifier_contacts,
    modifier_objectifs,
    modifier_rattachement,
)
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.financement.operations import modifier_financement
from jalon.socle.erreurs import Refus

from . import financements
from .calendrier import jour_ouvre
from .donnees.objectifs import OBJECTIFS
from .fil import Fil
from .monde import Monde
from .plans import PREVISIONNEL, Plan

ORDINAIRES = (StatutBeneficiaire.PARTICULIER, StatutBeneficiaire.INDEPENDANT, StatutBeneficiaire.AUTRE)
DONNEURS_ORDRE = ("opco-horizon", "cohesion", "Groupement d’employeurs des Exemples", "Comité social du Ponant")


def rattachement_a_l_ouverture(monde: Monde, plan: Plan) -> dict[str, Any]:
    """Ce que la personne qui ouvre le dossier choisit déjà."""
    return {
        "conseiller": monde.utilisateurs[plan.conseiller],
        "gestionnaire": monde.utilisateurs.get(plan.gestionnaire or ""),
        "centre": monde.centres[plan.centre],
    }


def completer(monde: Monde, plan: Plan, fil: Fil, dossier: Dossier) -> None:
    """Remplit plus ou moins selon le plan ; un dossier à peine ouvert reste nu (H1)."""
    if not plan.remplissage:
        return
    complet = plan.remplissage == 2
    _identite(monde, fil, dossier)
    _prestation(monde, plan, fil, dossier, complet)
    if complet or monde.alea.random() < 0.5:
        _contacts(monde, plan, fil, dossier, complet)
    if complet or monde.alea.random() < 0.4:
        _objectifs(monde, fil, dossier)
    if complet or monde.alea.random() < 0.6:
        _financement(monde, plan, fil, dossier, complet)


def _dater(monde: Monde, fil: Fil, dossier: Dossier, bloc: str, jours: int) -> None:
    monde.chronologie.dater_bloc(fil.plus_tard(jours), dossier, bloc)


def _identite(monde: Monde, fil: Fil, dossier: Dossier) -> None:
    donnees = {"statut_beneficiaire": _statut_beneficiaire(monde, dossier.beneficiaire)}
    changer_identite(
        par=fil.conseiller, dossier=dossier, version=0, beneficiaire=dossier.beneficiaire, donnees=donnees
    )
    _dater(monde, fil, dossier, "identite", 1)


def _statut_beneficiaire(monde: Monde, personne: Personne) -> str:
    if personne.employeur:
        publique = personne.employeur.is_publique
        return StatutBeneficiaire.AGENT_PUBLIC if publique else StatutBeneficiaire.SALARIE_PRIVE
    if personne.identifiant_france_travail:
        return StatutBeneficiaire.DEMANDEUR_EMPLOI
    return monde.alea.choice(ORDINAIRES)


def _prestation(monde: Monde, plan: Plan, fil: Fil, dossier: Dossier, complet: bool) -> None:
    alea = monde.alea
    donnees: dict[str, Any] = {"origine": alea.choice(list(monde.origines.values()))}
    if complet:
        donnees |= {"lieu": alea.choice(monde.lieux[plan.centre]), **_dates(alea, plan, fil)}
    if complet and alea.random() < 0.5:
        donnees |= {
            "numero_commande": f"BC-{alea.randrange(1000, 9999)}",
            "date_debut_commande": fil.jour,
            "date_fin_commande": fil.jour + timedelta(days=240),
        }
    modifier_rattachement(
        par=fil.conseiller, dossier=dossier, version=0, prestation=dossier.prestation, donnees=donnees
    )
    _dater(monde, fil, dossier, "prestation", 2)


def _dates(alea: Random, plan: Plan, fil: Fil) -> dict[str, Any]:
    """Un dossier sur huit porte une fin convenue ; les autres suivent leurs séances. À venir : l'entrée prévue."""
    debut = plan.entree or jour_ouvre(fil.jour + timedelta(days=28))
    dates = {"date_entree_saisie": debut} if plan.stade == PREVISIONNEL else {}
    if alea.random() < 0.125:
        dates["date_fin_saisie"] = jour_ouvre(debut + timedelta(days=95))
    return dates


def _contacts(monde: Monde, plan: Plan, fil: Fil, dossier: Dossier, complet: bool) -> None:
    alea, employeur = monde.alea, dossier.beneficiaire.employeur
    donnees: dict[str, Any] = {}
    if alea.random() < 0.6 or not employeur:
        donnees["prescripteur"] = alea.choice(monde.prescripteurs)
    if employeur:
        donnees |= {"employeur": employeur, "contact_gestionnaire": monde.contacts[employeur.pk][0]}
    if employeur and complet:
        donnees["tuteur"] = alea.choice(monde.tuteurs[employeur.pk])
    if complet and alea.random() < 0.3:
        donnees["donneur_ordre"] = monde.societes[alea.choice(DONNEURS_ORDRE)]
    if plan.is_vitrine:
        donnees["donneur_ordre"] = monde.societes["opco-horizon"]
    modifier_contacts(par=fil.auteur, dossier=dossier, version=0, donnees=donnees)
    _dater(monde, fil, dossier, "contacts", 4)


def _objectifs(monde: Monde, fil: Fil, dossier: Dossier) -> None:
    possibles = OBJECTIFS[dossier.prestation.nature]
    choisis = sorted(monde.alea.sample(range(len(possibles)), monde.alea.randint(2, 5)))
    lignes = [LigneObjectif(*possibles[rang]) for rang in choisis]
    modifier_objectifs(par=fil.conseiller, dossier=dossier, version=0, lignes=lignes)
    _dater(monde, fil, dossier, "objectifs", 5)


def _financement(monde: Monde, plan: Plan, fil: Fil, dossier: Dossier, complet: bool) -> None:
    fixe = 4 if plan.is_vitrine else None  # trois financeurs
    compose = financements.composer(monde, dossier, jour=fil.jour, complet=complet, montage=fixe)
    try:
        _enregistrer_financement(fil, dossier, compose)
    except Refus:  # la convention est épuisée : le dossier attend la suivante
        compose.donnees["convention"] = None
        _enregistrer_financement(fil, dossier, compose)
    _dater(monde, fil, dossier, "financement", 6)


def _enregistrer_financement(fil: Fil, dossier: Dossier, compose: financements.Montage) -> None:
    with transaction.atomic():
        modifier_financement(
            par=fil.gestionnaire, dossier=dossier, version=0,
            financeur=compose.financeur, donnees=compose.donnees, parts=compose.parts,
        )  # fmt: skip
