"""« Mon compte » dit qui je suis et ce que mon profil permet, en mots."""

import pytest

from jalon.comptes.registres import ECRANS_ADMIN, ecrans_de
from jalon.comptes.rules import actes_en_mots, zones_en_mots
from tests import fabriques


def test_les_droits_se_lisent_en_mots():
    droits = {"dossiers.lecture", "dossiers.ecriture", "annuaire.lecture", "dossiers.changer_prestation"}
    assert zones_en_mots(droits) == [("Annuaire", "lecture"), ("Dossiers", "lecture et écriture")]
    assert actes_en_mots(droits) == ["Changer la prestation d’un dossier"]


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable", "administrateur", "consultation"])
def test_chacun_ouvre_son_compte(client, db, profil):
    moi = fabriques.utilisateur(profil, prenom="Zoé", nom="Keller", centre=fabriques.centre("nantes"))
    fabriques.equipe(moi, libelle="Pôle bilans")
    client.force_login(moi)
    page = client.get("/compte/").content.decode()
    for attendu in (
        "Zoé Keller",
        moi.courriel,
        moi.profil.libelle,
        "Nantes",
        "Pôle bilans",
        "/mot-de-passe/changer/",
    ):
        assert attendu in page


def test_mon_compte_demande_de_se_connecter(client, db):
    assert client.get("/compte/").status_code == 302


def test_les_ecrans_d_administration_inscrits(db):
    assert {"reglages", "centres", "conventions", "prestations"} <= set(ECRANS_ADMIN.codes())
    assert [e.code for e in ecrans_de(fabriques.utilisateur("conseiller"))] == ["conventions"]
    assert [e.code for e in ecrans_de(fabriques.utilisateur("administrateur"))] == ECRANS_ADMIN.codes()


def test_le_mot_de_passe_change_on_revient_a_son_compte(client, db):
    moi = fabriques.utilisateur("conseiller", mot_de_passe=fabriques.MOT_DE_PASSE)
    client.force_login(moi)
    neuf = "un tout autre mot de passe"
    saisie = {"oldpassword": fabriques.MOT_DE_PASSE, "password1": neuf, "password2": neuf}
    assert client.post("/mot-de-passe/changer/", saisie).url == "/compte/"
    moi.refresh_from_db()
    assert moi.check_password(neuf)


def test_le_menu_du_compte_y_mene(client, db):
    client.force_login(fabriques.utilisateur("conseiller"))
    assert 'href="/compte/"' in client.get("/").content.decode()
