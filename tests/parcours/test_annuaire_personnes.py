"""Les personnes : retrouver sans accents, photo, étiquettes, contacts, archiver, ne pas supprimer ce qui sert."""

import re

import pytest
from playwright.sync_api import Page, expect

from jalon.annuaire.operations import creer_personne
from tests.documents.fichiers import image

from . import gestes

pytestmark = pytest.mark.lent
TAILLES = ["bureau", "téléphone"]


def ouvrir_fiche(page: Page, cherche: str, nom: str) -> None:
    """Annuaire, la saisie, puis la fiche trouvée."""
    gestes.aller(page, "Annuaire")
    gestes.chercher(page, cherche)
    page.get_by_role("link", name=nom, exact=True).click()
    page.get_by_role("heading", name=re.compile(re.escape(nom))).wait_for()


def acte(page: Page, libelle: str):
    """Un acte du menu de la fiche ; rend le dialogue."""
    page.locator("summary", has_text="Actes").first.click()
    page.get_by_role("link", name=libelle, exact=True).click()
    dialogue = page.get_by_role("dialog")
    dialogue.wait_for()
    return dialogue


@pytest.mark.parametrize("taille", TAILLES)
def test_une_personne_a_accents_et_trait_d_union_se_retrouve_tapee_sans_eux_et_a_l_envers(
    connexion, maison, axe, taille
):  # A2
    creer_personne(par=maison.admin, donnees={"nom": "Lefèvre-Le Goff", "prenom": "Anaïs-Maëlle"})
    page = connexion("conseiller", taille)
    ouvrir_fiche(page, "maelle anais goff lefevre", "LEFÈVRE-LE GOFF Anaïs-Maëlle")
    axe(page)


@pytest.mark.parametrize("taille", TAILLES)
def test_la_photo_se_depose_se_montre_et_se_retire(connexion, maison, axe, taille):
    page = connexion("gestionnaire", taille)
    ouvrir_fiche(page, "martin claire", "MARTIN Claire")
    page.get_by_role("link", name="Ajouter la photo").click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Image").set_input_files(
        [{"name": "moi.jpg", "mimeType": "image/jpeg", "buffer": b"non"}]
    )
    dialogue.get_by_role("button", name="Déposer").click()
    expect(dialogue.get_by_text("n’est pas une image").first).to_be_visible()
    axe(page)
    photo = {"name": "moi.png", "mimeType": "image/png", "buffer": image(taille=(600, 400))}
    dialogue.get_by_label("Image").set_input_files([photo])
    dialogue.get_by_role("button", name="Déposer").click()
    page.locator("[data-message]", has_text="Photo de MARTIN Claire enregistrée.").wait_for()
    portrait = page.locator("img.a-photo")
    expect(portrait).to_be_visible()
    expect(portrait).to_have_js_property("naturalWidth", 320)  # attend qu'elle soit chargée
    axe(page)
    page.get_by_role("link", name="Changer la photo").click()
    page.get_by_role("dialog").get_by_role("button", name="Retirer").click()
    page.locator("[data-message]", has_text="Photo de MARTIN Claire retirée.").wait_for()
    expect(page.locator("img.a-photo")).to_have_count(0)


