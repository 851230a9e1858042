"""Les jetons des liens sans compte."""

from jalon.socle.jetons import are_egaux, empreinte_de, nouveau_jeton


def test_un_jeton_est_long_unique_et_s_ecrit_dans_une_adresse():
    jetons = {nouveau_jeton() for _ in range(50)}
    assert len(jetons) == 50
    assert all(len(jeton) >= 43 and jeton.replace("-", "").replace("_", "").isalnum() for jeton in jetons)


def test_la_base_ne_garde_qu_une_empreinte():
    jeton = nouveau_jeton()
    assert jeton not in empreinte_de(jeton)
    assert len(empreinte_de(jeton)) == 64
    assert empreinte_de("\ud800")  # une adresse malformée n'est pas une panne


def test_deux_codes_se_comparent_lettres_accentuees_comprises():
    assert are_egaux("é", "é")
    assert not are_egaux("é", "e")
