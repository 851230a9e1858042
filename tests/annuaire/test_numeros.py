"""Numéros d'une société : TVA, NAF, délai de paiement, SIRET des saisies difficiles."""

import pytest

from jalon.annuaire.numeros import lire_naf, lire_tva, montrer_tva, refus_delai, refus_entite_publique
from jalon.annuaire.rules import lire_siret, numero_entreprise, rapprocher


@pytest.mark.parametrize(
    "saisie", ["FR40303265045", "fr 40 303 265 045", "FR40\u00a0303\u202f265.045", "40303265045"]
)
def test_un_numero_de_tva_se_lit_comme_on_l_ecrit(saisie):
    assert lire_tva(saisie) == "FR40303265045"
    assert montrer_tva("FR40303265045") == "FR\u00a040\u00a0303265045"


def test_un_numero_de_tva_d_un_autre_pays_de_l_union_se_garde():
    assert lire_tva("BE 0428.759.497") == "BE0428759497"
    assert montrer_tva("BE0428759497") == "BE0428759497"


@pytest.mark.parametrize(
    "saisie", ["FR41303265045", "40303265046", "XX123", "FR", "abc", "٤٠٣٠٣٢٦٥٠٤٥", "1" * 4000]
)
def test_un_numero_de_tva_faux_se_refuse(saisie):
    with pytest.raises(ValueError, match="TVA n’existe pas"):
        lire_tva(saisie)


@pytest.mark.parametrize("saisie", ["85.59A", "8559a", " 85.59 a "])
def test_un_code_naf_se_lit_comme_on_l_ecrit(saisie):
    assert lire_naf(saisie) == "85.59A"


@pytest.mark.parametrize("saisie", ["85.59", "A5.59A", "85.591", "85..59A", "é"])
def test_un_code_naf_faux_se_refuse(saisie):
    with pytest.raises(ValueError, match="quatre chiffres et une lettre"):
        lire_naf(saisie)


@pytest.mark.parametrize(
    "saisie", ["732\u00a0829\u00a0320\u00a000074", "732\u202f829\u202f320\u202f00074", "732.829.320.00074"]
)
def test_un_siret_colle_d_une_page_avec_ses_insecables_se_lit(saisie):
    assert lire_siret(saisie) == "73282932000074"
    assert numero_entreprise(saisie) == rapprocher(saisie) == "73282932000074"


def test_la_poste_a_sa_propre_cle():
    """Un établissement de La Poste : la somme de ses chiffres est un multiple de cinq."""
    assert lire_siret("356 000 000 09075") == "35600000009075"
    with pytest.raises(ValueError, match="n’existe pas"):
        lire_siret("356 000 000 09076")


@pytest.mark.parametrize(
    ("jours", "permis"), [(None, True), (0, True), (30, True), (60, True), (61, False), (365, False)]
)
def test_le_delai_de_paiement_ne_depasse_pas_soixante_jours(jours, permis):  # code de commerce, L441-10
    assert (refus_delai(jours) == "") is permis


def test_code_service_et_engagement_ne_concernent_qu_une_entite_publique():  # CH-01
    assert refus_entite_publique(is_publique=False, code_service="SRV", is_engagement_obligatoire=False)
    assert refus_entite_publique(is_publique=False, code_service="", is_engagement_obligatoire=True)
    assert not refus_entite_publique(is_publique=True, code_service="SRV", is_engagement_obligatoire=True)
    assert not refus_entite_publique(is_publique=False, code_service="", is_engagement_obligatoire=False)
