"""Émarger : au tracé sur un téléphone, au clavier, deux fois, en retard, absent après avoir signé (F4)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from jalon.emargement.models import Contenu, Sceau
from jalon.planning.models import Seance
from tests import fabriques

from . import gestes

pytestmark = pytest.mark.lent


@pytest.fixture
def agenda(maison):
    return fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")


@pytest.fixture
def seance(maison, agenda) -> Seance:
    """Commencée il y a dix minutes."""
    return fabriques.seance(timezone.now() - timedelta(minutes=10), maison.dossier, animateurs=(agenda,))


def ouvrir(page: Page, maison) -> None:
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Séances")
    page.get_by_role("link", name="Émarger").first.click()
    expect(page.get_by_role("region", name="Preuve").or_(page.get_by_text("Attendue").first).first).to_be_visible()


@pytest.mark.parametrize("taille", ["téléphone", "bureau"])
def test_signer_au_trace_puis_faire_signer_l_animateur(connexion, maison, seance, axe, taille):  # F4
    page = connexion("conseiller", taille)
    ouvrir(page, maison)
    axe(page)
    page.get_by_role("link", name="Faire signer").first.click()
    expect(page.get_by_role("heading", name="Signer ma présence")).to_be_visible()
    page.wait_for_load_state()
    axe(page)
    page.get_by_role("button", name="Je signe").click()
    expect(page.get_by_text("Signez dans le cadre, ou cochez « j’atteste »").first).to_be_visible()
    gestes.dessiner(page)
    page.get_by_role("button", name="Effacer").click()
    gestes.dessiner(page)
    page.get_by_role("button", name="Je signe").dblclick()
    expect(page.get_by_role("heading", name="Merci, c’est signé")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Faire signer").click()
    gestes.dessiner(page)
    page.get_by_role("button", name="Je signe").click()
    expect(page.get_by_role("heading", name="Merci, c’est signé")).to_be_visible()
    page.get_by_role("link", name="Revenir à la séance").click()
    expect(page.get_by_text("Tout est signé")).to_be_visible()
    preuve = page.get_by_role("region", name="Preuve")
    expect(preuve.get_by_text("Concorde")).to_have_count(2)
    axe(page)
    assert [len(contenu.traits) > 100 for contenu in Contenu.objects.order_by("pk")] == [True, True]
    assert Contenu.objects.first().image[:4] == b"\x89PNG"


def test_au_clavier_on_atteste_et_on_ne_signe_pas_deux_fois(connexion, maison, seance):  # F4
    page = connexion("conseiller")
    ouvrir(page, maison)
    page.get_by_role("link", name="Faire signer").first.click()
    page.wait_for_load_state()
    autre = page.context.new_page()
    autre.goto(page.url)
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Claire Martin")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Merci, c’est signé")).to_be_visible()
    gestes.dessiner(autre)
    autre.get_by_role("button", name="Je signe").click()
    expect(autre.get_by_text("a déjà signé, le").first).to_be_visible()
    assert Contenu.objects.get().nom == "Claire Martin"


def test_corriger_une_seance_signee_annule_et_redemande(connexion, maison, seance, agenda, axe):  # F4
    page = connexion("conseiller")
    ouvrir(page, maison)
    page.get_by_role("link", name="Faire signer").first.click()
    page.wait_for_load_state()
    gestes.dessiner(page)
    page.get_by_role("button", name="Je signe").click()
    page.get_by_role("link", name="Revenir à la séance").click()
    page.get_by_role("link", name="Séances du dossier").click()
    page.get_by_role("link", name="Absent").first.click()
    dialogue = page.get_by_role("dialog")
    expect(dialogue.get_by_text("Cette séance porte des signatures")).to_be_visible()
    axe(page)
    dialogue.get_by_role("button", name="Valider").click()
    gestes.enregistre(page, "Présences enregistrées.")
    realisees = page.get_by_role("region", name="Séances réalisées")
    expect(realisees).to_contain_text("Absent")
    realisees.get_by_role("link", name="Émarger").click()
    preuve = page.get_by_role("region", name="Preuve")
    expect(preuve).to_contain_text("annulée par la ligne 2")
    expect(page.get_by_text("1 signature attendue")).to_be_visible()
    assert list(Sceau.objects.values_list("nature", flat=True)) == ["signature", "annulation"]
    assert seance.participations.get().presence.startswith("absent")


def test_une_signature_tardive_s_annonce_et_le_papier_s_enregistre(connexion, maison, agenda, axe):  # EM-07
    fabriques.seance(timezone.now() - timedelta(days=2), maison.dossier, animateurs=(agenda,))
    page = connexion("gestionnaire")
    ouvrir(page, maison)
    page.get_by_role("link", name="Faire signer").first.click()
    expect(page.get_by_text("Signature tardive : 1 jour après la fin.")).to_be_visible()
    page.get_by_role("link", name="Quitter").click()
    page.get_by_role("link", name="Signatures sur papier").click()
    dialogue = page.get_by_role("dialog")
    axe(page)
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "2 signatures sur papier enregistrées.")
    expect(page.get_by_text("Sur papier").first).to_be_visible()
