"""Les vues de contrôle : chacune trouve ce qu'elle dit, rien d'autre ; le jour est dans la requête (règle 1)."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from jalon.dossiers.listes import LISTE
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import modifier_rattachement
from jalon.dossiers.rules.dates import Echeances, date_limite
from jalon.financement.operations import modifier_financement
from jalon.planning.controles import CONTROLES
from jalon.planning.operations import valider_seance
from jalon.planning.rules.controles import (
    FaceAConvention,
    dire_a_valider,
    dire_hors_convention,
    dire_hors_delais,
    dire_sans_rendez_vous,
)
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
HIER = timezone.now().replace(microsecond=0) - timedelta(days=1)
DEMAIN = HIER + timedelta(days=2)


def jour(texte: str) -> date:
    quantieme, mois, annee = texte.split("/")
    return date(int(annee), int(mois), int(quantieme))


# ── Les phrases ──

FIN, BON = jour("18/12/2026"), jour("30/11/2026")
DELAIS = [
    ({}, True, ""),
    ({"fin_saisie": FIN}, True, ""),
    ({"fin_saisie": jour("23/11/2026")}, True, "Fin prévisionnelle passée depuis 1 jour (23/11/2026)"),
    ({"fin_saisie": jour("14/11/2026")}, True, "Fin prévisionnelle passée depuis 10 jours (14/11/2026)"),
    ({"fin_saisie": jour("14/11/2026")}, False, ""),
    ({"derniere_seance": jour("14/11/2026")}, True, ""),
    ({"fin_commande": jour("20/11/2026")}, True, "Bon de commande fini depuis 4 jours (20/11/2026)"),
    (
        {"fin_saisie": FIN, "derniere_seance": jour("20/12/2026")},
        False,
        "Séance le 20/12/2026, après la fin prévisionnelle (18/12/2026)",
    ),
    (
        {"fin_commande": BON, "derniere_seance": jour("01/12/2026")},
        True,
        "Séance le 01/12/2026, après le bon de commande (30/11/2026)",
    ),
    (
        {"debut_commande": BON, "premiere_seance": jour("29/11/2026")},
        True,
        "Séance le 29/11/2026, avant le bon de commande (30/11/2026)",
    ),
    ({"fin_saisie": FIN, "derniere_seance": FIN, "premiere_seance": FIN}, True, ""),
]


@pytest.mark.parametrize(("bornes", "is_ouvert", "phrase"), DELAIS)
def test_le_delai_se_dit_et_la_date_gardee_s_accorde_avec_lui(bornes, is_ouvert, phrase):
    echeances, aujourd_hui = Echeances(**bornes), jour("24/11/2026")
    assert dire_hors_delais(echeances, is_ouvert=is_ouvert, jour=aujourd_hui) == phrase
    limite = date_limite(echeances, is_ouvert=is_ouvert)
    assert bool(limite and limite < aujourd_hui) == bool(phrase)


CADRE = {"debut_cadre": jour("01/01/2026"), "fin_cadre": jour("31/12/2026"), "minutes_cadre": 600}
CONVENTIONS = [
    ({}, []),
    (CADRE, []),
    (
        CADRE | {"derniere_seance": jour("05/01/2027")},
        ["Séance le 05/01/2027, après la convention (31/12/2026)"],
    ),
    (
        CADRE | {"premiere_seance": jour("30/12/2025")},
        ["Séance le 30/12/2025, avant la convention (01/01/2026)"],
    ),
    (CADRE | {"fin": jour("31/01/2027")}, ["La période finit après la convention"]),
    (CADRE | {"minutes_planifiees": 690}, ["1\u00a0h\u00a030 de séances au-delà de la convention"]),
    (CADRE | {"minutes_engagees": 720}, ["Convention dépassée de 2\u00a0h par ses dossiers"]),
    ({"minutes_planifiees": 690, "derniere_seance": jour("05/01/2027")}, []),
]


@pytest.mark.parametrize(("faits", "phrases"), CONVENTIONS)
def test_ce_qui_sort_de_la_convention_se_dit(faits, phrases):
    assert dire_hors_convention(FaceAConvention(**faits)) == phrases


def test_a_valider_et_sans_rendez_vous_se_disent():
    assert dire_a_valider(jour("12/11/2026")) == "Séance du 12/11/2026 à valider"
    assert dire_sans_rendez_vous(None) == "Aucun rendez-vous"
    assert dire_sans_rendez_vous(jour("12/11/2026")) == "Aucun rendez-vous depuis le 12/11/2026"


# ── Ce que chaque vue trouve ──


@pytest.fixture
def sophie():
    return fabriques.utilisateur("administrateur")


@pytest.fixture
def agenda():
    return fabriques.animateur()


@pytest.fixture
def dossier(sophie):
    return fabriques.dossier(sophie)


def financer(dossier, par, version=0, **champs) -> None:
    donnees = {"tarification": "horaire", "tarif_horaire": Decimal(75)} | champs
    modifier_financement(
        par=par, dossier=dossier, version=version, financeur=fabriques.societe(), donnees=donnees, parts=[]
    )


def tenir(dossier, par, agenda, debut=HIER, minutes=60) -> None:
    seance = fabriques.seance(debut, dossier, par=par, animateurs=(agenda,), minutes=minutes)
    valider_seance(par=par, seance=seance, version=seance.version)


def vues(qui) -> dict[str, list[str]]:
    """Par vue, les numéros qu'elle trouve."""
    return {
        c.code: [d.numero for d in LISTE.lignes(QueryDict(f"controle={c.code}"), qui)]
        for c in CONTROLES
        if qui.a_le_droit(c.droit)
    }


