"""Changer la prestation d'un dossier rempli dit d'abord ce qui suit et ce qui reste (issue des droits, G2)."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from jalon.dossiers.blocs.prestation import BlocPrestation
from jalon.dossiers.operations import modifier_objectifs
from jalon.dossiers.operations.commun import EtatBloc
from jalon.dossiers.operations.objectifs import LigneObjectif
from jalon.dossiers.suites import suites_de_la_prestation
from jalon.financement.operations import modifier_financement
from tests import fabriques

pytestmark = pytest.mark.django_db


@pytest.fixture
def gestionnaire():
    return fabriques.utilisateur("gestionnaire")


@pytest.fixture
def dossier(gestionnaire):
    return fabriques.dossier(gestionnaire)


@pytest.fixture
def vae():
    return fabriques.prestation("VAE24", libelle="Accompagnement VAE")


def financer(dossier, par, convention=None):
    donnees = {"minutes_financees": 1440, "montant_total": Decimal("1800.00"), "convention": convention}
    modifier_financement(par=par, dossier=dossier, version=0, financeur=None, donnees=donnees, parts=[])


def test_un_dossier_nu_change_sans_rien_demander(dossier, vae):
    assert suites_de_la_prestation(dossier, vae) == []


def test_objectifs_evenements_et_financement_restent(dossier, vae, gestionnaire):
    lignes = [LigneObjectif("savoir", texte, "", "") for texte in ("Lire", "Écrire")]
    modifier_objectifs(par=gestionnaire, dossier=dossier, version=0, lignes=lignes)
    fabriques.evenement(dossier, "entree", date(2026, 11, 2), par=gestionnaire)
    financer(dossier, gestionnaire)
    phrases = [
        phrase.replace("\u202f", " ").replace("\xa0", " ") for phrase in suites_de_la_prestation(dossier, vae)
    ]
    assert phrases == [
        "ses 2 objectifs restent",
        "son événement reste",
        "son financement reste (24 h, 1 800,00 €)",
    ]


def test_la_convention_qui_ne_couvre_pas_la_nouvelle_prestation_se_dit(dossier, vae, gestionnaire):
    convention = fabriques.convention("CONV-2026-031", prestations=(dossier.prestation,))
    financer(dossier, gestionnaire, convention)
    assert "la convention CONV-2026-031 ne couvre pas cette prestation" in suites_de_la_prestation(dossier, vae)


def test_le_formulaire_demande_une_confirmation_qui_ne_vaut_que_pour_cette_prestation(dossier, vae, gestionnaire):
    fabriques.evenement(dossier, "entree", date(2026, 11, 2), par=gestionnaire)
    autre = fabriques.prestation("BUR35")

    def envoyer(**valeurs):
        saisie = QueryDict(mutable=True)
        saisie.update({f"prestation-{nom}": str(valeur) for nom, valeur in valeurs.items()})
        return BlocPrestation().ouvrir(dossier, gestionnaire, EtatBloc(0), saisie)

    premier = envoyer(prestation=vae.pk)
    assert "Enregistrez de nouveau pour confirmer." in premier.errors["prestation"][0]
    assert premier["prestation_confirmee"].value() == str(vae.pk)
    assert envoyer(prestation=vae.pk, prestation_confirmee=vae.pk).errors == {}
    assert "prestation" in envoyer(prestation=autre.pk, prestation_confirmee=vae.pk).errors
