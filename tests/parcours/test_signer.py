"""Signer sans compte, sur un téléphone : le lien, le QR code d'une salle, le clavier, le double envoi (F4)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from jalon.emargement.models import Sceau
from jalon.emargement.operations import ouvrir_salle
from jalon.emargement.queries_liens import jeton_de_salle
from tests import fabriques
from tests.emargement.seances import en_cours

from . import gestes

pytestmark = pytest.mark.lent
SIX = ("Awa Diop", "Bruno Petit", "Chloé Roux", "Dina Saïd", "Eric Petit", "Fanny Noël")


@pytest.fixture
def telephone(nouvelle_page):
    return lambda **options: nouvelle_page(largeur=390, hauteur=844, has_touch=True, **options)


@pytest.fixture
def seance(maison):
    fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")
    return en_cours(maison.dossier)


def courriel(maison, adresse: str = "claire@essai.example.org") -> None:
    type(maison.dossier.beneficiaire).objects.filter(pk=maison.dossier.beneficiaire_id).update(courriel=adresse)


def demander(page, maison) -> None:
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Séances")
    page.get_by_role("link", name="Demander les signatures").click()
    expect(page.get_by_role("heading", name="Demander les signatures")).to_be_visible()


def lien_recu(live_server) -> str:
    chemin = re.search(r"https?://\S+?(/signer/\S+)", mail.outbox[-1].body).group(1)
    return live_server.url + chemin


def test_demander_signer_une_fois_et_le_lien_ne_sert_plus(
    connexion, maison, seance, telephone, live_server, axe
):  # F4
    courriel(maison)
    bureau = connexion("administrateur")
    demander(bureau, maison)
    axe(bureau)
    bureau.get_by_role("button", name="Envoyer aux séances cochées").click()
    expect(bureau.get_by_text("1 demande non envoyée")).to_be_visible()
    expect(bureau.get_by_text("pas d’adresse de courriel. Ajoutez-la")).to_be_visible()
    gestes.enregistre(bureau, "1 lien envoyé.")
    expect(bureau.get_by_role("row", name=re.compile("MARTIN"))).to_contain_text("Lien envoyé")

    page = telephone()
    adresse = lien_recu(live_server)
    page.goto(adresse)
    expect(page.get_by_role("heading", name="Signer ma présence")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Je signe").click()
    expect(page.get_by_role("alert")).to_contain_text("Signez dans le cadre")
    gestes.dessiner(page)
    page.get_by_role("button", name="Je signe").dblclick()
    expect(page.get_by_role("heading", name="Merci Claire, c’est signé")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Signé à \d\d:\d\d"))).to_be_visible()
    axe(page)
    assert Sceau.objects.count() == 1

    page.goto(adresse)
    expect(page.get_by_role("heading", name="Ce lien ne permet plus de signer")).to_be_visible()
    axe(page)
    bureau.reload()
    expect(bureau.get_by_role("row", name=re.compile("MARTIN"))).to_contain_text("Signé")


def test_six_personnes_signent_par_le_qr_code_de_la_salle(connexion, maison, telephone, live_server, axe):  # F4
    dossiers = []
    for nom in SIX:
        prenom, _, famille = nom.partition(" ")
        fiche = fabriques.beneficiaire(famille, prenom)
        dossiers.append(fabriques.dossier(maison.utilisateurs["conseiller"], beneficiaire=fiche))
    seance = en_cours(*dossiers)
    bureau = connexion("administrateur")
    gestes.ouvrir_dossier(bureau, dossiers[0].numero)
    gestes.onglet(bureau, "Séances")
    bureau.get_by_role("link", name="Demander les signatures").click()
    bureau.get_by_role("link", name="Afficher le QR code").click()
    bureau.get_by_role("button", name="Ouvrir le QR code").click()
    expect(bureau.get_by_role("img", name="QR code à scanner")).to_be_visible()
    axe(bureau)

    salle = ouvrir_salle(par=maison.admin, seance=seance)
    adresse = f"{live_server.url}/salle/{jeton_de_salle(salle.graine)}/"
    page = telephone()
    page.goto(adresse)
    axe(page)
    for nom in SIX:
        prenom, _, famille = nom.partition(" ")
        page.get_by_role("button", name=f"{prenom} {famille[0]}.").click()
        gestes.dessiner(page)
        page.get_by_role("button", name="Je signe").click()
        expect(page.get_by_role("heading", name=f"Merci {prenom}, c’est signé")).to_be_visible()
        page.get_by_role("link", name="Revenir à la liste").click()
    expect(page.get_by_text("Signé", exact=True)).to_have_count(len(SIX))
    assert Sceau.objects.count() == len(SIX)
    # La liste affichée dans la salle se met à jour toute seule.
    expect(bureau.get_by_role("region", name="Qui a signé").locator(".j-ton--vert")).to_have_count(
        len(SIX), timeout=12_000
    )
    bureau.get_by_role("button", name="Fermer le QR code").click()
    page.goto(adresse)
    expect(page.get_by_role("heading", name="Ce lien ne permet plus de signer")).to_be_visible()


def test_attester_au_clavier_sans_script(maison, telephone, live_server):  # F4
    seance = en_cours(maison.dossier)
    salle = ouvrir_salle(par=maison.admin, seance=seance)
    page = telephone(java_script_enabled=False)
    page.goto(f"{live_server.url}/salle/{jeton_de_salle(salle.graine)}/")
    page.get_by_role("button", name="Claire M.").click()
    expect(page.locator(".j-tablette")).to_be_hidden()
    page.get_by_label("Prénom et nom").fill("Claire Martin")
    page.get_by_label("J’atteste").check()
    page.get_by_role("button", name="Je signe").click()
    expect(page.get_by_role("heading", name="Merci Claire, c’est signé")).to_be_visible()
    assert Sceau.objects.get().contenu.nom == "Claire Martin"


def test_une_signature_tardive_le_dit(connexion, maison, telephone, live_server):  # EM-07
    courriel(maison)
    en_cours(maison.dossier, debut=timezone.now() - timedelta(days=2))
    bureau = connexion("administrateur", "téléphone")
    demander(bureau, maison)
    bureau.get_by_role("button", name=re.compile("^Envoyer le lien de MARTIN")).click()
    gestes.enregistre(bureau, "Lien envoyé à claire@essai.example.org.")
    page = telephone()
    page.goto(lien_recu(live_server))
    expect(page.get_by_text("La séance est finie depuis 1 jour")).to_be_visible()
    gestes.dessiner(page)
    page.get_by_role("button", name="Je signe").click()
    expect(page.get_by_text("1 jour après la séance")).to_be_visible()
