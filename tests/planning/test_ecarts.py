"""H4 : l'écart est nommé sur le dossier et sur sa convention, chaque phrase mène où il se règle."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.dossiers.operations.verification import verifier_statuts
from jalon.financement.operations import modifier_financement
from jalon.planning.operations import annuler_seance, valider_seance
from tests import fabriques

pytestmark = pytest.mark.django_db
HIER = timezone.now().replace(microsecond=0, hour=10) - timedelta(days=1)
DEMAIN = HIER + timedelta(days=2)


@pytest.fixture
def sophie():
    return fabriques.utilisateur("administrateur")


@pytest.fixture
def agenda():
    return fabriques.animateur()


def financer(dossier, par, **champs) -> Dossier:
    donnees = {"minutes_financees": 240, "tarification": "horaire", "tarif_horaire": Decimal(75)} | champs
    donnees.setdefault("montant_total", Decimal(300))
    modifier_financement(
        par=par, dossier=dossier, version=0, financeur=fabriques.societe(), donnees=donnees, parts=[]
    )
    return Dossier.objects.get(pk=dossier.pk)


def tenir(dossier, par, agenda, debut, minutes) -> None:
    seance = fabriques.seance(debut, dossier, par=par, animateurs=(agenda,), minutes=minutes)
    valider_seance(par=par, seance=seance, version=seance.version)


def phrases(client, adresse: str, cle: str = "ecarts") -> list[tuple[str, str]]:
    contexte = client.get(adresse).context
    lus = contexte["a_cote"][0]["contexte"][cle] if cle == "ecarts" else contexte[cle]
    return [(e.phrase.replace("\u00a0", " "), e.adresse) for e in lus]


@pytest.fixture
def dossier(sophie):
    return financer(fabriques.dossier(sophie), sophie)


def test_le_bloc_nomme_l_ecart_et_mene_a_son_champ(client, sophie, agenda, dossier):  # H4
    client.force_login(sophie)
    tenir(dossier, sophie, agenda, HIER, 300)
    adresse = f"/dossiers/{dossier.numero}/financement/"
    assert phrases(client, adresse) == [
        ("1 h réalisée au-delà des heures financées", f"{adresse}modifier/#id_financement-minutes_financees"),
        ("Montant prévu inférieur de 75,00 € au réalisé", f"{adresse}modifier/#id_financement-montant_total"),
    ]


def test_ce_qui_n_est_pas_planifie_mene_a_planifier(client, sophie, agenda, dossier):  # H4
    client.force_login(sophie)
    fabriques.seance(DEMAIN, dossier, par=sophie, animateurs=(agenda,), minutes=90)
    lues = phrases(client, f"/dossiers/{dossier.numero}/financement/")
    assert lues == [("2 h 30 financées ne sont pas planifiées", f"/dossiers/{dossier.numero}/seances/nouvelle/")]


def test_qui_ne_peut_rien_ecrire_est_mene_aux_seances(client, sophie, agenda, dossier):
    lectrice = fabriques.utilisateur("consultation")
    client.force_login(lectrice)
    tenir(dossier, sophie, agenda, HIER, 300)
    adresses = {adresse for _, adresse in phrases(client, f"/dossiers/{dossier.numero}/financement/")}
    assert adresses == {f"/dossiers/{dossier.numero}/seances/"}


def test_le_dossier_garde_ses_heures_et_le_nombre_de_ses_ecarts(sophie, agenda, dossier):
    assert (dossier.minutes_planifiees, dossier.ecarts_nombre) == (None, 0)
    tenir(dossier, sophie, agenda, HIER, 60)
    seance = fabriques.seance(DEMAIN, dossier, par=sophie, animateurs=(agenda,), minutes=120)
    dossier.refresh_from_db()
    assert (dossier.minutes_realisees, dossier.minutes_planifiees, dossier.ecarts_nombre) == (60, 180, 1)
    assert (dossier.a_valider_at, dossier.dernier_rendez_vous_at) == (seance.fin, seance.fin)
    annuler_seance(par=sophie, seance=seance, version=seance.version, annulee_par="organisme", motif="Grève")
    dossier.refresh_from_db()
    assert (dossier.minutes_planifiees, dossier.dernier_rendez_vous_at, dossier.a_valider_at) == (60, None, None)
    assert not list(verifier_statuts())


def test_les_heures_corrigees_effacent_l_ecart(sophie, agenda, dossier):
    tenir(dossier, sophie, agenda, HIER, 300)
    donnees = {"minutes_financees": 300, "montant_total": Decimal(375), "tarif_horaire": Decimal(75)}
    modifier_financement(par=sophie, dossier=dossier, version=1, financeur=None, donnees=donnees, parts=[])
    dossier.refresh_from_db()
    assert dossier.ecarts_nombre == 0


# ── La convention ──


@pytest.fixture
def cadre():
    return fabriques.convention("CONV-9", minutes_financees=600)


@pytest.fixture
def large():
    return fabriques.convention("CONV-10", minutes_financees=6000)


def lier(sophie, cadre, agenda, rang: int, minutes: int) -> Dossier:
    dossier = fabriques.dossier(sophie, beneficiaire=fabriques.beneficiaire("Nguyen", f"Minh {rang}"))
    dossier = financer(dossier, sophie, convention=cadre)
    tenir(dossier, sophie, agenda, HIER - timedelta(days=rang), minutes)
    return dossier


def test_la_convention_additionne_ses_dossiers_et_mene_au_seul_qui_s_ecarte(client, sophie, agenda, cadre):  # H4
    client.force_login(sophie)
    trop, juste = lier(sophie, cadre, agenda, 1, 300), lier(sophie, cadre, agenda, 2, 240)
    page = client.get(f"/admin/conventions/{cadre.pk}/")
    etapes = [(e.libelle, e.quantite.minutes, e.quantite.montant) for e in page.context["bilan"].etapes]
    assert etapes == [
        ("Prévu", 480, Decimal(600)),
        ("Planifié", 540, Decimal(675)),
        ("Réalisé", 540, Decimal(675)),
        ("Facturé", None, None),
    ]
    assert phrases(client, f"/admin/conventions/{cadre.pk}/", "constats") == [
        ("1 h réalisée au-delà des heures financées", f"/dossiers/{trop.numero}/financement/"),
        ("Montant prévu inférieur de 75,00 € au réalisé", f"/dossiers/{trop.numero}/financement/"),
    ]
    lies = client.get(f"/admin/conventions/{cadre.pk}/dossiers/?ecarts=oui").content.decode()
    assert trop.numero in lies
    assert juste.numero not in lies
    assert "1\u00a0h réalisée au-delà des heures financées" in lies


def test_plusieurs_dossiers_qui_s_ecartent_menent_a_leur_liste(client, sophie, agenda, cadre):
    client.force_login(sophie)
    for rang in (1, 2):
        lier(sophie, cadre, agenda, rang, 330)
    lus = phrases(client, f"/admin/conventions/{cadre.pk}/", "constats")
    assert lus[0] == (
        "1 h de séances au-delà des heures de la convention",
        f"/admin/conventions/{cadre.pk}/modifier/#id_minutes_financees",
    )
    liste = f"/admin/conventions/{cadre.pk}/dossiers/?ecarts=oui"
    assert lus[1] == ("3 h réalisées au-delà des heures financées", liste)
    assert b"sur 2 dossiers" in client.get(f"/admin/conventions/{cadre.pk}/").content
    hors = client.get(f"/admin/conventions/{cadre.pk}/dossiers/?ecarts=non")
    assert "Nguyen".upper() not in hors.content.decode().partition("<tbody>")[2]


@pytest.mark.parametrize("suite", ["", "dossiers/"])
def test_la_convention_coute_autant_pour_un_dossier_que_pour_trois(client, sophie, agenda, large, suite):
    client.force_login(sophie)
    couts = []
    for rang in (1, 2, 3):
        lier(sophie, large, agenda, rang, 300)
        adresse = f"/admin/conventions/{large.pk}/{suite}"
        client.get(adresse)
        with CaptureQueriesContext(connection) as requetes:
            client.get(adresse)
        couts.append(len(requetes))
    assert couts[0] == couts[2]


def test_un_conseiller_n_additionne_que_les_dossiers_de_son_perimetre(client, sophie, agenda, cadre):
    lier(sophie, cadre, agenda, 1, 300)
    qui = fabriques.utilisateur("conseiller")
    client.force_login(qui)
    assert client.get(f"/admin/conventions/{cadre.pk}/").context["bilan"].nombre == 0