def _constat(page) -> str:
    """La colonne qui dit l'écart, sur la première ligne."""
    return next(c.texte for c in page.lignes[0].cellules if c.colonne.code.startswith("controle_"))


def trouvee_par(qui) -> list[str]:
    return [code for code, numeros in vues(qui).items() if numeros]


def test_un_dossier_neuf_n_est_dans_aucune_vue(sophie, dossier):
    assert trouvee_par(sophie) == []


def test_une_seance_passee_est_a_valider_jusqu_a_sa_validation(sophie, agenda, dossier):
    seance = fabriques.seance(HIER, dossier, par=sophie, animateurs=(agenda,))
    assert trouvee_par(sophie) == ["seances_a_valider", "ecarts"]
    valider_seance(par=sophie, seance=seance, version=seance.version)
    assert "seances_a_valider" not in trouvee_par(sophie)


def test_une_seance_a_venir_n_est_pas_a_valider(sophie, agenda, dossier):
    fabriques.seance(DEMAIN, dossier, par=sophie, animateurs=(agenda,))
    assert "seances_a_valider" not in trouvee_par(sophie)


def test_un_dossier_en_cours_sans_rien_a_venir_se_voit_jusqu_au_prochain_rendez_vous(sophie, agenda, dossier):
    tenir(dossier, sophie, agenda)
    assert "en_cours_sans_rendez_vous" in trouvee_par(sophie)
    fabriques.seance(DEMAIN, dossier, par=sophie, animateurs=(agenda,))
    assert "en_cours_sans_rendez_vous" not in trouvee_par(sophie)


def test_la_fin_prevue_passee_et_la_seance_apres_la_fin_sont_hors_delais(sophie, agenda, dossier):
    champs = {"date_entree_saisie": timezone.localdate() - timedelta(days=30)}
    modifier_rattachement(
        par=sophie,
        dossier=dossier,
        prestation=dossier.prestation,
        version=0,
        donnees=champs | {"date_fin_saisie": timezone.localdate() + timedelta(days=1)},
    )
    assert trouvee_par(sophie) == []
    modifier_rattachement(
        par=sophie,
        dossier=dossier,
        prestation=dossier.prestation,
        version=1,
        donnees=champs | {"date_fin_saisie": timezone.localdate() - timedelta(days=1)},
    )
    assert trouvee_par(sophie) == ["hors_delais"]


def test_seance_periode_et_heures_hors_de_la_convention(sophie, agenda, dossier):
    cadre = fabriques.convention("C-1", minutes_financees=600, date_fin=timezone.localdate() + timedelta(days=1))
    financer(dossier, sophie, convention=cadre, minutes_financees=600, montant_total=Decimal(750))
    assert trouvee_par(sophie) == []
    fabriques.seance(DEMAIN + timedelta(days=3), dossier, par=sophie, animateurs=(agenda,), minutes=600)
    assert trouvee_par(sophie) == ["hors_convention"]


