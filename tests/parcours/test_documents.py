"""F5, F6. Les documents d'un dossier : déposer, regarder, remplacer, corbeille, coupure de réseau."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.documents import fichiers
from tests.documents.test_operations import exiger_piece

from . import gestes
from .test_clavier import entrer, tabuler

pytestmark = pytest.mark.lent

ENVOI = 20_000  # millisecondes : trois fichiers, dont un PDF dessiné, sur une machine chargée
LACHER = """([noms, contenus]) => {
  const apport = new DataTransfer();
  noms.forEach((nom, rang) => apport.items.add(new File([new Uint8Array(contenus[rang])], nom)));
  for (const geste of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(geste, { dataTransfer: apport, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(autouse=True)
def _magasin_neuf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "fichiers"


def fichier(nom: str, contenu: bytes) -> dict:
    return {"name": nom, "mimeType": "application/octet-stream", "buffer": contenu}


def ouvrir_depot(page: Page, *depots: dict) -> Locator:
    """« Document », en haut de la page ; rend le panneau, les fichiers choisis."""
    page.locator(".j-titre__actes").get_by_role("link", name="Ajouter un document").click()
    panneau = page.get_by_role("dialog", name="Ajouter des documents")
    panneau.locator("[data-depot-fichiers]").set_input_files(list(depots))
    return panneau


def ajouter(panneau: Locator) -> None:
    panneau.get_by_role("button", name="Ajouter", exact=True).click()


def lacher(page: Page, **contenus: bytes) -> Locator:
    """Lâche des fichiers sur la page, où qu'on soit : `lacher(page, **{"note.txt": b"…"})`."""
    page.evaluate(LACHER, [list(contenus), [list(contenu) for contenu in contenus.values()]])
    return page.get_by_role("dialog", name="Ajouter des documents")


def ligne(page: Page, titre: str) -> Locator:
    return page.locator("#documents tbody tr", has_text=titre)


@pytest.mark.parametrize(
    ("profil", "taille"), [("conseiller", "bureau"), ("gestionnaire", "bureau"), ("gestionnaire", "téléphone")]
)
def test_les_documents_se_deposent_se_regardent_se_remplacent(connexion, maison, axe, profil, taille):  # F5 F6
    page = connexion(profil, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Documents")
    axe(page)
    depots = (("Écrit d’Élise.pdf", fichiers.pdf(pages=2)), ("piège.pdf", b"MZ"), ("mot.eml", fichiers.courriel()))
    panneau = ouvrir_depot(page, *(fichier(*depot) for depot in depots))
    ajouter(panneau)
    # Le genre manque : la phrase est à côté de lui, rien n'est perdu
    expect(panneau.locator("[data-champ=genre]").get_by_text("obligatoire.")).to_be_visible()
    axe(page)
    panneau.get_by_label(re.compile("^Genre")).select_option("Document du bénéficiaire")
    ajouter(panneau)
    # Un refus n'empêche pas les autres
    refus = panneau.get_by_text("n’a pas le contenu que son nom annonce").first
    expect(refus).to_be_visible(timeout=ENVOI)
    axe(page)
    panneau.get_by_role("button", name="Retirer piège.pdf").click()
    expect(ligne(page, "Écrit d’Élise")).to_be_visible()
    page.reload()
    expect(ligne(page, "Accord de l’OPCO")).to_contain_text("Courrier ou courriel")
    axe(page)

    ligne(page, "Accord de l’OPCO").get_by_role("link").first.click()
    expect(page.get_by_text("Voici l’accord.")).to_be_visible()
    axe(page)
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Documents").click()

    ligne(page, "Écrit d’Élise").get_by_role("link").first.click()
    expect(page.get_by_role("img", name=re.compile("^Page 1 sur 2"))).to_be_visible()
    expect(page.locator(".j-apercu__page").first).to_have_js_property("naturalWidth", 1100)
    axe(page)
    with page.expect_download() as attendu:
        page.get_by_role("link", name="Télécharger", exact=True).click()
    assert attendu.value.suggested_filename == "Écrit d’Élise.pdf"

    page.locator("summary", has_text="Actes").click()
    page.get_by_role("link", name="Remplacer le fichier").click()
    dialogue = page.get_by_role("dialog")
    dialogue.locator("[data-depot-fichiers]").set_input_files([fichier("neuf.txt", b"Version finale")])
    axe(page)
    dialogue.get_by_role("button", name="Remplacer").click()
    gestes.enregistre(page, "Document remplacé")
    expect(page.get_by_text("Version finale")).to_be_visible()
    page.get_by_role("link", name="Version 1", exact=True).click()
    expect(page.get_by_text("remplacée depuis")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_supprimer_va_a_la_corbeille_et_se_restaure(connexion, maison, axe, taille):  # F6
    page = connexion("conseiller", taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Documents")
    panneau = ouvrir_depot(page, fichier("contrat.txt", b"Bonjour"))
    panneau.get_by_label(re.compile("^Genre")).select_option("Convention de financement")
    ajouter(panneau)
    ligne(page, "contrat").get_by_role("link").first.click()
    page.locator("summary", has_text="Actes").click()
    page.get_by_role("link", name="Mettre à la corbeille").click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Pourquoi").fill("Déposé deux fois")
    axe(page)
    dialogue.get_by_role("button", name="Mettre à la corbeille").click()
    gestes.enregistre(page, "est à la corbeille")
    page.get_by_role("link", name="1 document à la corbeille").click()
    expect(page.get_by_text("Déposé deux fois")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Restaurer contrat").click()
    gestes.enregistre(page, "est restauré")
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Documents").click()
    expect(ligne(page, "contrat")).to_be_visible()


def test_des_fichiers_laches_sur_un_autre_onglet_et_un_reseau_coupe(connexion, maison):  # F6
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Contacts")
    panneau = lacher(page, **{"un.txt": b"premier", "deux.txt": b"second"})
    panneau.get_by_label(re.compile("^Genre")).select_option("Pièce justificative")
    page.route("**/documents/ajouter/", lambda route: route.abort())
    ajouter(panneau)
    expect(panneau.get_by_text("Connexion coupée").first).to_be_visible()
    page.unroute("**/documents/ajouter/")
    panneau.get_by_role("button", name="Réessayer").first.click()
    expect(panneau.get_by_text("Ajouté.", exact=True)).to_be_visible()
    panneau.get_by_role("button", name="Réessayer").click()
    gestes.enregistre(page, "2 documents ajoutés.")
    expect(page.locator("#documents tbody tr")).to_have_count(2)
    # Le même fichier deux fois se dit, puis s'accepte
    panneau = lacher(page, **{"encore.txt": b"premier"})
    panneau.get_by_label(re.compile("^Genre")).select_option("Pièce justificative")
    ajouter(panneau)
    expect(panneau.get_by_text("Ce fichier est déjà ici : « un »").first).to_be_visible()
    panneau.get_by_role("button", name="Ajouter quand même").click()
    expect(page.locator("#documents tbody tr")).to_have_count(3)


def test_une_piece_exigee_se_recoit_depuis_la_page(connexion, maison, axe):  # H1
    exiger_piece(maison)
    page = connexion("conseiller")
    gestes.aller(page, "Production")
    page.get_by_role("link", name=re.compile("^Pièces manquantes")).click()
    page.get_by_role("link", name=maison.dossier.numero, exact=True).click()
    gestes.onglet(page, "Documents")
    page.get_by_role("link", name="Ajouter : Pièce d’identité").click()
    panneau = page.get_by_role("dialog", name="Ajouter des documents")
    panneau.locator("[data-depot-fichiers]").set_input_files([fichier("carte.png", fichiers.image())])
    ajouter(panneau)
    gestes.enregistre(page, "Document ajouté.")
    expect(page.locator(".j-pieces")).to_contain_text("Reçue le")
    expect(page.get_by_role("link", name="Ajouter : Pièce d’identité")).to_have_count(0)
    axe(page)


def test_un_document_confidentiel_ne_se_voit_que_des_siens(connexion, maison):  # F6
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    panneau = ouvrir_depot(page, fichier("secret.txt", b"secret"))
    panneau.get_by_label(re.compile("^Genre")).select_option("Document du bénéficiaire")
    expect(panneau.get_by_text("Qui d’autre peut le lire")).to_be_hidden()
    panneau.get_by_label(re.compile("^Confidentiel")).check()
    gestes.choisir(panneau, "Qui d’autre peut le lire", "Ler", "Sophie Leroux")
    ajouter(panneau)
    expect(ligne(page, "secret")).to_be_visible()
    for qui, nombre in (("gestionnaire", 1), ("administrateur", 0)):
        autre = connexion(qui)
        gestes.ouvrir_dossier(autre, maison.dossier.numero)
        gestes.onglet(autre, "Documents")
        expect(ligne(autre, "secret")).to_have_count(nombre)


def test_deposer_au_clavier(connexion, maison):  # F6
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    entrer(page, page.locator(".j-titre__actes").get_by_role("link", name="Ajouter un document"))
    panneau = page.get_by_role("dialog", name="Ajouter des documents")
    tabuler(page, panneau.locator("[data-depot-fichiers]"))
    panneau.locator("[data-depot-fichiers]").set_input_files([fichier("note.txt", b"Bonjour")])
    tabuler(page, panneau.get_by_label("Titre de note.txt"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Ma note")
    tabuler(page, panneau.get_by_label(re.compile("^Genre")))
    page.keyboard.type("Pi")
    entrer(page, panneau.get_by_role("button", name="Ajouter", exact=True))
    expect(ligne(page, "Ma note")).to_be_visible()
