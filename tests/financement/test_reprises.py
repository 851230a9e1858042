"""Lier ne copie rien en silence : la convention propose, le dossier reprend, les écarts se nomment (B1, B3)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.financement.ecarts import ecarts_de
from jalon.financement.models import Convention, Financement
from jalon.financement.queries import convention_pour, with_engagement
from jalon.financement.reprises import reprises_de
from tests.fabriques import convention, dossier, prestation, societe, utilisateur

pytestmark = pytest.mark.django_db
D = Decimal
JOUR = date(2026, 11, 24)
DEBUT, FIN = date(2026, 1, 1), date(2026, 12, 31)


def proposees(cadre, de=None) -> dict[str, str]:
    lue = with_engagement(Convention.objects.all()).get(pk=cadre.pk)
    return {r.champ: r.lisible.replace("\u00a0", " ") for r in reprises_de(lue, de)}


def ecarts(ouvert, cadre, **champs) -> list[str]:
    financement = Financement(dossier=ouvert, convention=cadre, **champs)
    lue = convention_pour(cadre.pk, ouvert) if cadre else None
    return [ecart.phrase.replace("\u00a0", " ") for ecart in ecarts_de(financement, lue, JOUR)]


# ── Ce qui est proposé ──


def test_la_convention_propose_periode_heures_tarif_financeur_type_et_dispositif():
    opco, bilan = societe("OPCO Horizon"), prestation(minutes_prevues=1440)
    cadre = convention(
        nature="cadre_opco", financeur_societe=opco, type_financement="prive", date_debut=DEBUT, date_fin=FIN,
        minutes_financees=12000, tarification="horaire", tarif_horaire=D("75.00"),
    )  # fmt: skip
    assert proposees(cadre, bilan) == {
        "date_debut": "01/01/2026",
        "date_fin": "31/12/2026",
        "tarification": "Horaire",
        "tarif_horaire": "75,00 €",
        "minutes_financees": "24 h",
        "financeur": "OPCO Horizon",
        "dispositif": "Plan de développement / OPCO",
        "type_financement": "Privé",
    }


def test_au_forfait_c_est_le_montant_qui_est_propose():
    cadre = convention(tarification="forfait", forfait=D("1500.00"))
    assert proposees(cadre) == {"tarification": "Forfait", "montant_total": "1 500,00 €"}


@pytest.mark.parametrize(
    ("plafond", "prevues", "engage", "attendu"),
    [
        (12000, 1440, 0, "24 h"),
        (12000, 1440, 11400, "10 h"),  # ce qui reste, pas plus
        (600, None, 0, "10 h"),  # seule sur sa convention
        (12000, None, 60, None),  # un cadre partagé ne dit rien d'un dossier
        (600, 1440, 600, None),
        (None, 1440, 0, None),
    ],
)
def test_les_heures_proposees_tiennent_dans_ce_qui_reste(plafond, prevues, engage, attendu):
    cadre = convention(minutes_financees=plafond)
    if engage:
        Financement.objects.create(dossier=dossier(), convention=cadre, minutes_financees=engage)
    de = prestation(minutes_prevues=prevues) if prevues else None
    assert proposees(cadre, de).get("minutes_financees") == attendu


def test_choisir_une_convention_ne_remplit_aucun_champ(client):
    sophie = utilisateur("gestionnaire")
    client.force_login(sophie)
    ouvert, cadre = dossier(sophie), convention(date_debut=DEBUT, date_fin=FIN)
    adresse = f"/dossiers/{ouvert.numero}/financement/modifier/"
    form = client.get(adresse, {"convention": cadre.pk}).context["formulaire"]
    assert (form["convention"].value(), form["date_debut"].value()) == (cadre.pk, "")
    assert "01/01/2026" in form.reprises_json


@pytest.mark.parametrize(
    ("demande", "attendus"),
    [("date_fin", ("", "31/12/2026")), ("tout", ("01/01/2026", "31/12/2026")), ("forge", ("", ""))],
)
def test_sans_script_reprendre_est_un_lien(client, demande, attendus):
    sophie = utilisateur("gestionnaire")
    client.force_login(sophie)
    ouvert, cadre = dossier(sophie), convention(date_debut=DEBUT, date_fin=FIN)
    adresse = f"/dossiers/{ouvert.numero}/financement/modifier/"
    reponse = client.get(adresse, {"convention": cadre.pk, "reprendre": demande})
    form = reponse.context["formulaire"]
    assert (form["date_debut"].value(), form["date_fin"].value()) == attendus
    assert f"{adresse}?convention={cadre.pk}&amp;reprendre=tout" in reponse.content.decode()
    assert not Financement.objects.exists()


def test_les_valeurs_d_une_convention_se_lisent_par_la_porte(client):
    cadre = convention(date_fin=FIN)
    adresse = f"/admin/conventions/{cadre.pk}/valeurs/"
    client.force_login(utilisateur("conseiller"))
    lu = client.get(adresse, {"dossier": "inconnu", "prestation": "999999999999999999999"}).json()
    assert [v["brute"] for v in lu["valeurs"]] == ["31/12/2026"]
    assert client.get("/admin/conventions/999999/valeurs/").status_code == 404


def test_la_recherche_suit_ce_qui_vient_d_etre_saisi(client):
    sophie, opco = utilisateur("gestionnaire"), societe("OPCO Horizon")
    client.force_login(sophie)
    ouvert = dossier(sophie)
    convention("C-OPCO", financeur_societe=opco, date_debut=DEBUT, date_fin=FIN)
    convention("C-AUTRE", financeur_societe=societe("Région"))
    saisie = {"dossier": ouvert.numero, "financeur": f"s{opco.pk}", "debut": "01/02/2026"}
    premiere = client.get("/admin/conventions/propositions/", saisie).json()["results"][0]
    assert (premiere["text"], premiere["groupe"]) == ("C-OPCO · Essai", "Suggérée pour ce dossier")
    assert premiere["marques"] == [
        ["vert", "prestation"],
        ["vert", "financeur"],
        ["vert", "période, jusqu’au 31/12/2026"],
    ]
    tard = client.get("/admin/conventions/propositions/", {**saisie, "debut": "01/02/2027"}).json()["results"]
    assert ["ambre", "période finie le 31/12/2026"] in [m for r in tard for m in r.get("marques", [])]


# ── Les écarts, en mots ──


def test_chaque_ecart_avec_la_convention_est_nomme():
    ouvert, opco, region = dossier(), societe("OPCO"), societe("Région")
    cadre = convention(
        "C-1", prestations=(prestation(),), financeur_societe=opco, date_debut=DEBUT, date_fin=FIN,
        minutes_financees=600, tarification="horaire", tarif_horaire=D("75.00"), type_financement="prive",
    )  # fmt: skip
    assert ecarts(
        ouvert, cadre, financeur_societe=region, date_debut=date(2025, 12, 1), minutes_financees=660,
        tarification="horaire", tarif_horaire=D("80.00"), type_financement="public", accord="refuse",
    ) == [
        "La convention ne suffit pas : il lui manque 1 h",
        "La convention ne couvre pas cette prestation",
        "La période commence avant la convention",
        "Autre financeur que la convention",
        "Autre tarif horaire",
        "Autre type de financement",
        "Accord refusé par le financeur",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cadre", "champs", "attendu"),
    [
        ({"date_fin": date(2026, 11, 23)}, {}, ["C-1 a fini le 23/11/2026"]),
        ({"tarification": "forfait"}, {"tarification": "horaire"}, ["Convention à un tarif forfait"]),
        ({"type_financement": "prive"}, {"type_financement": "mixte"}, []),
        ({}, {"montant_total": D(600)}, ["Reste à affecter 600,00 €"]),
        ({}, {}, []),
    ],
)
def test_un_ecart_ne_se_dit_que_s_il_existe(cadre, champs, attendu):
    assert ecarts(dossier(), convention("C-1", **cadre), **champs) == attendu


def test_sans_convention_il_n_y_a_que_les_ecarts_du_dossier():
    assert ecarts(dossier(), None) == []


def test_la_colonne_de_droite_dit_prevu_et_des_tirets_ailleurs(client):  # H4
    sophie = utilisateur("gestionnaire")
    client.force_login(sophie)
    ouvert = dossier(sophie)
    Financement.objects.create(dossier=ouvert, minutes_financees=1440, montant_total=D(1800))
    etapes = client.get(f"/dossiers/{ouvert.numero}/financement/").context["a_cote"][0]["contexte"]["etapes"]
    lus = [(e.libelle, e.quantite.minutes, e.part) for e in etapes]
    assert lus == [("Prévu", 1440, 100), ("Planifié", None, 0), ("Réalisé", None, 0), ("Facturé", None, 0)]


@pytest.mark.parametrize("page", ["", "modifier/"])
def test_l_onglet_coute_autant_avec_un_co_financeur_qu_avec_trois(client, page):
    sophie = utilisateur("gestionnaire")
    client.force_login(sophie)
    ouvert, cadre = dossier(sophie), convention(financeur_societe=societe())
    financement = Financement.objects.create(dossier=ouvert, convention=cadre, montant_total=D(100))
    adresse = f"/dossiers/{ouvert.numero}/financement/{page}"
    client.get(adresse)
    financement.parts.create(financeur_societe=societe(), valeur=D(1))
    un = _cout(client, adresse)
    for _ in range(2):
        financement.parts.create(financeur_societe=societe(), valeur=D(1))
    assert _cout(client, adresse) == un


def _cout(client, adresse: str) -> int:
    with CaptureQueriesContext(connection) as requetes:
        client.get(adresse)
    return len(requetes)
