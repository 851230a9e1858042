"""Au clavier seul, de la connexion à la relecture : une ligne par bloc (exigences, « Proof »)."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.maison import MOT_DE_PASSE

from . import gestes

pytestmark = pytest.mark.lent
PAS_MAX = 120


def tabuler(page: Page, cible: Locator, touche: str = "Tab") -> None:
    """Avance de champ en champ jusqu'à la cible ; échoue si le clavier ne l'atteint pas."""
    cible.first.wait_for(state="attached")
    for _ in range(PAS_MAX):
        if cible.first.evaluate("(e) => e === document.activeElement"):
            return
        page.keyboard.press(touche)
    pytest.fail(f"Le clavier n’atteint pas {cible}.")


def entrer(page: Page, cible: Locator) -> None:
    tabuler(page, cible)
    page.keyboard.press("Enter")


def frapper(page: Page, nom: str, texte: str) -> None:
    tabuler(page, page.locator(f"[name='{nom}']"))
    page.keyboard.type(texte)


def choisir_au_clavier(page: Page, libelle: str, tape: str, option: str) -> None:
    champ = page.get_by_role("combobox", name=libelle, exact=True).and_(page.locator("input"))
    tabuler(page, champ)
    page.keyboard.type(tape)
    expect(page.get_by_role("option", name=re.compile(f"^{option}"))).to_be_visible()
    page.keyboard.press("Enter")


@pytest.fixture
def au_clavier(maison, nouvelle_page) -> Page:
    """Le dossier de Claire ouvert sans souris : connexion, Production, recherche, Entrée."""
    page = nouvelle_page()
    page.goto("/")
    tabuler(page, page.get_by_label("Courriel"))
    page.keyboard.type(maison.utilisateurs["conseiller"].courriel)
    tabuler(page, page.get_by_label("Mot de passe"))
    page.keyboard.type(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ma journée").wait_for()
    navigation = page.get_by_role("navigation", name="Navigation principale", exact=True)
    entrer(page, navigation.get_by_role("link", name="Production"))
    page.wait_for_url("**/production/")
    page.wait_for_load_state()
    tabuler(page, page.get_by_role("search", name="Chercher dans la liste").get_by_role("searchbox"))
    page.keyboard.type("martin")
    page.wait_for_url(re.compile("q=martin"))
    entrer(page, page.get_by_role("link", name="MARTIN Claire"))
    page.get_by_role("heading", level=1, name="MARTIN Claire").wait_for()
    page.wait_for_load_state()
    return page


def ouvrir(page: Page, code: str, libelle_onglet: str | None = None) -> Locator:
    if libelle_onglet:
        onglets = page.get_by_role("navigation", name="Onglets du dossier")
        entrer(page, onglets.get_by_role("link", name=re.compile(f"^{libelle_onglet}")))
        expect(onglets.locator("[aria-current=page]")).to_contain_text(libelle_onglet)
        page.wait_for_load_state()
    entrer(page, gestes.bloc(page, code).get_by_role("link", name=re.compile("^Modifier")))
    zone = gestes.bloc(page, code)
    zone.get_by_role("button", name="Enregistrer").wait_for()
    return zone


def enregistrer_au_clavier(page: Page) -> None:
    page.keyboard.press("Control+s")
    gestes.enregistre(page)


def test_le_financement_au_clavier(au_clavier):  # B1 B3 B4 B5 B7 B8 B9
    page = au_clavier
    zone = ouvrir(page, "financement", "Financement")
    choisir_au_clavier(page, "Convention", "bilans", "CONV-2026-001")
    frapper(page, "financement-date_debut", "01/02/2027")
    frapper(page, "financement-date_fin", "31/01/2027")
    frapper(page, "financement-minutes_financees", "24,5")
    frapper(page, "financement-montant_total", "1800")
    choisir_au_clavier(page, "Financeur principal", "opco", "OPCO des Exemples")
    entrer(page, zone.get_by_role("button", name="Ajouter un co-financeur"))
    choisir_au_clavier(page, "Co-financeur (obligatoire)", "région", "Région Exemple")
    frapper(page, "financement-lignes-0-valeur", "600")
    page.keyboard.press("Control+s")

    # Le résumé des erreurs reçoit le curseur ; son lien mène au champ
    expect(zone.locator("[data-erreurs]")).to_be_focused()
    entrer(page, zone.locator("[data-erreurs]").get_by_role("link"))
    expect(page.locator("[name='financement-date_fin']")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("30/06/2027")
    enregistrer_au_clavier(page)
    lu = gestes.bloc(page, "financement")
    assert gestes.lu(lu, "Convention").startswith("CONV-2026-001")
    assert gestes.lu(lu, "Période").startswith("du 01/02/2027 au 30/06/2027")
    assert gestes.lu(lu, "Heures financées").startswith("24 h 30")
    lignes = [gestes.plat(ligne.inner_text()) for ligne in lu.locator("tbody tr").all()]
    assert "1 200,00 €" in lignes[0]
    assert "600,00 €" in lignes[1]


def test_les_objectifs_au_clavier(au_clavier):  # E1 E2
    page = au_clavier
    zone = ouvrir(page, "objectifs", "Objectifs")
    for rang, (nature, texte) in enumerate((("Changement de p", ""), ("Savoir-f", "Prendre la parole"))):
        entrer(page, zone.get_by_role("button", name="Ajouter un objectif"))
        tabuler(page, page.locator(f"[name='objectifs-lignes-{rang}-nature']"))
        page.keyboard.type(nature)
        frapper(page, f"objectifs-lignes-{rang}-texte", texte)
    page.keyboard.press("Control+s")
    expect(zone.locator("[data-erreurs]")).to_be_focused()
    frapper(page, "objectifs-lignes-0-texte", "Devenir cheffe de projet")
    enregistrer_au_clavier(page)
    lu = gestes.bloc(page, "objectifs")
    assert gestes.lu(lu, "Objectifs professionnels") == "Changement de poste : Devenir cheffe de projet"
    assert gestes.lu(lu, "Compétences à acquérir") == "Savoir-faire : Prendre la parole"

    # Retirer une ligne, au clavier aussi
    zone = ouvrir(page, "objectifs")
    entrer(page, zone.get_by_role("button", name="Retirer cette ligne"))
    enregistrer_au_clavier(page)
    expect(gestes.bloc(page, "objectifs").locator("dt", has_text="Objectifs professionnels")).to_have_count(0)


def test_les_contacts_au_clavier(au_clavier, axe):  # C1 C2 C3
    page = au_clavier
    zone = ouvrir(page, "contacts", "Contacts")
    champ = page.get_by_role("combobox", name="Prescripteur", exact=True).and_(page.locator("input"))
    tabuler(page, champ)
    page.keyboard.type("Quentel Gwen")
    page.get_by_text("Créer la fiche de « Quentel Gwen »").wait_for()
    page.keyboard.press("Enter")
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("button", name="Créer la fiche").wait_for()
    axe(page)
    frapper(page, "courriel", "pas une adresse")
    page.keyboard.press("Control+s")
    dialogue.get_by_text("Écrivez une adresse complète").first.wait_for()
    tabuler(page, dialogue.locator("[name=courriel]"))
    page.keyboard.press("Control+a")
    page.keyboard.type("gwen@exemple.fr")
    page.keyboard.press("Control+s")

    # Le dialogue se ferme et rend le curseur au champ qui l'avait ouvert
    dialogue.wait_for(state="hidden")
    expect(champ).to_be_focused()
    choisir_au_clavier(page, "Employeur", "duval", "Ateliers Duval")
    choisir_au_clavier(page, "Tuteur", "robin", "ROBIN Marc")
    enregistrer_au_clavier(page)
    zone = gestes.bloc(page, "contacts")
    for attendu in ("QUENTEL Gwen", "Ateliers Duval", "ROBIN Marc"):
        expect(zone).to_contain_text(attendu)


def test_les_dates_au_clavier(au_clavier):  # D1 D2
    page = au_clavier
    zone = ouvrir(page, "prestation")
    frapper(page, "prestation-date_entree_saisie", "15032027")
    frapper(page, "prestation-date_fin_saisie", "31/02/2027")
    page.keyboard.press("Control+s")
    expect(zone.locator("[data-erreurs]")).to_be_focused()
    tabuler(page, page.locator("[name='prestation-date_fin_saisie']"))
    page.keyboard.press("Control+a")
    page.keyboard.type("30/06/2027")
    enregistrer_au_clavier(page)
    lu = gestes.bloc(page, "prestation")
    assert gestes.lu(lu, "Date d’entrée").startswith("15/03/2027")
    assert gestes.lu(lu, "Fin prévisionnelle").startswith("30/06/2027")


def test_l_identite_au_clavier_et_echap_demande_avant_de_perdre(au_clavier):  # G1
    page = au_clavier
    ouvrir(page, "identite")
    tabuler(page, page.locator("[name='identite-origine']"))
    page.keyboard.type("Empl")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Continuer la saisie")).to_be_focused()
    page.keyboard.press("Enter")
    enregistrer_au_clavier(page)
    assert gestes.lu(gestes.bloc(page, "identite"), "Origine") == "Employeur"
