"""Émargements manquants : le compte suit les attendus, par âge, dans le périmètre ; l'écran et l'accueil (F4)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jalon.accueil.enums import Portee
from jalon.accueil.queries import emargements_manquants
from jalon.emargement.manquants import finies_depuis, par_age, seances_a_signer
from jalon.emargement.queries import attendus
from jalon.planning.operations import PresenceSaisie, annuler_seance, valider_seance
from tests import fabriques
from tests.emargement.seances import en_cours, signer_ligne

pytestmark = pytest.mark.django_db
JOUR = timedelta(days=1)


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


@pytest.fixture
def dossier(paul):
    return fabriques.dossier(paul)


def matin(il_y_a: int):
    return timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) - il_y_a * JOUR


def manquent(qui) -> dict[int, int]:
    return dict(seances_a_signer(qui, timezone.now()).order_by("pk").values_list("pk", "manquent"))


@pytest.mark.deux_moteurs
def test_le_compte_suit_les_attendus(paul, agenda, dossier):
    autre = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Nguyen", "Minh"))
    journee = en_cours(dossier, autre, par=paul, animateurs=(agenda,), debut=matin(2), minutes=480)
    courte = en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin(3), minutes=180)
    en_cours(dossier, par=paul, animateurs=(agenda,))  # pas finie
    sans = fabriques.action("Travail personnel", is_emargee_beneficiaire=False, is_emargee_animateur=False)
    en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin(4), action=sans)
    annulee = en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin(5))
    annuler_seance(par=paul, seance=annulee, version=1, annulee_par="organisme", motif="Panne")
    assert manquent(paul) == {journee.pk: 6, courte.pk: 2}
    signer_ligne(journee)
    absent = PresenceSaisie(journee.participations.get(dossier=autre).pk, "absent_excuse")
    valider_seance(par=paul, seance=journee, version=1, presences=[absent])
    assert manquent(paul)[journee.pk] == sum(not ligne.is_signe for ligne in attendus(journee)) == 3
    signer_ligne(courte), signer_ligne(courte, 1)
    assert list(manquent(paul)) == [journee.pk]


def test_hors_du_perimetre_rien_ne_se_compte(paul, agenda, dossier):
    en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin(2))
    assert manquent(fabriques.utilisateur("conseiller")) == {}


@pytest.mark.deux_moteurs
def test_les_ages_se_partagent_les_seances(paul, agenda, dossier):
    for il_y_a in (1, 2, 10, 40, 400):
        en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin(il_y_a))
    maintenant = timezone.now()
    seances = seances_a_signer(paul, maintenant)
    assert par_age(seances, maintenant) == {"recents": 2, "mois": 1, "anciens": 1}
    assert seances.filter(finies_depuis("mois", maintenant)).count() == 1


@pytest.fixture
def client(paul):
    client = Client()
    client.force_login(paul)
    return client


def test_l_ecran_liste_filtre_et_mene_a_la_seance(client, paul, agenda, dossier):
    seance = en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin(2))
    page = client.get("/emargements/").content.decode()
    assert "MARTIN Claire" in page
    assert f"/dossiers/{dossier.numero}/seances/{seance.pk}/emargement/" in page
    assert "2 jours" in page
    assert "MARTIN Claire" not in client.get("/emargements/?age=anciens").content.decode()
    assert "MARTIN Claire" in client.get(f"/emargements/?animateur={agenda.pk}").content.decode()


def test_l_accueil_compte_par_age_et_se_tait_sinon(client, paul, agenda, dossier):
    assert emargements_manquants(paul, Portee.MOI, timezone.now()) is None
    en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin(2))
    page = client.get("/").content.decode()
    assert "Émargements manquants" in page
    assert "2 manquantes" in page


def test_la_liste_coute_autant_pour_une_et_pour_trois_lignes(client, paul, agenda, dossier):
    couts = []
    for combien in (1, 3):
        for rang in range(combien):
            en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin(2 + 3 * combien + rang))
        with CaptureQueriesContext(connection) as requetes:
            client.get("/emargements/")
        couts.append(len(requetes))
    assert couts[0] == couts[1]
