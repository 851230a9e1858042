"""A. Accéder au dossier : la liste, la recherche, les filtres, la consultation, la fiche du bénéficiaire."""

import re

import pytest
from playwright.sync_api import expect

from . import gestes

pytestmark = pytest.mark.lent
PROFILS = ["conseiller", "gestionnaire"]
TAILLES = ["bureau", "téléphone"]


@pytest.mark.parametrize("taille", TAILLES)
@pytest.mark.parametrize("profil", PROFILS)
def test_on_trouve_un_dossier_et_on_le_consulte(connexion, maison, axe, profil, taille):  # A1 A2 A3 A4
    # Étant donné une personne qui arrive sur l'accueil
    page = connexion(profil, taille)
    axe(page)
    numero = maison.dossier.numero

    # Quand elle ouvre Production et cherche ce qui n'existe pas
    gestes.aller(page, "Production")
    axe(page)
    gestes.chercher(page, "zzzz")
    # Alors la page dit ce qui a été cherché
    expect(page.get_by_role("heading", name="Aucun dossier ne correspond")).to_be_visible()
    axe(page)

    # Une lettre ne suffit pas
    gestes.chercher(page, "m")
    expect(page.get_by_role("heading", name="Tapez au moins deux lettres")).to_be_visible()

    # Le nom sans accents ni majuscules, dans n'importe quel ordre
    gestes.chercher(page, "elodie lefevre oeuvrard")
    expect(page.get_by_role("status").filter(has_text="1 dossier")).to_be_visible()
    expect(page.get_by_role("link", name="LEFÈVRE-ŒUVRARD Élodie")).to_be_visible()

    # Le numéro, puis le clic sur le numéro
    gestes.chercher(page, numero)
    expect(page.get_by_role("link", name="LEFÈVRE-ŒUVRARD Élodie")).to_have_count(0)
    page.get_by_role("link", name=numero, exact=True).click()
    # Alors le dossier s'ouvre en consultation : rien n'est modifiable
    expect(page.get_by_role("heading", level=1, name="MARTIN Claire")).to_be_visible()
    gestes.en_consultation(page)
    axe(page)

    # Le fil ramène à la liste telle qu'on l'avait laissée, et le nom ouvre aussi le dossier
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="Dossiers").click()
    assert f"q={numero}" in page.url
    page.get_by_role("link", name="MARTIN Claire").click()
    expect(page.get_by_role("heading", level=1, name="MARTIN Claire")).to_be_visible()


def test_chaque_onglet_se_consulte_sans_champ(connexion, maison, axe):  # A4 F1
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    titres = page.get_by_role("heading", level=2)
    for attendu in ("Identité du bénéficiaire", "Prestation et dates", "Contacts principaux", "Statut"):
        expect(titres.filter(has_text=attendu)).to_be_visible()
    for libelle in ("Financement", "Contacts", "Objectifs", "Historique", "Informations générales"):
        gestes.onglet(page, libelle)
        gestes.en_consultation(page)
        axe(page)


def test_les_filtres_se_cumulent_et_restent_dans_l_adresse(connexion, maison):  # A2
    page = connexion("gestionnaire")
    gestes.aller(page, "Production")

    def filtrer(filtre: str, poser) -> None:
        page.get_by_text("Ajouter un filtre").click()
        panneau = page.locator(f"#filtre-{filtre}")
        panneau.locator("summary").click()
        poser(panneau)
        panneau.get_by_role("button", name="Appliquer").click()
        page.wait_for_url(re.compile(f"{filtre}="))

    # Quand elle garde les prévisionnels, puis une prestation
    filtrer("statut", lambda p: p.get_by_label("Prévisionnel").check())
    expect(page.get_by_role("status").filter(has_text="2 dossiers")).to_be_visible()
    filtrer("prestation", lambda p: p.get_by_role("combobox").select_option(label="Anglais professionnel"))
    expect(page.get_by_role("status").filter(has_text="1 dossier")).to_be_visible()

    # Alors l'adresse suffit : rechargée, elle montre la même liste
    page.reload()
    expect(page.get_by_role("link", name="LEFÈVRE-ŒUVRARD Élodie")).to_be_visible()
    expect(page.get_by_role("link", name="MARTIN Claire")).to_have_count(0)

    # Une combinaison sans résultat le dit, et s'efface d'un clic
    page.goto(re.sub(r"statut=\w+", "statut=termine", page.url))
    expect(page.get_by_role("heading", name="Aucun dossier ne correspond")).to_be_visible()
    page.get_by_role("link", name="Effacer les filtres").click()
    expect(page.get_by_role("status").filter(has_text="2 dossiers")).to_be_visible()


@pytest.mark.parametrize("taille", TAILLES)
def test_la_fiche_du_beneficiaire_mene_au_dossier_et_le_fil_y_ramene(connexion, maison, axe, taille):  # A5
    page = connexion("conseiller", taille)
    gestes.aller(page, "Annuaire")
    axe(page)
    gestes.chercher(page, "martin")
    page.get_by_role("link", name="MARTIN Claire").click()
    axe(page)
    gestes.onglet(page, "Dossiers")
    axe(page)
    page.get_by_role("link", name=maison.dossier.numero).click()
    expect(page.get_by_role("heading", level=1, name="MARTIN Claire")).to_be_visible()
    # En changeant d'onglet, le fil ramène toujours à la fiche
    gestes.onglet(page, "Objectifs")
    fil = page.get_by_role("navigation", name="Fil d’Ariane")
    fil.get_by_role("link", name="MARTIN Claire").click()
    expect(page.get_by_role("link", name=maison.dossier.numero)).to_be_visible()
