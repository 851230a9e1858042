"""Valider d'un geste, valider par lot, annuler le lot : les refus un par un, deux fois comme une."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jalon.planning.listes import LISTE
from jalon.planning.lots import VALIDER
from jalon.planning.models import Seance
from jalon.planning.operations import valider_seance
from jalon.socle.listes.lots import defaire_lot, lancer_lot
from tests import fabriques

pytestmark = [pytest.mark.lent, pytest.mark.django_db, pytest.mark.deux_moteurs]
HIER = timezone.now().replace(microsecond=0) - timedelta(days=1)
HEURE = timedelta(hours=1)
A_VALIDER = "/seances/?a_valider=oui&tri=date"


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


@pytest.fixture
def client(paul):
    client = Client()
    client.force_login(paul)
    return client


@pytest.fixture
def seances(paul, agenda) -> list[Seance]:
    """Trois séances passées de Paul ; la dernière réunit deux dossiers."""
    dossiers = [fabriques.dossier(paul, beneficiaire=fabriques.beneficiaire(f"Nom{n}")) for n in range(3)]
    poser = lambda n, *qui: fabriques.seance(HIER - n * 3 * HEURE, *qui, par=paul, animateurs=(agenda,))  # noqa: E731
    return [poser(3, dossiers[0]), poser(2, dossiers[1]), poser(1, dossiers[1], dossiers[2])]


def etats(seances) -> list[str]:
    return list(
        Seance.objects.filter(pk__in=[s.pk for s in seances]).order_by("debut").values_list("etat", flat=True)
    )


def demander(client, seances, **donnees):
    corps = {"choix": [s.pk for s in seances], "nombre": len(seances), "retour": A_VALIDER, **donnees}
    return client.post("/listes/seances/lots/valider_presences/", corps)


def pointer(client, seance, presence="present"):
    return client.post(f"/seances/{seance.pk}/pointer/", {"presence": presence, "retour": "/"}, follow=True)


@pytest.mark.parametrize(("geste", "presence"), [("present", "present"), ("absent", "absent_injustifie")])
def test_un_geste_valide_la_seance(client, seances, geste, presence):
    page = pointer(client, seances[0], geste)
    assert "/retablir/" in page.content.decode()
    assert etats(seances)[0] == "realisee"
    assert seances[0].participations.get().presence == presence


def test_le_meme_geste_deux_fois_ne_compte_qu_une_fois(client, seances):
    pointer(client, seances[0])
    page = pointer(client, seances[0], "absent")
    assert "déjà validée" in page.content.decode()
    assert seances[0].participations.get().presence == "present"


def test_un_geste_refuse_dit_pourquoi(client, paul, agenda):
    demain = fabriques.seance(timezone.now() + 24 * HEURE, fabriques.dossier(paul), par=paul, animateurs=(agenda,))
    assert "pas encore commencé" in pointer(client, demain).content.decode()
    assert "Dites si la personne était là" in pointer(client, demain, "peut-être").content.decode()
    assert etats([demain]) == ["programmee"]


def test_la_liste_a_valider_montre_les_seances_passees_et_leurs_gestes(client, seances):
    page = client.get(A_VALIDER).content.decode()
    assert page.index("NOM0") < page.index("NOM1")
    assert page.count('value="present"') == 3
    assert page.count('value="absent"') == 2  # pas sur la séance collective : ses présences s'ouvrent


def test_le_lot_valide_tout_sauf_les_absents_coches(client, seances):
    confirmation = client.get("/listes/seances/lots/valider_presences/", {"choix": [s.pk for s in seances]})
    assert confirmation.content.decode().count('name="absents"') == 4
    absent = seances[2].participations.order_by("pk").first()
    reponse = demander(client, seances, absents=[absent.pk], absence="absent_excuse")
    assert reponse.status_code == 302
    assert etats(seances) == ["realisee"] * 3
    presences = [p.presence for s in seances for p in s.participations.order_by("pk")]
    assert presences == ["present", "present", "absent_excuse", "present"]


def test_les_refus_sont_nommes_un_par_un_et_le_reste_passe(client, paul, agenda, seances):
    valider_seance(par=paul, seance=seances[1], version=seances[1].version)
    demain = fabriques.seance(timezone.now() + 24 * HEURE, fabriques.dossier(paul), par=paul, animateurs=(agenda,))
    page = client.get(demander(client, [*seances, demain]).url).content.decode()
    assert "déjà validée" in page
    assert "pas encore commencé" in page
    assert etats([*seances, demain]) == ["realisee"] * 3 + ["programmee"]


def test_le_lot_deux_fois_refuse_tout_la_seconde_fois(client, seances):
    demander(client, seances)
    versions = list(Seance.objects.order_by("pk").values_list("version", flat=True))
    page = client.get(demander(client, seances).url).content.decode()
    assert page.count("déjà validée") == 3
    assert list(Seance.objects.order_by("pk").values_list("version", flat=True)) == versions


def test_annuler_le_lot_retablit_ce_qui_n_a_pas_change_depuis(paul, seances):
    travail = lancer_lot(par=paul, liste=LISTE, acte=VALIDER, cles=[s.pk for s in seances])
    reprise = Seance.objects.get(pk=seances[0].pk)
    valider_seance(par=paul, seance=reprise, version=reprise.version)
    defait = defaire_lot(par=paul, travail=travail)
    assert [ligne.refus for ligne in defait.lignes.exclude(refus="")] == [
        "Cette séance a changé depuis : rien n’est défait."
    ]
    assert etats(seances) == ["realisee", "programmee", "programmee"]


def test_le_lot_ne_nomme_que_les_personnes_que_l_on_lit(client, paul, agenda):
    ailleurs = fabriques.dossier(beneficiaire=fabriques.beneficiaire("Secret"))
    seance = fabriques.seance(HIER, ailleurs)
    page = client.get("/listes/seances/lots/valider_presences/", {"choix": [seance.pk]}).content.decode()
    assert "SECRET" not in page
    assert "Aucune ligne n’est choisie" in page


def test_la_liste_filtre_par_animateur_prestation_periode_et_cherche(client, paul, agenda, seances):
    prestation = seances[0].participations.get().dossier.prestation
    reunion = fabriques.reunion(HIER + 2 * HEURE, par=paul, animateurs=(agenda,), intitule="Point hebdomadaire")
    lues = lambda **filtres: {  # noqa: E731
        s.pk for s in client.get("/seances/", filtres).context["liste"].selection.objets
    }
    toutes = {s.pk for s in seances} | {reunion.pk}
    assert lues() == lues(animateur=agenda.pk) == lues(miennes="oui") == toutes
    assert lues(prestation=prestation.pk) == {seances[0].pk}
    assert lues(nature="hors_production") == lues(q="hebdo") == {reunion.pk}
    assert lues(q="nom2") == {seances[2].pk}
    assert lues(periode_du=f"{HIER + timedelta(days=2):%Y-%m-%d}") == set()
    assert lues(a_valider="oui", etat="realisee") == set()
    assert client.get("/seances/?tri=animateur").status_code == 200
