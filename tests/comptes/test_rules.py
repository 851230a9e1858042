"""Droits effectifs : ceux du profil et les individuels ; écrire emporte lire."""

from jalon.comptes.enums import DROITS, ZONES
from jalon.comptes.profils import PROFILS
from jalon.comptes.rules import actes_en_mots, droits_effectifs, zones_en_mots


def test_l_ecriture_emporte_la_lecture_de_la_meme_zone():
    assert droits_effectifs(["dossiers.ecriture"], []) == {"dossiers.ecriture", "dossiers.lecture"}


def test_un_acte_nomme_n_emporte_rien_d_autre():
    assert droits_effectifs(["dossiers.changer_prestation"], []) == {"dossiers.changer_prestation"}


def test_les_droits_individuels_s_ajoutent():
    assert droits_effectifs(["memos.lecture"], ["dossiers.exporter"]) == {"memos.lecture", "dossiers.exporter"}


def test_un_code_inconnu_est_ignore():
    assert droits_effectifs(["telepathie.lecture", "admin.lecture"], ["dossiers.voler"]) == {"admin.lecture"}


def test_les_profils_livres_ne_nomment_que_des_droits_qui_existent():
    for profil in PROFILS:
        assert set(profil["droits"]) <= set(DROITS), profil["code"]


def effectifs(code: str) -> frozenset[str]:
    return droits_effectifs(next(p["droits"] for p in PROFILS if p["code"] == code), [])


def test_l_administrateur_a_tous_les_droits():
    assert effectifs("administrateur") == set(DROITS)


def test_la_consultation_n_ecrit_nulle_part_et_n_a_aucun_acte_nomme():
    assert all(code.endswith(".lecture") for code in effectifs("consultation"))


def test_seul_le_conseiller_ne_change_ni_beneficiaire_ni_prestation():  # G2
    actes = {"dossiers.changer_beneficiaire", "dossiers.changer_prestation"}
    assert not actes & effectifs("conseiller")
    for code in ("gestionnaire", "responsable", "administrateur"):
        assert actes <= effectifs(code), code


def test_le_conseiller_ecrit_les_conventions_sans_etre_administrateur():  # B2
    assert "financement.ecriture" in effectifs("conseiller")
    assert "admin.lecture" not in effectifs("conseiller")


def test_les_droits_se_disent_en_mots():
    droits = droits_effectifs(["dossiers.ecriture", "memos.lecture", "dossiers.exporter"], [])
    assert zones_en_mots(droits) == [("Dossiers", "lecture et écriture"), ("Mémos", "lecture")]
    assert actes_en_mots(droits) == ["Exporter les dossiers"]
    assert len(zones_en_mots(DROITS)) == len(ZONES)
