"""L'adresse d'où l'on vient : un chemin de cette maison, ou rien."""

import pytest
from django.test import RequestFactory

from jalon.socle.adresses import adresse_sure, retour_demande


@pytest.mark.parametrize(
    ("adresse", "suivie"),
    [
        ("/agenda/?vue=jour", "/agenda/?vue=jour"),
        ("", ""),
        ("agenda/", ""),
        ("//ailleurs.example.org/", ""),
        ("https://ailleurs.example.org/", ""),
        ("/\\ailleurs.example.org", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_seul_un_chemin_de_la_maison_est_suivi(adresse, suivie):
    assert adresse_sure(RequestFactory().get("/"), adresse) == suivie


def test_le_retour_envoye_prime_sur_celui_de_l_adresse():
    assert retour_demande(RequestFactory().post("/?retour=/a/", {"retour": "/b/"})) == "/b/"
    assert retour_demande(RequestFactory().get("/?retour=/a/")) == "/a/"
    assert retour_demande(RequestFactory().get("/?retour=//forgee.example.org")) == ""