def test_une_convention_que_ses_dossiers_depassent_se_voit_sur_chacun(sophie, dossier):
    cadre = fabriques.convention("C-1", minutes_financees=600)
    financer(dossier, sophie, convention=cadre, minutes_financees=660, motif_depassement="Accord oral")
    assert trouvee_par(sophie) == ["hors_convention"]
    page = LISTE.lire_donnees(QueryDict("controle=hors_convention"), sophie, "/production/")
    assert _constat(page) == "Convention dépassée de 1\u00a0h par ses dossiers"


def test_un_ecart_h4_se_voit_et_se_dit(sophie, agenda, dossier):  # H4
    financer(dossier, sophie, minutes_financees=60, montant_total=Decimal(75))
    tenir(dossier, sophie, agenda, minutes=120)
    page = LISTE.lire_donnees(QueryDict("controle=ecarts"), sophie, "/production/")
    assert "manque" not in [colonne.code for colonne in page.colonnes]
    assert _constat(page) == (
        "1\u00a0h réalisée au-delà des heures financées · Montant prévu inférieur de 75,00\u00a0€ au réalisé"
    )


def test_un_dossier_annule_quitte_les_vues(sophie, agenda, dossier):
    fabriques.seance(HIER, dossier, par=sophie, animateurs=(agenda,))
    Dossier.objects.filter(pk=dossier.pk).update(annule_at=timezone.now())
    assert trouvee_par(sophie) == []


def test_hors_du_perimetre_une_vue_ne_montre_rien(sophie, agenda, dossier):
    fabriques.seance(HIER, dossier, par=sophie, animateurs=(agenda,))
    assert trouvee_par(fabriques.utilisateur("conseiller")) == []


# ── Les adresses ──


@pytest.mark.parametrize("controle", CONTROLES, ids=lambda c: c.code)
def test_chaque_vue_a_son_adresse_et_sa_colonne(client, sophie, agenda, dossier, controle):
    client.force_login(sophie)
    adresse = f"/controle/{controle.code.replace('_', '-')}/"
    reponse = client.get(f"{adresse}?miens=oui", follow=True)
    assert reponse.redirect_chain == [(f"/production/?miens=oui&controle={controle.code}", 302)]
    assert f"controle_{controle.code}" in [colonne.code for colonne in reponse.context["liste"].colonnes]
    assert adresse in client.get("/controle/").content.decode()


def test_une_vue_inconnue_ou_sans_son_droit_est_introuvable(client, sophie):
    client.force_login(sophie)
    assert client.get("/controle/rien/").status_code == 404
    assert client.get("/controle/miens/").status_code == 404


def test_le_sommaire_compte_chaque_vue(client, sophie, agenda, dossier):
    client.force_login(sophie)
    fabriques.seance(HIER, dossier, par=sophie, animateurs=(agenda,))
    comptes = {c.vue.code: c.compte.nombre for c in client.get("/controle/").context["controles"]}
    assert comptes == {
        "incomplets": 1,
        "pieces": 0,
        "seances_a_valider": 1,
        "en_cours_sans_rendez_vous": 0,
        "hors_delais": 0,
        "hors_convention": 0,
        "ecarts": 1,
    }
    miens = client.get("/controle/?miens=oui").context["controles"]
    assert {c.compte.nombre for c in miens} == {0}


# ── Les plans ──

TABLES = "dossiers_dossier|planning_participation|planning_seance"


@pytest.mark.parametrize("controle", CONTROLES, ids=lambda c: c.code)
@pytest.mark.parametrize("quoi", ["page", "compte"])
def test_aucune_vue_ne_lit_une_table_en_entier(sophie, controle, quoi):
    if connection.vendor == "postgresql":
        with connection.cursor() as curseur:
            curseur.execute("SET LOCAL enable_seqscan = off")
    cles = LISTE.cles(QueryDict(f"controle={controle.code}"), sophie)
    requete = cles[:26] if quoi == "page" else cles.order_by()[:10_001]
    plan = requete.explain()
    lues = [ligne for ligne in plan.splitlines() if re.search(rf"(SCAN|Seq Scan on) ({TABLES})\b", ligne)]
    assert not [ligne for ligne in lues if "INDEX" not in ligne], plan
