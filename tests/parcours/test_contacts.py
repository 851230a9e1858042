"""C. Contacts : prescripteur, employeur, tuteur, gestionnaire chez le client, donneur d'ordre."""

import pytest
from playwright.sync_api import expect

from . import gestes

pytestmark = pytest.mark.lent


@pytest.mark.parametrize(("profil", "taille"), [("conseiller", "bureau"), ("gestionnaire", "téléphone")])
def test_les_contacts_se_choisissent_et_se_relisent(connexion, maison, axe, profil, taille):  # C1 C2 C3 C4 C5
    page = connexion(profil, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Contacts")
    zone = gestes.modifier_bloc(page, "contacts")
    axe(page)

    # Étant donné l'employeur de sa fiche, rappelé sous le champ (C2)
    expect(zone.get_by_text("D’après sa fiche : Ateliers Duval.")).to_be_visible()
    gestes.choisir(zone, "Employeur", "duval", "Ateliers Duval")

    # Un prescripteur qui n'existe pas : sa fiche se crée dans le dialogue, le rôle est posé d'office (C1)
    dialogue = gestes.proposer(zone, "Prescripteur", "Morvan Yann", "Créer la fiche de")
    expect(dialogue.get_by_role("heading", name="Prescripteur : nouvelle fiche")).to_be_visible()
    axe(page)
    dialogue.get_by_label("Courriel").fill("pas une adresse")
    dialogue.get_by_role("button", name="Créer la fiche").click()
    dialogue.get_by_text("Écrivez une adresse complète").first.wait_for()
    dialogue.get_by_label("Courriel").fill("yann.morvan@exemple.fr")
    dialogue.get_by_label("Fonction").fill("Conseillère en évolution")
    dialogue.get_by_role("button", name="Créer la fiche").click()
    expect(zone.locator(".item", has_text="MORVAN Yann")).to_be_visible()

    # Un tuteur qui n'est pas de l'entreprise sera signalé ; un contact gestionnaire chez le client
    gestes.choisir(zone, "Tuteur", "petit", "PETIT Julie")
    gestes.choisir(zone, "Gestionnaire chez le client", "garn", "GARNIER Odile")

    # Le donneur d'ordre se limite à son type : Ateliers Duval n'est pas proposée (C5)
    gestes.taper(zone, "Donneur d’ordre", "duval")
    expect(page.get_by_role("option", name="Holding Duval")).to_be_visible()
    expect(page.get_by_role("option", name="Ateliers Duval")).to_have_count(0)
    page.get_by_role("option", name="Holding Duval").click()
    gestes.enregistrer(zone)
    gestes.enregistre(page)

    # Alors chacun se relit, et le tuteur est signalé, pas refusé (C3)
    axe(page)
    lus = [gestes.plat(ligne.inner_text()) for ligne in page.locator(".j-contact").all()]
    textes = " | ".join(lus)
    assert "Prescripteur MORVAN Yann" in textes
    assert "Conseillère en évolution" in textes
    assert "Employeur Ateliers Duval" in textes
    assert "Tuteur PETIT Julie" in textes
    assert "n’est pas rattaché à Ateliers Duval" in textes
    assert "Gestionnaire chez le client GARNIER Odile" in textes
    assert "Donneur d’ordre Holding Duval" in textes

    # Le rôle est sur la fiche créée
    page.get_by_role("link", name="MORVAN Yann").click()
    expect(page.get_by_text("Prescripteur").first).to_be_visible()


def test_le_tuteur_de_l_entreprise_n_est_pas_signale_et_l_organisme_suffit(connexion, maison):  # C1 C3
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = gestes.modifier_bloc(page, "contacts")
    gestes.choisir(zone, "Organisme prescripteur", "mission", "Mission locale d’Exemple")
    gestes.choisir(zone, "Employeur", "duval", "Ateliers Duval")
    gestes.choisir(zone, "Tuteur", "robin", "ROBIN Marc")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    textes = " | ".join(gestes.plat(ligne.inner_text()) for ligne in page.locator(".j-contact").all())
    assert "Organisme prescripteur Mission locale d’Exemple" in textes
    assert "Tuteur ROBIN Marc Chef d’atelier · Ateliers Duval" in textes
    assert "rattaché" not in textes

    # Un contact s'efface : il ne se montre plus
    zone = gestes.modifier_bloc(page, "contacts")
    zone.locator("[data-champ='contacts-tuteur']").get_by_title("Effacer : Tuteur").click()
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    expect(page.locator(".j-contact", has_text="ROBIN Marc")).to_have_count(0)


def test_un_prescripteur_qui_existe_deja_se_choisit_au_lieu_de_se_recreer(connexion, maison):  # C1
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = gestes.modifier_bloc(page, "contacts")
    dialogue = gestes.proposer(zone, "Tuteur", "Hadad Karim", "Créer la fiche de")
    dialogue.get_by_role("textbox", name="Nom (obligatoire)", exact=True).fill("Haddad")
    dialogue.get_by_role("button", name="Choisir").or_(dialogue.get_by_role("link", name="Choisir")).first.click()
    expect(zone.locator(".item", has_text="HADDAD Karim")).to_be_visible()
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    expect(page.locator(".j-contact", has_text="HADDAD Karim")).to_be_visible()


def test_coller_un_nom_aussitot_le_champ_ouvert_trouve_quand_meme(connexion, maison):
    """La recherche d'ouverture part après le collage : elle ne doit pas faire oublier ce qui a été collé."""
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = gestes.modifier_bloc(page, "contacts")
    zone.locator("[name='contacts-employeur']").evaluate(
        """(select) => {
            select.tomselect.focus();
            select.tomselect.control_input.value = "bihan";
            select.tomselect.control_input.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    expect(page.get_by_role("option", name="Menuiserie Le Bihan")).to_be_visible()
