"""L'accueil : mes séances du jour, à valider, les dossiers sans rendez-vous ; pour l'équipe, les siens."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jalon.accueil.enums import Portee
from jalon.accueil.registres import SOURCES_ACCUEIL
from jalon.planning.operations import valider_seance
from tests import fabriques

pytestmark = [pytest.mark.lent, pytest.mark.django_db, pytest.mark.deux_moteurs]
HEURE = timedelta(hours=1)
HIER = timezone.now().replace(microsecond=0) - timedelta(days=1)


def ce_matin(minutes: int = 0) -> datetime:
    """Le premier instant du jour : déjà commencé, quelle que soit l'heure."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min)) + timedelta(minutes=minutes)


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def nadia(paul):
    """Responsable de l'équipe de Paul."""
    nadia = fabriques.utilisateur("responsable")
    fabriques.equipe(nadia, paul)
    return nadia


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


def donnees(code: str, utilisateur, portee=Portee.MOI):
    return SOURCES_ACCUEIL.obtenir(code).contexte(utilisateur, portee)


def titres(code: str, utilisateur, portee=Portee.MOI) -> list[str]:
    lues = donnees(code, utilisateur, portee)
    return [ligne.titre for ligne in lues["lignes"]] if lues else []


def en_cours(par, nom: str):
    dossier = fabriques.dossier(par, beneficiaire=fabriques.beneficiaire(nom, "Ana"))
    fabriques.evenement(dossier, "entree", timezone.localdate() - timedelta(days=30), par=par)
    return dossier


def test_mes_seances_du_jour_dans_l_ordre_des_heures(paul, agenda):
    tot, tard = (fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(n, "Ana")) for n in ("Tot", "Tard"))
    fabriques.seance(ce_matin(60), tard, par=paul, animateurs=(agenda,), minutes=30)
    fabriques.seance(ce_matin(), tot, par=paul, animateurs=(agenda,), minutes=60)
    fabriques.reunion(ce_matin(120), par=paul, animateurs=(agenda,), intitule="Réunion d’équipe")
    fabriques.seance(HIER - 24 * HEURE, tot, par=paul, animateurs=(agenda,))
    assert titres("seances_du_jour", paul) == ["TOT Ana", "TARD Ana", "Réunion d’équipe"]
    assert donnees("seances_du_jour", paul)["minutes"] == 150


def test_un_responsable_voit_celles_de_son_equipe_et_rien_d_ailleurs(paul, nadia, agenda):
    fabriques.seance(ce_matin(), fabriques.dossier(paul), par=paul, animateurs=(agenda,))
    fabriques.seance(ce_matin(), fabriques.dossier(beneficiaire=fabriques.beneficiaire("Ailleurs")))
    assert titres("seances_du_jour", nadia) == []
    assert titres("seances_du_jour", nadia, Portee.EQUIPE) == ["MARTIN Claire"]


def test_a_valider_par_age_les_plus_anciennes_d_abord(paul, agenda):
    for jours in (3, 12, 45, 60):
        dossier = fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(f"Jours{jours}", "Ana"))
        fabriques.seance(HIER - timedelta(days=jours), dossier, par=paul, animateurs=(agenda,))
    assert titres("seances_a_valider", paul)[0] == "JOURS60 Ana"
    assert [age.nombre for age in donnees("seances_a_valider", paul)["ages"]] == [1, 1, 2]


def test_chaque_age_mene_a_la_liste_du_meme_nombre(client, paul, agenda):
    for jours in (3, 6, 7, 12, 29, 30, 45):
        fabriques.seance(HIER - timedelta(days=jours), fabriques.dossier(paul), par=paul, animateurs=(agenda,))
    client.force_login(paul)
    ages = donnees("seances_a_valider", paul)["ages"]
    assert [client.get(a.adresse).context["liste"].compte.nombre for a in ages] == [a.nombre for a in ages]


def test_rien_a_valider_le_bloc_se_tait(paul):
    assert donnees("seances_a_valider", paul) is None


def test_sans_rendez_vous_le_plus_longtemps_sans_seance_d_abord(paul, agenda):
    jamais, vu, suivi = en_cours(paul, "Jamais"), en_cours(paul, "Vu"), en_cours(paul, "Suivi")
    faite = fabriques.seance(HIER - timedelta(days=11), vu, par=paul, animateurs=(agenda,))
    valider_seance(par=paul, seance=faite, version=faite.version)
    fabriques.seance(timezone.now() + 48 * HEURE, suivi, par=paul, animateurs=(agenda,))
    fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire("Previsionnel"))
    lus = donnees("sans_rendez_vous", paul)
    assert {ligne.dossier for ligne in lus["lignes"]} == {jamais, vu}
    textes = {ligne.dossier: ligne.texte for ligne in lus["lignes"]}
    assert textes == {jamais: "aucune séance encore", vu: "dernière séance il y a 12 jours"}


def test_l_accueil_garde_la_portee_pour_revenir_apres_un_geste(client, paul, nadia, agenda):
    fabriques.seance(ce_matin(), fabriques.dossier(paul), par=paul, animateurs=(agenda,), minutes=30)
    client.force_login(nadia)
    page = client.get("/?portee=equipe").content.decode()
    assert 'name="retour" value="/?portee=equipe"' in page
    assert "HENRY Paul" in page


def test_les_blocs_coutent_autant_pour_une_seance_que_pour_trois(client, paul, agenda):
    client.force_login(paul)
    poser = lambda n: [  # noqa: E731
        fabriques.seance(ce_matin(-60 * 24 * j + 60 * n), en_cours(paul, f"N{n}"), par=paul, animateurs=(agenda,))
        for j in (0, 9)
    ]
    poser(0)
    en_cours(paul, "Sans")
    client.get("/")
    with CaptureQueriesContext(connection) as une:
        client.get("/")
    poser(1), poser(2)
    with CaptureQueriesContext(connection) as trois:
        client.get("/")
    assert len(trois) == len(une) <= 35
