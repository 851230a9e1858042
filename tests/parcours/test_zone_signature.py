"""La zone de signature, sur la page d'exemple : dessiner, effacer, attester au clavier, et sans script."""

import json

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from . import gestes

pytestmark = pytest.mark.lent


def ouvrir(connexion):
    page = connexion("conseiller", "téléphone")
    page.goto(reverse("ui:catalogue_formulaire"))
    return page


def test_les_traits_suivent_le_dessin_et_s_effacent(connexion, axe):  # F4
    page = ouvrir(connexion)
    gestes.dessiner(page)
    traits = json.loads(page.locator("[name=traits]").input_value())
    assert len(traits) == 1
    points = traits[0]["points"]
    assert {"x", "y", "time"} == set(points[0])
    assert points[0]["time"] == 0
    axe(page)
    page.get_by_role("button", name="Effacer").click()
    assert page.locator("[name=traits]").input_value() == ""


def test_attester_au_clavier_remplace_le_dessin(connexion, axe):  # F4
    page = ouvrir(connexion)
    gestes.dessiner(page)
    resume = page.get_by_text("Je ne peux pas dessiner")
    resume.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".j-tablette")).to_be_hidden()
    assert page.locator("[name=traits]").input_value() == ""
    page.get_by_label("Prénom et nom").fill("Claire Martin")
    page.get_by_label("J’atteste").check()
    axe(page)
    resume.click()
    expect(page.locator(".j-tablette")).to_be_visible()
    assert not page.locator("[name=atteste]").is_checked()
