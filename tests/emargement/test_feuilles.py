"""Les PDF relus : texte, polices, structure, PDF/A ; les heures prouvées ; la page de vérification."""

import re
import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from weasyprint import HTML

from jalon.emargement.feuilles import feuille_dossier
from jalon.emargement.heures import heures_de
from jalon.emargement.models import Contenu, RegistreSeance, Sceau
from jalon.emargement.operations import annuler_signature, effacer_contenu, enregistrer_papier
from jalon.emargement.pdf import SOURCES
from jalon.emargement.queries import attendus
from jalon.emargement.rules.heures import minutes_signees
from jalon.emargement.rules.signatures import moments
from jalon.planning.operations import valider_seance
from tests import fabriques
from tests.balayage import octets
from tests.emargement.seances import en_cours, signer_ligne
from tests.emargement.test_verification import GESTES

pytestmark = [pytest.mark.lent, pytest.mark.django_db]


@pytest.fixture
def paul():
    return fabriques.utilisateur("conseiller", nom="Henry", prenom="Paul")


@pytest.fixture
def client(paul):
    client = Client()
    client.force_login(paul)
    return client


@pytest.fixture
def agenda(paul):
    return fabriques.animateur(paul, "Henry")


@pytest.fixture
def dossier(paul):
    return fabriques.dossier(paul)


@pytest.fixture
def journee(paul, agenda, dossier):
    """Avant-hier de 9 h à 17 h, à Rennes : signée le matin par Claire, en retard."""
    matin = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=2)
    lieu = fabriques.lieu("Salle 2")
    seance = en_cours(dossier, par=paul, animateurs=(agenda,), debut=matin, minutes=480, lieu=lieu)
    signer_ligne(seance)
    return seance


def telecharger(client, url: str) -> bytes:
    reponse = client.get(url)
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "application/pdf")
    return reponse.content


def texte(pdf: bytes) -> str:
    lu = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", lu.stdout.decode())


def feuille(client, dossier, **options) -> bytes:
    return telecharger(
        client,
        f"/dossiers/{dossier.numero}/emargement/feuille.pdf?"
        + "&".join(f"{nom}={valeur}" for nom, valeur in {"quoi": "feuille", **options}.items()),
    )


def test_la_feuille_imprime_tout_ce_que_demande_em_01(client, dossier, journee):
    lu = texte(feuille(client, dossier))
    sceau = Sceau.objects.get()
    recu = timezone.localtime(sceau.horodatage)
    for mention in (
        "Feuille d’émargement", str(dossier.prestation), "MARTIN Claire", dossier.numero, "09:00 – 17:00 (8 h)",
        "Salle 2", "Intervenant : HENRY Paul", "Matin", "Après-midi", f"{recu:%d/%m/%Y} à {recu:%H:%M:%S}",
        "Sur l’écran", "Tardive : ", sceau.court, "Non signé", "1 sceau, dernière empreinte", sceau.empreinte[:16],
        "Europe/Paris",
    ):  # fmt: skip
        assert mention in lu, mention


def test_une_seance_a_distance_imprime_son_lien(client, paul, agenda, dossier):  # EM-02
    en_cours(dossier, par=paul, animateurs=(agenda,), lien_visio="https://visio.example.org/claire")
    assert "À distance : https://visio.example.org/claire" in texte(feuille(client, dossier))


def test_le_pdf_est_balise_archivable_et_porte_ses_polices(client, dossier, journee):
    with pikepdf.open(BytesIO(feuille(client, dossier))) as pdf:
        racine = pdf.Root
        assert racine.MarkInfo.Marked
        assert str(racine.Lang) == "fr"
        assert "/StructTreeRoot" in racine
        assert str(racine.OutputIntents[0].S) == "/GTS_PDFA1"
        with pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert pdf.docinfo["/Title"] == f"Feuille d’émargement {dossier.numero}"
        polices = [objet for objet in pdf.objects if _est(objet, "/FontDescriptor")]
        assert polices
        assert all("/FontFile2" in police or "/FontFile3" in police for police in polices)
        balises = {str(objet.get("/S")) for objet in pdf.objects if isinstance(objet, pikepdf.Dictionary)}
        assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= balises
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and str(o.get("/S")) == "/Figure"]
        assert {str(figure.Alt) for figure in figures} >= {"Signature de MARTIN Claire"}
        assert not any("/JavaScript" in o or "/EmbeddedFiles" in o for o in [racine])


def _est(objet, genre: str) -> bool:
    return isinstance(objet, pikepdf.Dictionary) and str(objet.get("/Type")) == genre


def test_l_image_imprimee_est_celle_du_trace(client, dossier, journee):
    image = Image.open(BytesIO(bytes(Contenu.objects.get().image)))
    assert image.size == (600, 200)
    assert image.getextrema() == (20, 255)


def test_rien_d_etranger_n_entre_dans_le_pdf(tmp_path):
    image = tmp_path / "secret.png"
    Image.new("RGB", (8, 8), "red").save(image)
    dehors = HTML(
        string=f'<img alt="x" src="{image.as_uri()}"><img alt="y" src="http://127.0.0.1:9/x.png">',
        url_fetcher=SOURCES,
    )
    with pikepdf.open(BytesIO(dehors.write_pdf())) as pdf:
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


def test_la_feuille_vierge_laisse_la_place_de_signer(client, dossier, journee):
    lu = texte(feuille(client, dossier, quoi="vierge"))
    assert "MARTIN Claire" in lu
    assert "Non signé" not in lu
    assert "Tardive" not in lu
    vierge = telecharger(
        client, f"/dossiers/{dossier.numero}/seances/{journee.pk}/emargement/feuille.pdf?vierge=1"
    )
    assert "HENRY Paul" in texte(vierge)


