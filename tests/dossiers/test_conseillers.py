"""Chercher un conseiller dans une grande maison : le filtre de Production ne les écrit plus tous."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import fabriques

pytestmark = pytest.mark.django_db


def test_un_conseiller_se_cherche_par_son_nom():
    paul = fabriques.utilisateur("conseiller")
    navigateur = Client()
    navigateur.force_login(paul)
    lus = navigateur.get(reverse("dossiers:conseillers_json"), {"q": paul.nom}).json()["results"]
    assert [ligne["value"] for ligne in lus] == [paul.pk]
