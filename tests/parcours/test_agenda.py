"""L'agenda : un créneau libre devient un rendez-vous, une séance se glisse ou se déplace au clavier (F2, F4)."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jalon.dossiers.models import Dossier
from jalon.planning.models import Seance
from tests import fabriques

from . import gestes

pytestmark = pytest.mark.lent


@pytest.fixture
def lundi():
    """Le lundi de la semaine prochaine : à venir, ouvré."""
    aujourd = timezone.localdate()
    return aujourd + timedelta(days=7 - aujourd.weekday())


@pytest.fixture
def agenda(maison):
    fabriques.action("Entretien préliminaire", minutes=90)
    return fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")


def seance_a(maison, agenda, jour, heure: int) -> Seance:
    debut = timezone.make_aware(datetime.combine(jour, time(heure)))
    return fabriques.seance(debut, maison.dossier, par=maison.admin, animateurs=(agenda,))


def ouvrir(page, jour, vue: str = "semaine"):
    gestes.aller(page, "Agenda")
    page.goto(f"/agenda/?vue={vue}&le={jour:%Y-%m-%d}")
    page.wait_for_load_state()
    return page


def evenement(page, titre: str = "MARTIN C."):
    return page.locator(".ec-event", has_text=titre).first


def test_d_un_creneau_libre_au_rendez_vous_d_une_personne_nouvelle(connexion, maison, agenda, axe, lundi):  # F4 H1
    page = ouvrir(connexion("conseiller"), lundi)
    page.locator(".ec-time-grid").wait_for()
    axe(page)
    page.get_by_role("link", name="Nouveau rendez-vous").click()
    dialogue = page.get_by_role("dialog")
    dialogue.locator("[name=jour]").fill(f"{lundi:%d/%m/%Y}")
    dialogue.locator("[name=heure_debut]").fill("10:30")
    axe(page)
    page.goto(f"/agenda/rendez-vous/?jour={lundi:%d/%m/%Y}&heure_debut=10:30&retour=/agenda/")
    page.get_by_role("link", name="Nouvelle personne ou nouveau dossier").click()

    # La personne et le dossier se créent en chemin, et l'on revient au créneau
    creation = gestes.proposer(page, "Bénéficiaire (obligatoire)", "Quentel Gwen", "Créer la fiche de")
    creation.get_by_role("button", name="Créer la fiche").click()
    expect(page.locator(".item", has_text="QUENTEL Gwen")).to_be_visible()
    gestes.choisir(page, "Prestation (obligatoire)", "bilan", "Bilan de compétences")
    page.get_by_role("button", name="Ouvrir le dossier").click()
    page.wait_for_url("**/agenda/rendez-vous/**")
    expect(page.locator(".item", has_text="QUENTEL Gwen")).to_be_visible()
    expect(page.locator("[name=heure_debut]")).to_have_value("10:30")
    page.locator("[name=action]").select_option(label="Entretien préliminaire")
    page.get_by_role("button", name="Planifier").click()
    page.wait_for_url("**/agenda/")
    prise = Seance.objects.get()
    assert timezone.localtime(prise.debut).time() == time(10, 30)
    assert prise.participations.get().dossier == Dossier.objects.get(beneficiaire__nom="Quentel")


def test_glisser_une_seance_et_la_remettre_si_l_on_renonce(connexion, maison, agenda, lundi):  # F4
    seance = seance_a(maison, agenda, lundi, 10)
    prise = seance_a(maison, fabriques.animateur(nom="Autre"), lundi + timedelta(days=2), 10)
    page = ouvrir(connexion("conseiller"), lundi)
    boite = boite_posee(page)
    colonnes = page.locator(".ec-time-grid .ec-body .ec-day, .ec-time-grid .ec-day")
    largeur = boite["width"] + 2
    assert colonnes.count() >= 5
    x, y = boite["x"] + boite["width"] / 2, boite["y"] + 12

    # D'un jour au suivant, à la même heure : elle y reste
    glisser(page, x, y, x + largeur, y)
    gestes.enregistre(page, "déplacée.")
    seance.refresh_from_db()
    assert timezone.localtime(seance.debut).date() == lundi + timedelta(days=1)

    # Sur un moment où la bénéficiaire est prise : refusée, nommée ; fermer la remet où elle était
    boite = boite_posee(page)
    x, y = boite["x"] + boite["width"] / 2, boite["y"] + 12
    glisser(page, x, y, x + largeur, y)
    dialogue = page.get_by_role("dialog")
    expect(dialogue).to_contain_text("Ce moment est déjà pris")
    dialogue.get_by_role("button", name="Annuler").click()
    expect(dialogue).to_be_hidden()
    assert abs(boite_posee(page)["x"] - boite["x"]) < 4
    seance.refresh_from_db()
    assert timezone.localtime(seance.debut).date() == lundi + timedelta(days=1)
    assert timezone.localtime(prise.debut).date() == lundi + timedelta(days=2)


def boite_posee(page):
    """La place de la séance une fois le calendrier relu : il la redessine après chaque enregistrement."""
    page.wait_for_load_state("networkidle")
    evenement(page).wait_for()
    for _ in range(40):
        if boite := evenement(page).bounding_box():
            return boite
        page.wait_for_timeout(50)
    raise AssertionError("la séance n’est plus au calendrier")


def glisser(page, x, y, vers_x, vers_y):
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 2, steps=4)
    page.mouse.move(vers_x, vers_y, steps=12)
    page.mouse.up()


def test_deplacer_au_clavier_puis_accepter_un_conflit_avec_le_droit(connexion, maison, agenda, axe, lundi):  # F4
    seance = seance_a(maison, agenda, lundi, 10)
    seance_a(maison, fabriques.animateur(nom="Autre"), lundi, 15)
    page = connexion("responsable")
    page.goto(f"/agenda/?vue=semaine&le={lundi:%Y-%m-%d}&personnes={agenda.pk}")
    cible = evenement(page)
    cible.wait_for()
    cible.focus()
    page.keyboard.press("Enter")
    dialogue = page.get_by_role("dialog")
    expect(dialogue.get_by_role("heading", level=2)).to_have_text(re.compile("MARTIN Claire"))
    axe(page)
    dialogue.get_by_role("link", name="Déplacer").focus()
    page.keyboard.press("Enter")
    champ = dialogue.locator("[name=heure_debut]")
    champ.fill("15:30")
    dialogue.locator("[name=heure_fin]").fill("16:30")
    page.keyboard.press("Control+s")
    expect(dialogue).to_contain_text("Ce moment est déjà pris")
    motif = dialogue.locator("[name=motif_conflit]")
    if not motif.is_visible():
        pytest.fail("Le responsable a le droit d’accepter un conflit.")
    motif.fill("Accord de la bénéficiaire")
    page.keyboard.press("Control+s")
    gestes.enregistre(page, "déplacée.")
    seance.refresh_from_db()
    assert timezone.localtime(seance.debut).time() == time(15, 30)


def test_au_telephone_la_liste_d_abord_et_les_raccourcis(connexion, maison, agenda, axe, lundi):  # F3
    seance_a(maison, agenda, lundi, 10)
    page = connexion("conseiller", "téléphone")
    gestes.aller(page, "Agenda")
    page.wait_for_url("**vue=liste**")
    page.goto(f"/agenda/?vue=liste&le={lundi:%Y-%m-%d}")
    axe(page)
    page.get_by_role("link", name=re.compile("^MARTIN C.")).click()
    expect(page.get_by_role("dialog").get_by_role("link", name="Annuler")).to_be_visible()

    grand = ouvrir(connexion("conseiller"), lundi)
    grand.locator(".ec-time-grid").wait_for()
    grand.locator("h1").click()
    grand.keyboard.press("m")
    grand.wait_for_url("**vue=mois**")
    evenement(grand).wait_for()
    grand.keyboard.press("l")
    grand.wait_for_url("**vue=liste**")