@pytest.mark.parametrize("taille", TAILLES)
def test_les_blocs_suivent_les_roles_une_etiquette_se_cree_et_filtre(connexion, maison, axe, taille):
    page = connexion("administrateur", taille)
    gestes.aller(page, "Annuaire")
    page.get_by_role("link", name=re.compile("^Nouvelle")).click()
    page.get_by_label("Nom (obligatoire)", exact=True).fill("Quéré")
    page.get_by_label("Prénom (obligatoire)").fill("Maël")
    diplomes = page.get_by_label("Diplômes")
    expect(diplomes).to_be_hidden()
    page.get_by_label("Intervenant externe").check()
    expect(diplomes).to_be_visible()
    expect(page.get_by_label("Identifiant France Travail")).to_be_hidden()
    diplomes.fill("Master de psychologie")
    page.get_by_label("Nouvelle étiquette").fill("Salon 2026")
    axe(page)
    gestes.enregistrer(page)
    page.get_by_role("heading", name="QUÉRÉ Maël").wait_for()
    page.reload()
    expect(page.get_by_text("Master de psychologie")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Salon 2026").click()
    expect(page.get_by_role("link", name="QUÉRÉ Maël", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="MARTIN Claire", exact=True)).to_have_count(0)
    axe(page)


def test_sans_script_les_blocs_des_roles_s_ouvrent_aussi(connexion, maison, nouvelle_page):
    """Le navigateur seul les montre : rien n'est caché sans retour à qui n'a pas de script."""
    page = connexion("gestionnaire")
    page.goto("/annuaire/personnes/nouvelle/")
    assert page.locator(".a-bloc--suivi").evaluate("b => getComputedStyle(b).display") == "none"
    page.locator("[name='roles'][value='beneficiaire']").evaluate("c => { c.checked = true; }")
    assert page.locator(".a-bloc--suivi").evaluate("b => getComputedStyle(b).display") == "block"


@pytest.mark.parametrize("taille", TAILLES)
def test_une_personne_se_rattache_depuis_sa_fiche(connexion, maison, axe, taille):
    page = connexion("gestionnaire", taille)
    ouvrir_fiche(page, "martin claire", "MARTIN Claire")
    gestes.onglet(page, "Contacts")
    axe(page)
    page.get_by_role("link", name="Rattacher à une société").first.click()
    dialogue = page.get_by_role("dialog")
    gestes.choisir(dialogue, "Société (obligatoire)", "bihan", "Menuiserie Le Bihan")
    dialogue.get_by_role("textbox", name="Fonction").fill("Comptable")
    dialogue.get_by_role("button", name="Rattacher").click()
    page.locator("[data-message]", has_text="enregistré").wait_for()
    page.reload()
    expect(page.get_by_role("row", name=re.compile("Menuiserie Le Bihan"))).to_contain_text("Comptable")
    axe(page)


@pytest.mark.parametrize("taille", TAILLES)
def test_ce_qui_sert_ne_se_supprime_pas_mais_s_archive_et_se_remet(connexion, maison, axe, taille):
    page = connexion("gestionnaire", taille)
    ouvrir_fiche(page, "martin claire", "MARTIN Claire")
    dialogue = acte(page, "Supprimer")
    expect(dialogue.get_by_text("Cette fiche sert encore.")).to_be_visible()
    expect(dialogue.get_by_text(re.compile(r"^\d+ dossiers?$"))).to_be_visible()
    axe(page)
    dialogue.get_by_role("link", name="Archiver plutôt").click()
    dialogue.get_by_role("button", name="Archiver").click()
    page.locator("[data-message]", has_text="archivée").wait_for()
    expect(page.get_by_text("Archivée", exact=True)).to_be_visible()
    axe(page)

    # Hors de la liste ; le filtre la retrouve, un clic la remet
    gestes.aller(page, "Annuaire")
    gestes.chercher(page, "martin claire")
    expect(page.get_by_role("link", name="MARTIN Claire", exact=True)).to_have_count(0)
    page.goto("/annuaire/personnes/?archivees=archivees")
    page.get_by_role("link", name="MARTIN Claire", exact=True).click()
    acte(page, "Remettre dans l’annuaire").get_by_role("button", name="Remettre dans l’annuaire").click()
    page.locator("[data-message]", has_text="remise dans l’annuaire").wait_for()
    page.reload()
    expect(page.get_by_text("Archivée", exact=True)).to_have_count(0)


def test_une_fiche_creee_par_erreur_se_supprime(connexion, maison):
    creer_personne(par=maison.admin, donnees={"nom": "Essai", "prenom": "Erreur"})
    page = connexion("gestionnaire")
    ouvrir_fiche(page, "essai", "ESSAI Erreur")
    acte(page, "Supprimer").get_by_role("button", name="Supprimer").click()
    page.locator("[data-message]", has_text="Fiche « ESSAI Erreur » supprimée.").wait_for()
    page.reload()
    expect(page.get_by_role("link", name="ESSAI Erreur", exact=True)).to_have_count(0)