def test_la_periode_borne_les_seances_et_une_date_fausse_se_dit(client, dossier, journee):
    demain = f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"
    assert "Aucune séance à signer" in texte(feuille(client, dossier, du=demain))
    url = f"/dossiers/{dossier.numero}/emargement/feuille.pdf"
    faux = client.get(url, {"quoi": "feuille", "du": "31/02/2026"})
    assert (faux.status_code, faux["Content-Type"][:9]) == (422, "text/html")
    inverse = client.get(url, {"quoi": "feuille", "du": demain, "au": "01/01/2026"})
    assert "La fin vient après le début" in inverse.content.decode()
    assert "Ouvrir le PDF" in client.get(f"/dossiers/{dossier.numero}/emargement/feuille/").content.decode()


def test_le_papier_l_attestation_et_l_effacement_se_lisent_sur_la_feuille(client, paul, agenda, dossier):
    seance = en_cours(dossier, par=paul, animateurs=(agenda,))
    signer_ligne(seance, traits="", is_attestee=True, nom="Claire Martin")
    enregistrer_papier(par=paul, seance=seance, cles=[attendus(seance)[1].cle])
    url = f"/dossiers/{dossier.numero}/seances/{seance.pk}/emargement/feuille.pdf"
    lu = texte(telecharger(client, url))
    assert "« J’atteste » : Claire Martin" in lu
    assert "Signé sur papier" in lu
    assert "enregistré par" in lu
    effacer_contenu(par=paul, sceau=Sceau.objects.get(rang=1), regle="conservation 6 ans")
    assert "Contenu effacé le " in texte(telecharger(client, url))


def test_les_heures_prouvees_sont_signees_jamais_prevues(paul, agenda, dossier, journee):  # EM-05
    assert heures_de(dossier).signees == 0  # signée, pas encore validée
    valider_seance(par=paul, seance=journee, version=1)
    heures = heures_de(dossier)
    assert (heures.signees, heures.validees, heures.manquent) == (240, 480, 240)
    signer_ligne(journee, 1)
    assert heures_de(dossier).signees == 480
    annuler_signature(par=paul, sceau=Sceau.objects.get(rang=1), motif="Erreur")
    assert heures_de(dossier).signees == 240
    seul = fabriques.action("Travail personnel", is_emargee_beneficiaire=False)
    hier = timezone.now() - timedelta(days=1)
    autre = fabriques.seance(hier, dossier, par=paul, animateurs=(agenda,), action=seul, motif_conflit="x")
    valider_seance(par=paul, seance=autre, version=1)
    heures = heures_de(dossier)
    assert (heures.sans_emargement, heures.manquent) == (60, 240)


def test_une_demi_journee_signee_ne_depasse_pas_la_presence():
    debut = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    deux = moments(debut, debut + timedelta(hours=8))
    assert [minutes_signees(deux, s, 300) for s in (set(), {"matin"}, {"matin", "apres_midi"})] == [0, 240, 300]
    assert minutes_signees(deux, {"matin"}, 120) == 120


def test_l_attestation_d_assiduite_compte_les_heures_signees(client, paul, dossier, journee):  # EM-05 EM-06
    valider_seance(par=paul, seance=journee, version=1)
    lu = texte(feuille(client, dossier, quoi="attestation"))
    assert "Attestation d’assiduité" in lu
    assert "prouvée par émargement : 4 h" in lu
    assert f"dossier {dossier.numero}" in lu


def verifier(seance) -> str:
    jeton = RegistreSeance.objects.get(seance=seance).jeton
    page = Client().get(f"/verification/{jeton}/")
    assert page.status_code == 200
    return page.content.decode()


def test_la_page_de_verification_se_lit_sans_compte_et_sans_nom(journee):
    page = verifier(journee)
    assert "Tout concorde" in page
    assert Sceau.objects.get().court in page
    assert "MARTIN" not in page
    assert "HENRY" not in page
    absents = {}
    for adresse in ("/verification/devine/", "/verification/autre/", "/verification-absente/"):
        reponse = Client().get(adresse)
        assert reponse.status_code == 404 or "absente" in adresse
        absents[adresse] = octets(reponse, adresse)
    assert absents["/verification/devine/"] == absents["/verification/autre/"]


@pytest.mark.parametrize("alterer", GESTES, ids=lambda geste: geste.__name__)
def test_la_page_de_verification_voit_toute_alteration(paul, agenda, dossier, alterer):
    seance = en_cours(dossier, par=paul, animateurs=(agenda,))
    signer_ligne(seance), signer_ligne(seance, 1)
    alterer()
    page = verifier(seance)
    assert "anomalie" in page
    assert "Tout concorde" not in page


def test_la_page_de_verification_dit_l_effacement_par_regle(paul, journee):
    effacer_contenu(par=paul, sceau=Sceau.objects.get(), regle="conservation 6 ans")
    page = verifier(journee)
    assert "Tout concorde" in page
    assert "Contenu effacé le " in page
    assert "conservation 6 ans" in page


def test_le_code_qr_mene_a_la_page_de_verification(dossier, journee):
    lues: list[str] = []
    feuille_dossier(dossier, du=None, au=None, adresse=lambda jeton: lues.append(jeton) or f"https://x/{jeton}/")
    assert lues == [RegistreSeance.objects.get(seance=journee).jeton]
