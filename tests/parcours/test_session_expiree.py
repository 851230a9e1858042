"""La session expire en pleine saisie : on se reconnecte par-dessus la page, rien n'est perdu (G1)."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.maison import MOT_DE_PASSE

from . import gestes

pytestmark = pytest.mark.django_db(transaction=True)


def expirer() -> None:
    Session.objects.all().delete()


def se_reconnecter(page, mot_de_passe: str = MOT_DE_PASSE):
    boite = page.get_by_role("dialog", name="Votre session a expiré")
    boite.get_by_label("Mot de passe").fill(mot_de_passe)
    boite.get_by_role("button", name="Se connecter").click()
    return boite


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_un_bloc_en_cours_de_saisie_survit_et_s_enregistre_apres_la_reconnexion(connexion, maison, axe, taille):
    page = connexion("conseiller", taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Informations")
    zone = gestes.modifier_bloc(page, "prestation")
    gestes.saisir(zone, numero_commande="BC-2027-4")
    expirer()
    zone.get_by_role("button", name="Enregistrer").click()
    boite = page.get_by_role("dialog", name="Votre session a expiré")
    expect(boite.get_by_label("Courriel")).to_have_value(maison.utilisateurs["conseiller"].courriel)
    axe(page)
    se_reconnecter(page, "ce n’est pas lui")
    expect(boite.get_by_role("alert").or_(boite.locator("[data-erreurs]")).first).to_be_visible()
    se_reconnecter(page)
    gestes.enregistre(page)
    maison.dossier.refresh_from_db()
    assert maison.dossier.numero_commande == "BC-2027-4"


def test_rester_sur_la_page_garde_la_saisie(connexion, maison):
    page = connexion("conseiller")
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Informations")
    zone = gestes.modifier_bloc(page, "prestation")
    gestes.saisir(zone, numero_commande="BC-2027-5")
    expirer()
    zone.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("button", name="Rester sur la page").click()
    assert gestes.valeur(zone, "numero_commande") == "BC-2027-5"
    expect(zone.get_by_role("button", name="Enregistrer")).to_be_enabled()


def test_une_fiche_a_enregistrement_ordinaire_ne_part_pas_vers_la_connexion(connexion, maison):
    page = connexion("gestionnaire")
    page.goto(f"/annuaire/personnes/{maison.dossier.beneficiaire_id}/modifier/")
    page.locator("[name=ville]").fill("Saint-Exemple")
    expirer()
    page.get_by_role("button", name="Enregistrer").first.click()
    se_reconnecter(page)
    page.wait_for_url(f"**/annuaire/personnes/{maison.dossier.beneficiaire_id}/")
    maison.dossier.beneficiaire.refresh_from_db()
    assert maison.dossier.beneficiaire.ville == "Saint-Exemple"
