"""Les séances hors production : planifier, modifier, annuler, rétablir une réunion, sans dossier."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from jalon.journal.models import Entree
from jalon.planning.models import Occupation, Seance
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
DEMAIN = datetime(2026, 12, 3, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))
NOUVELLE = "/seances/reunions/nouvelle/"


@pytest.fixture
def nadia():
    return fabriques.utilisateur("gestionnaire")


@pytest.fixture
def agendas(nadia):
    """Le sien, et celui d'un collègue de son équipe."""
    paul = fabriques.utilisateur("conseiller")
    fabriques.equipe(nadia, paul)
    return [fabriques.animateur(nadia, "Benali"), fabriques.animateur(paul, "Henry")]


@pytest.fixture
def client(nadia):
    client = Client()
    client.force_login(nadia)
    return client


def saisie(agendas, **champs) -> dict:
    jour = {"jour": "03/12/2026", "heure_debut": "14:00", "heure_fin": ""}
    return {"intitule": "Réunion d’équipe", "animateurs": [a.pk for a in agendas], **jour, **champs}


def test_une_reunion_occupe_ses_participants_et_la_salle(client, agendas):
    salle = fabriques.lieu("Grande salle")
    assert client.post(NOUVELLE, saisie(agendas, lieu=salle.pk)).status_code == 302
    reunion = Seance.objects.get()
    assert (reunion.genre, reunion.minutes, reunion.debut) == ("hors_production", 60, DEMAIN)
    cles = set(Occupation.objects.filter(is_active=True).values_list("cle", flat=True))
    assert cles == {f"p{agendas[0].pk}", f"p{agendas[1].pk}", f"l{salle.pk}"}
    page = client.get("/seances/?nature=hors_production").content.decode()
    assert "Réunion d’équipe" in page


def test_depuis_un_creneau_le_moment_est_deja_rempli(client, agendas):
    page = client.get(NOUVELLE, {"jour": "03/12/2026", "heure_debut": "09:00", "heure_fin": "10:30"})
    form = page.context["form"]
    assert (form["jour"].value(), form["heure_fin"].value()) == ("03/12/2026", "10:30")
    assert form["animateurs"].value() == [agendas[0].pk]


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"intitule": " "}, "intitule"),
        ({"animateurs": []}, "animateurs"),
        ({"heure_fin": "13:00"}, "heure_fin"),
        ({"jour": "31/02/2026"}, "jour"),
    ],
)
def test_une_saisie_fausse_se_dit_a_cote_du_champ(client, agendas, champs, champ):
    page = client.post(NOUVELLE, saisie(agendas, **champs))
    assert page.status_code == 422
    assert champ in page.context["form"].errors
    assert not Seance.objects.exists()


def test_modifier_annuler_retablir_une_reunion(client, nadia, agendas):
    reunion = fabriques.reunion(DEMAIN, par=nadia, animateurs=tuple(agendas))
    champs = saisie(agendas[:1], intitule="Formation", version=reunion.version, heure_fin="16:00")
    assert client.post(f"/seances/{reunion.pk}/modifier/", champs).status_code == 302
    reunion.refresh_from_db()
    assert (reunion.nom, reunion.minutes, reunion.animations.count()) == ("Formation", 120, 1)
    annulee = {"version": reunion.version, "annulee_par": "organisme", "motif": "Grève"}
    assert client.post(f"/seances/{reunion.pk}/annuler/", annulee).url == "/seances/"
    assert not Occupation.objects.filter(is_active=True).exists()
    reunion.refresh_from_db()
    client.post(f"/seances/{reunion.pk}/retablir/?retour=/", {"version": reunion.version})
    reunion.refresh_from_db()
    assert reunion.etat == "programmee"
    actes = list(
        Entree.objects.filter(acte__startswith="seance", objet_id=reunion.pk)
        .order_by("pk")
        .values_list("acte", flat=True)
    )
    assert actes == ["seance_planifiee", "seance_modifiee", "seance_annulee", "seance_retablie"]


def test_deux_personnes_modifient_la_meme_reunion(client, nadia, agendas):
    reunion = fabriques.reunion(DEMAIN, par=nadia, animateurs=tuple(agendas))
    champs = saisie(agendas, version=reunion.version)
    assert client.post(f"/seances/{reunion.pk}/modifier/", champs).status_code == 302
    page = client.post(f"/seances/{reunion.pk}/modifier/", champs)
    assert page.status_code == 422
    assert "Une autre personne a modifié cette séance" in page.content.decode()


def test_une_seance_d_un_dossier_ne_s_ouvre_pas_comme_une_reunion(client, nadia, agendas):
    seance = fabriques.seance(DEMAIN, fabriques.dossier(nadia), par=nadia, animateurs=tuple(agendas))
    assert client.get(f"/seances/{seance.pk}/modifier/").status_code == 404


def test_les_agendas_proposes_sont_ceux_que_l_on_tient(client, agendas):
    fabriques.animateur(fabriques.utilisateur("conseiller"), "Henry-Ailleurs")
    noms = [p["value"] for p in client.get("/seances/agendas/?q=hen").json()["results"]]
    assert noms == [agendas[1].pk]
    assert len(client.get("/seances/agendas/").json()["results"]) == 2


def test_un_participant_deja_pris_est_nomme(client, nadia, agendas):
    fabriques.reunion(DEMAIN, par=nadia, animateurs=tuple(agendas))
    page = client.post(NOUVELLE, saisie(agendas, heure_debut="14:30"))
    assert page.status_code == 422
    assert "HENRY" in page.content.decode()
    assert client.post(NOUVELLE, saisie(agendas, heure_debut="15:00")).status_code == 302
    assert Seance.objects.filter(debut=DEMAIN + timedelta(hours=1)).exists()
