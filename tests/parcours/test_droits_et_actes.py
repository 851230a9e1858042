"""G2. Bénéficiaire et prestation demandent des droits ; les événements sous « Actes » changent le statut."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jalon.dossiers.operations import modifier_objectifs
from jalon.dossiers.operations.objectifs import LigneObjectif

from . import gestes

pytestmark = pytest.mark.lent
SANS_DROIT = "demande un droit : contactez l’administrateur."


def test_sans_le_droit_le_champ_est_montre_verrouille_et_une_requete_forgee_ne_change_rien(
    connexion, maison
):  # G2
    # Étant donné une conseillère ou un conseiller sans ces deux droits
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = gestes.modifier_bloc(page, "identite")
    champ = zone.get_by_role("textbox", name="Bénéficiaire")
    expect(champ).to_have_value("MARTIN Claire")
    expect(champ).not_to_be_editable()
    expect(zone.get_by_text(f"Changer le bénéficiaire {SANS_DROIT}")).to_be_visible()

    # Quand le formulaire est forgé pour désigner quelqu'un d'autre
    zone.locator("form").evaluate(
        """(form, pk) => {
            const forge = document.createElement("input");
            Object.assign(forge, { type: "hidden", name: "identite-beneficiaire", value: pk });
            form.append(forge);
        }""",
        str(maison.personnes["elodie"].pk),
    )
    zone.locator("[name='identite-statut_beneficiaire']").select_option(label="Demandeur d’emploi")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    # Alors le reste est enregistré, le bénéficiaire n'a pas bougé
    expect(page.get_by_role("heading", level=1, name="MARTIN Claire")).to_be_visible()
    assert gestes.lu(gestes.bloc(page, "identite"), "Statut à l’entrée") == "Demandeur d’emploi"
    assert maison.relire().beneficiaire == maison.personnes["claire"]

    zone = gestes.modifier_bloc(page, "prestation")
    expect(zone.get_by_role("textbox", name="Prestation")).not_to_be_editable()
    expect(zone.get_by_text(f"Changer la prestation {SANS_DROIT}")).to_be_visible()


def test_avec_le_droit_on_change_le_beneficiaire_et_la_prestation(connexion, maison):  # G2
    lignes = [LigneObjectif("savoir", "Lire un référentiel", "", "")]
    modifier_objectifs(par=maison.utilisateurs["gestionnaire"], dossier=maison.dossier, version=0, lignes=lignes)
    page = connexion("gestionnaire")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    zone = gestes.modifier_bloc(page, "identite")
    # Vidé, le bénéficiaire est réclamé ; choisi, il change
    zone.get_by_title("Effacer : Bénéficiaire").click()
    gestes.enregistrer(zone)
    gestes.erreur(zone, "Ce champ est obligatoire.")
    gestes.choisir(zone, "Bénéficiaire (obligatoire)", "lefevre", "LEFÈVRE-ŒUVRARD Élodie")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    expect(page.get_by_role("heading", level=1, name="LEFÈVRE-ŒUVRARD Élodie")).to_be_visible()
    zone = gestes.modifier_bloc(page, "prestation")
    gestes.choisir(zone, "Prestation (obligatoire)", "vae", "Accompagnement VAE")
    gestes.enregistrer(zone)
    # Ce qui suit se lit avant de confirmer
    gestes.erreur(zone, "son objectif reste", "prestation")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    assert gestes.lu(gestes.bloc(page, "prestation"), "Prestation") == "Accompagnement VAE"
    gestes.onglet(page, "Historique")
    expect(page.locator("main")).to_contain_text("Bénéficiaire changé")
    expect(page.locator("main")).to_contain_text("Prestation changée")


def ouvrir_acte(page, libelle: str):
    page.locator("summary", has_text="Actes").click()
    page.get_by_role("link", name=libelle).click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_role("button", name="Enregistrer").wait_for()
    return dialogue


@pytest.mark.parametrize(("profil", "taille"), [("conseiller", "bureau"), ("gestionnaire", "téléphone")])
def test_les_evenements_changent_le_statut_et_la_page_dit_pourquoi(connexion, maison, axe, profil, taille):
    page = connexion(profil, taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    aujourd_hui = f"{timezone.localdate():%d/%m/%Y}"

    # L'entrée : une date impossible, puis à venir, puis la bonne
    dialogue = ouvrir_acte(page, "Enregistrer l’entrée")
    axe(page)
    jour = dialogue.get_by_role("textbox", name="Date")
    expect(jour).to_have_value(aujourd_hui)
    jour.fill("31/02/2026")
    dialogue.get_by_role("button", name="Enregistrer").click()
    dialogue.get_by_text("Le 31/02/2026 n’existe pas.").first.wait_for()
    axe(page)
    dialogue.get_by_role("textbox", name="Date").fill(aujourd_hui)
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, f"Entrée du {aujourd_hui} : enregistré")
    pourquoi = page.locator(".j-pourquoi")
    expect(pourquoi).to_have_text(f"En cours : entrée du {aujourd_hui}")
    assert gestes.lu(gestes.bloc(page, "prestation"), "Date d’entrée") == f"{aujourd_hui} événement"

    # Une suspension, puis la reprise
    dialogue = ouvrir_acte(page, "Suspendre")
    dialogue.get_by_label("Motif").select_option(label="Arrêt maladie")
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "enregistré")
    expect(pourquoi).to_have_text(f"Suspendu : suspension du {aujourd_hui}")
    ouvrir_acte(page, "Reprendre").get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "enregistré")
    expect(pourquoi).to_contain_text("En cours")

    # Le suivi, par son étiquette
    page.get_by_role("link", name="Suivi :").click()
    dialogue = page.get_by_role("dialog")
    dialogue.get_by_label("Nouveau suivi").select_option(label="À relancer")
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "enregistré")
    assert gestes.lu(gestes.bloc(page, "statut"), "Suivi") == "À relancer"

    # La clôture : pas avant l'entrée, puis aujourd'hui
    dialogue = ouvrir_acte(page, "Clôturer le dossier")
    dialogue.get_by_role("textbox", name="Date").fill("01/01/2020")
    dialogue.get_by_role("button", name="Enregistrer").click()
    dialogue.get_by_text("La sortie ne peut pas précéder l’entrée").first.wait_for()
    dialogue.get_by_role("textbox", name="Date").fill(aujourd_hui)
    dialogue.get_by_label("Motif").select_option(label="Fin de la prestation")
    dialogue.get_by_role("button", name="Enregistrer").click()
    gestes.enregistre(page, "enregistré")
    expect(pourquoi).to_have_text(f"Terminé : sortie du {aujourd_hui}")
    assert gestes.lu(gestes.bloc(page, "prestation"), "Sortie réelle") == aujourd_hui
    expect(gestes.bloc(page, "statut")).to_contain_text("aucun suivi → À relancer")
    axe(page)


def test_le_profil_consultation_lit_sans_pouvoir_modifier(connexion, maison, axe):  # A4
    page = connexion("consultation")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    expect(page.get_by_role("link", name="Modifier")).to_have_count(0)
    expect(page.locator("summary", has_text="Actes")).to_have_count(0)
    axe(page)
