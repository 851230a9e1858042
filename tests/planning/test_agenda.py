"""L'agenda : ce que chacun y lit, le rendez-vous depuis un créneau, le déplacement."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from jalon.comptes.models import Utilisateur
from jalon.dossiers.models import Dossier
from jalon.planning.models import Seance
from jalon.planning.operations import annuler_seance
from jalon.planning.rules.agenda import initiales, jours_voisins, nom_court, periode
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
MARDI = date(2026, 11, 24)
NEUF_HEURES = datetime(2026, 11, 24, 8, tzinfo=UTC)
LIRE = "/agenda/evenements/?debut=2026-11-23&fin=2026-11-30"


@pytest.fixture(autouse=True)
def horloge(time_machine) -> None:
    time_machine.move_to("2026-11-20T10:00:00+01:00")


@pytest.fixture
def paul() -> Utilisateur:
    return fabriques.utilisateur("conseiller")


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


@pytest.fixture
def client(paul, client) -> Client:
    client.force_login(paul)
    return client


@pytest.fixture
def seance(paul, agenda) -> Seance:
    return fabriques.seance(NEUF_HEURES, fabriques.dossier(paul), par=paul, animateurs=(agenda,))


def evenements(client, *, suite: str = "") -> list[dict]:
    reponse = client.get(LIRE + suite)
    assert reponse.status_code == 200
    return reponse.json()["evenements"]


def deplacer(client, seance: Seance, **champs):
    donnees = {"version": seance.version, "jour": "25/11/2026", "heure_debut": "14:00", "heure_fin": "15:00"}
    return client.post(f"/seances/{seance.pk}/deplacer/?retour=/agenda/", donnees | champs)


# ── Règles ──


@pytest.mark.parametrize(
    ("vue", "premier", "lendemain"),
    [
        ("jour", MARDI, date(2026, 11, 25)),
        ("semaine", date(2026, 11, 23), date(2026, 11, 30)),
        ("liste", date(2026, 11, 23), date(2026, 11, 30)),
        ("mois", date(2026, 10, 26), date(2026, 12, 7)),
    ],
)
def test_la_periode_montree(vue, premier, lendemain):
    assert periode(vue, MARDI) == (premier, lendemain)


def test_avant_et_apres_et_les_noms():
    assert jours_voisins("liste", MARDI) == (date(2026, 11, 17), date(2026, 12, 1))
    assert (nom_court("Henry", "Paul"), nom_court("Henry", "")) == ("P. Henry", "Henry")
    assert initiales("P. Le Goff") == "PLG"


# ── Lire ──


def test_sans_demande_chacun_voit_le_sien(client, seance):
    (vu,) = evenements(client)
    personne = seance.participations.get().dossier.beneficiaire
    assert (vu["start"], vu["end"], vu["editable"]) == ("2026-11-24T09:00", "2026-11-24T10:00", True)
    assert vu["title"] == f"{personne.nom.upper()} {personne.prenom[0]}."
    page = client.get("/agenda/?le=2026-11-24&vue=liste").content.decode()
    assert personne.nom.upper() in page
    assert "Aujourd’hui" in page


def test_une_seance_d_un_dossier_que_l_on_ne_lit_pas_est_occupee_sans_rien_dire(client, paul, agenda):
    ailleurs = fabriques.utilisateur("administrateur")
    etrangere = fabriques.seance(NEUF_HEURES, fabriques.dossier(ailleurs), par=ailleurs, animateurs=(agenda,))
    Dossier.objects.filter(participations__seance=etrangere).first().acces.all().delete()
    (vu,) = evenements(client)
    assert vu["title"] == "Occupé"
    assert vu["editable"] is False
    assert "id" not in vu
    assert vu["extendedProps"] == {"quoi": ""}
    assert client.get(f"/seances/{etrangere.pk}/").status_code == 404
    assert "Occupé" in client.get("/agenda/?le=2026-11-24&vue=liste").content.decode()


def test_l_agenda_d_un_autre_ne_se_demande_pas(client, seance):
    autre = fabriques.animateur(fabriques.utilisateur("conseiller"), "Ailleurs")
    fabriques.seance(NEUF_HEURES, animateurs=(autre,))
    assert evenements(client, suite=f"&personnes={autre.pk}") == []


@pytest.mark.parametrize("adresse", ["?le=2026-13-45", "?vue=siecle&personnes=abc&lieux=-1", "?le=0001-01-01"])
def test_une_adresse_absurde_montre_la_semaine(client, seance, adresse):
    assert client.get(f"/agenda/{adresse}").status_code == 200
    assert client.get(f"/agenda/evenements/{adresse.replace('le', 'debut')}&fin=9999-12-31").status_code == 200


def test_une_seance_annulee_reste_barree_et_une_salle_a_son_agenda(client, paul, agenda):
    salle = fabriques.lieu("Salle bleue")
    prise = fabriques.seance(NEUF_HEURES, fabriques.dossier(paul), par=paul, animateurs=(agenda,), lieu=salle)
    (vu,) = evenements(client, suite=f"&lieux={salle.pk}")
    assert vu["resourceIds"] == [f"l{salle.pk}"]
    annuler_seance(par=paul, seance=prise, version=prise.version, annulee_par="beneficiaire", motif="Malade")
    (vu,) = evenements(client)
    assert vu["classNames"] == ["j-ev--annule"]
    assert vu["extendedProps"]["quoi"] == "Annulée"


def test_la_semaine_de_dix_personnes_tient_en_quinze_requetes(client, paul, django_assert_max_num_queries):
    responsable = fabriques.utilisateur("administrateur")
    qui = [fabriques.animateur(nom=f"Agenda{rang}") for rang in range(10)]
    for rang in range(30):
        debut = NEUF_HEURES + timedelta(days=rang % 3, hours=rang // 10)
        fabriques.seance(debut, fabriques.dossier(responsable), par=responsable, animateurs=(qui[rang % 10],))
    client.force_login(responsable)
    demande = "".join(f"&personnes={p.pk}" for p in qui)
    client.get(LIRE + demande)
    with django_assert_max_num_queries(15):
        assert len(evenements(client, suite=demande)) == 30


# ── Prendre un rendez-vous ──


def test_un_creneau_libre_devient_un_rendez_vous(client, paul, agenda):
    dossier, action = fabriques.dossier(paul), fabriques.action("Entretien", minutes=90)
    creneau = f"jour=25/11/2026&heure_debut=10:30&animateur={agenda.pk}&retour=/agenda/"
    page = client.get(f"/agenda/rendez-vous/?{creneau}").content.decode()
    assert "25/11/2026" in page
    assert "suite=" in page
    donnees = {"dossier": dossier.pk, "action": action.pk, "animateur": agenda.pk}
    moment = {"jour": "25/11/2026", "heure_debut": "10:30"}
    reponse = client.post("/agenda/rendez-vous/?retour=/agenda/", donnees | moment)
    assert (reponse.status_code, reponse["Location"]) == (302, "/agenda/")
    assert Seance.objects.get().minutes == 90

    # Le même créneau une seconde fois : refusé, rien n'est perdu
    page = client.post("/agenda/rendez-vous/", donnees | moment | {"notes": "À ne pas perdre"})
    assert page.status_code == 422
    assert "À ne pas perdre" in page.content.decode()
    assert "occupé le 25/11/2026" in page.content.decode()


def test_le_dossier_ouvert_en_chemin_ramene_au_creneau(client, paul, agenda):
    suite = "/agenda/rendez-vous/?jour=25/11/2026&heure_debut=10:30"
    personne, prestation = fabriques.personne(), fabriques.prestation()
    champs = {"beneficiaire": personne.pk, "prestation": prestation.pk, "cle_creation": "0" * 32}
    reponse = client.post(f"/dossiers/nouveau/?suite={suite.replace('&', '%26')}", champs)
    dossier = Dossier.objects.get(beneficiaire=personne)
    assert reponse["Location"] == f"{suite}&dossier={dossier.pk}"


def test_une_suite_hors_de_la_maison_est_ignoree(client, paul):
    personne, prestation = fabriques.personne(), fabriques.prestation()
    champs = {"beneficiaire": personne.pk, "prestation": prestation.pk, "cle_creation": "1" * 32}
    reponse = client.post("/dossiers/nouveau/?suite=//ailleurs.example.org/", champs)
    assert reponse["Location"].startswith("/dossiers/")


# ── Déplacer ──


def test_deplacer_garde_la_duree_et_revient_a_l_agenda(client, seance):
    reponse = deplacer(client, seance)
    assert (reponse.status_code, reponse["Location"]) == (302, "/agenda/")
    seance.refresh_from_db()
    assert (seance.debut, seance.minutes) == (datetime(2026, 11, 25, 13, tzinfo=UTC), 60)


def test_changer_de_colonne_change_d_animateur(client, seance, agenda, paul):
    equipe = fabriques.utilisateur("administrateur")
    autre = fabriques.animateur(nom="Benali")
    client.force_login(equipe)
    assert deplacer(client, seance, de=agenda.pk, vers=autre.pk).status_code == 302
    assert [a.personne for a in seance.animations.all()] == [autre]


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"heure_debut": "15:00", "heure_fin": "14:00"}, "La fin vient avant le début"),
        ({"jour": "28/03/2027", "heure_debut": "02:30", "heure_fin": "04:00"}, "n’existe pas"),
        ({"jour": "31/02/2027"}, "n’existe pas"),
        ({"version": "99"}, "Une autre personne a modifié cette séance"),
        ({"vers": "999999"}, "plus proposée"),
    ],
)
def test_un_deplacement_refuse_se_dit_et_ne_change_rien(client, seance, champs, phrase):
    page = deplacer(client, seance, **champs)
    assert page.status_code == 422
    assert phrase in page.content.decode()
    assert Seance.objects.get().debut == NEUF_HEURES


def test_glissee_sur_un_jour_ferme_ou_un_moment_pris_elle_se_nomme(client, paul, agenda, seance):
    fabriques.seance(NEUF_HEURES + timedelta(days=1), fabriques.dossier(paul), par=paul, animateurs=(agenda,))
    page = deplacer(client, seance, heure_debut="09:30", heure_fin="10:30")
    assert page.status_code == 422
    assert "occupé le 25/11/2026 de 09:00" in page.content.decode()


def test_la_fiche_dit_la_seance_et_ses_actes(client, seance):
    page = client.get(f"/seances/{seance.pk}/?retour=/agenda/").content.decode()
    for libelle in ("Déplacer", "Modifier", "Reporter", "Annuler"):
        assert libelle in page
    assert "retour=%2Fagenda%2F" in page
