"""L'interface au navigateur : accessibilité du catalogue, saisie suivie, autocomplétion, lignes, dialogue."""

import pytest
from django.urls import reverse

from jalon.comptes.models import Profil, Utilisateur

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.lent]
MOT_DE_PASSE = "demonstration"


@pytest.fixture
def ouvrir(nouvelle_page):
    """Se connecte par la page de connexion, puis va à l'adresse demandée."""
    profil = Profil.objects.create(code="essai-ui", libelle="Conseiller", droits=[])
    paul = Utilisateur(courriel="paul.henry@exemple.fr", prenom="Paul", nom="Henry", profil=profil)
    paul.set_password(MOT_DE_PASSE)
    paul.save()

    def aller(adresse: str, largeur: int = 1440):
        page = nouvelle_page(largeur=largeur)
        page.goto(reverse("account_login") + f"?next={adresse}")
        page.get_by_label("Courriel").fill(paul.courriel)
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Se connecter").click()
        page.wait_for_url(f"**{adresse}")
        return page

    return aller


@pytest.mark.parametrize("largeur", [1440, 1024, 390])
def test_le_catalogue_et_la_connexion_sont_accessibles_et_ne_debordent_pas(ouvrir, axe, largeur):
    page = ouvrir(reverse("ui:catalogue"), largeur)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    page.goto(reverse("ui:catalogue_formulaire"))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur


def test_une_saisie_est_comptee_marquee_et_ne_se_perd_pas_sans_le_dire(ouvrir):  # G1
    page = ouvrir(reverse("ui:catalogue_formulaire"))
    compte = page.locator("[data-compte-modifs]")
    page.get_by_label("Fin", exact=True).fill("01092026")
    page.keyboard.press("Tab")
    assert page.get_by_label("Fin", exact=True).input_value() == "01/09/2026"
    assert compte.inner_text() == "1 modification non enregistrée"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Continuer la saisie").click()
    page.keyboard.press("Control+s")
    page.get_by_role("link", name="Fin : La fin précède le début").click()
    assert page.evaluate("document.activeElement.id") == "id_fin"
    assert compte.inner_text() == "1 modification non enregistrée"


def test_on_choisit_et_on_cree_une_fiche_au_clavier(ouvrir, axe):
    page = ouvrir(reverse("ui:catalogue_formulaire"))
    champ = page.get_by_role("combobox", name="Organisme")
    champ.click()
    champ.press_sequentially("duv")
    champ.press("Enter")  # avant la réponse : le seul résultat est pris à son arrivée, pas l'ancienne liste
    page.locator(".ts-control .item", has_text="Ateliers Duval SAS").wait_for()
    assert page.locator("#id_organisme").evaluate("e => e.value") == "ateliers-duval"
    champ.press_sequentially("Zorro SA")
    page.get_by_text("Créer l’organisme « Zorro SA »").wait_for()
    champ.press("Enter")
    page.get_by_role("dialog", name="Créer un organisme").wait_for()
    axe(page)
    page.keyboard.press("Control+s")
    page.get_by_role("dialog", name="Créer un organisme").wait_for(state="hidden")
    assert page.locator("#id_organisme").evaluate("e => e.value") == "Zorro SA"


def test_les_lignes_s_ajoutent_et_se_retirent(ouvrir):
    page = ouvrir(reverse("ui:catalogue_formulaire"))
    page.get_by_role("button", name="Ajouter un co-financeur").click()
    page.keyboard.type("Nouveau")
    page.get_by_role("button", name="Retirer cette ligne").first.click()
    page.get_by_role("textbox", name="Part (obligatoire)").fill("12")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("1 co-financeur.").wait_for()


def test_un_dialogue_demande_avant_de_perdre_une_saisie_et_rend_le_focus(ouvrir):
    page = ouvrir(reverse("ui:catalogue"))
    page.get_by_role("button", name="Ouvrir un dialogue").first.click()
    page.get_by_label("Raison sociale").press_sequentially("abc")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Abandonner").click()
    assert not page.locator("#dialogue").evaluate("e => e.open")
    assert page.evaluate("document.activeElement.textContent") == "Ouvrir un dialogue"
