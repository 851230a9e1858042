"""Les écrans des mémos : fil, panneau, saisie, relances, corbeille, conflits, coût."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.memos.models import Memo, VersionMemo
from jalon.memos.operations import modifier_memo
from tests.page_html import formulaire_de

pytestmark = pytest.mark.lent

BLOC, PANNEAU = {"HX-Request": "true", "HX-Target": "memos-bloc"}, {"HX-Request": "true", "HX-Target": "panneau"}
BONNE = {"nature": "echange", "contenu": "Vu ce matin", "visibilite": "equipe"}


@pytest.fixture
def fil(maison) -> str:
    return f"/dossiers/{maison.dossier.numero}/memos/"


@pytest.fixture
def ouvrir(client, maison):
    """`ouvrir("conseiller")` : ouvre une session."""

    def connecter(qui="conseiller"):
        client.force_login(maison.utilisateurs[qui])
        return client

    return connecter


def page(reponse) -> str:
    return reponse.content.decode()


def requetes(client, adresse: str) -> int:
    client.get(adresse)
    with CaptureQueriesContext(connection) as captees:
        assert client.get(adresse).status_code == 200
    return len(captees)


def envoi(html: str) -> dict:
    """Ce que le navigateur enverrait du formulaire d'un mémo : un choix multiple vide n'envoie rien."""
    return {nom: valeur for nom, valeur in formulaire_de(html, "contenu").champs.items() if valeur}


# ── Ajouter ──


@pytest.mark.parametrize("onglet", ["", "contacts/", "objectifs/", "historique/", "financement/", "memos/"])
def test_ajouter_un_memo_est_a_un_clic_sur_chaque_onglet(ouvrir, maison, onglet):  # H2
    texte = page(ouvrir().get(f"/dossiers/{maison.dossier.numero}/{onglet}"))
    assert f'hx-get="/dossiers/{maison.dossier.numero}/memos/nouveau/" hx-target="#panneau"' in texte


def test_qui_ne_peut_que_lire_n_a_pas_le_bouton(ouvrir, maison, fil):
    client = ouvrir("consultation")
    assert "Ajouter un mémo" not in page(client.get(f"/dossiers/{maison.dossier.numero}/"))
    assert client.get(f"{fil}nouveau/").status_code == 403


def test_un_memo_s_ajoute_sans_script(ouvrir, fil):  # F10
    client = ouvrir()
    saisie = envoi(page(client.get(f"{fil}nouveau/")))
    reponse = client.post(f"{fil}nouveau/", saisie | {"contenu": "Rappelé ce matin"})
    assert reponse.url == fil
    memo = Memo.objects.get()
    assert (memo.nature, memo.visibilite, memo.contenu) == ("echange", "equipe", "Rappelé ce matin")
    assert "Rappelé ce matin" in page(client.get(fil))


@pytest.mark.parametrize("cible", [BLOC, PANNEAU])
def test_dans_la_page_le_memo_ajoute_se_lit_aussitot(ouvrir, fil, cible):
    client = ouvrir()
    assert "Écrire après un échange" in page(client.get(f"{fil}nouveau/", headers=cible))
    texte = page(client.post(f"{fil}nouveau/", BONNE, headers=cible))
    assert "Mémo ajouté." in texte
    assert "Vu ce matin" in texte


@pytest.mark.parametrize("cible", [{}, BLOC, PANNEAU])
def test_une_saisie_refusee_reste_a_l_ecran(ouvrir, fil, cible):
    reponse = ouvrir().post(
        f"{fil}nouveau/", {"nature": "relance", "contenu": "Garde", "visibilite": "moi"}, headers=cible
    )
    assert reponse.status_code == 422
    assert "Dites quel jour relancer." in page(reponse)
    assert "Garde" in page(reponse)
    assert not Memo.objects.exists()


@pytest.mark.parametrize(
    "fautes",
    [
        {"nature": "inconnue"},
        {"visibilite": "tous"},
        {"contenu": ""},
        {"contenu": "x" * 50_001},
        {"date_memo": "31/02/2026"},
        {"assigne": "999999999999999999999"},
        {"visibilite": "nommees", "lecteurs": ["pas un nombre"]},
        {"cle_creation": "pas-une-clé"},
    ],
)
def test_une_saisie_hostile_est_une_phrase_jamais_une_panne(ouvrir, fil, fautes):
    assert ouvrir().post(f"{fil}nouveau/", BONNE | fautes).status_code == 422
    assert not Memo.objects.exists()


def test_un_texte_hostile_se_lit_tel_quel(ouvrir, fil, ecrire):
    ecrire(contenu="<script>alert(1)</script>\x00\u202e", sujet="<b>gras</b>")
    texte = page(ouvrir().get(fil))
    assert "<script>alert(1)" not in texte
    assert "&lt;script&gt;alert(1)" in texte


# ── Le fil ──


def test_le_fil_se_cherche_et_se_filtre(ouvrir, fil, ecrire, relancer, jour):  # F9
    ecrire(contenu="Piste formation confirmée")
    ecrire("gestionnaire", "Convention non revenue", nature="attention", date_memo=jour - timedelta(days=30))
    relancer(contenu="Rappeler le financeur")
    client = ouvrir()
    attendus = {
        "?q=format": ["Piste formation"],
        "?nature=attention": ["Convention non"],
        "?relance=a_faire": ["Rappeler le"],
        "?relance=sans": ["Piste formation", "Convention non"],
        f"?periode_du={jour:%d/%m/%Y}": ["Piste formation", "Rappeler le"],
    }
    tous = ("Piste formation", "Convention non", "Rappeler le")
    for suite, lus in attendus.items():
        texte = page(client.get(fil + suite))
        assert [mots for mots in tous if mots in texte] == lus, suite


@pytest.mark.parametrize("objet", ["personnes/{claire}", "societes/{duval}"])
def test_une_fiche_a_son_fil(ouvrir, maison, objet):  # F9
    cles = {"claire": maison.personnes["claire"].pk, "duval": maison.societes["duval"].pk}
    adresse = f"/annuaire/{objet.format(**cles)}/memos/"
    client = ouvrir()
    assert client.post(f"{adresse}nouveau/", BONNE).url == adresse
    texte = page(client.get(adresse))
    assert "Vu ce matin" in texte
    assert 'aria-current="page">Mémos' in texte


def test_les_memos_d_une_personne_suivie_ailleurs_se_refusent(ouvrir, maison):
    louis = f"/annuaire/personnes/{maison.personnes['louis'].pk}/"
    client = ouvrir()
    assert client.get(f"{louis}memos/").status_code == 403
    assert "/memos/" not in page(client.get(louis))


def test_une_convention_a_son_fil(ouvrir, maison):  # F9
    adresse = f"/admin/conventions/{maison.conventions['opco'].pk}/memos/"
    client = ouvrir("gestionnaire")
    assert client.post(f"{adresse}nouveau/", BONNE).url == adresse
    assert "Vu ce matin" in page(client.get(adresse))
    assert maison.conventions["opco"].memos.count() == 1


# ── Modifier, relire, supprimer ──


def test_modifier_garde_l_ancien_texte_lisible(ouvrir, maison, fil, ecrire):  # F10
    memo = ecrire(contenu="Premier texte")
    client = ouvrir("gestionnaire")
    saisie = envoi(page(client.get(f"/memos/{memo.pk}/modifier/")))
    assert "visibilite" not in saisie
    client.post(f"/memos/{memo.pk}/modifier/", saisie | {"contenu": "Second texte"})
    assert "Second texte" in page(client.get(fil))
    assert "Premier texte" in page(client.get(f"/memos/{memo.pk}/versions/"))


def test_un_conflit_montre_les_deux_textes_et_garde_la_saisie(ouvrir, maison, ecrire):
    memo = ecrire(contenu="Départ")
    modifier_memo(
        par=maison.utilisateurs["gestionnaire"], memo=memo, version=1, donnees=BONNE | {"contenu": "De Sophie"}
    )
    client = ouvrir()
    saisie = BONNE | {"contenu": "De Paul", "version": "1"}
    reponse = client.post(f"/memos/{memo.pk}/modifier/", saisie)
    assert reponse.status_code == 422
    texte = page(reponse)
    assert "De Paul" in texte
    assert "Sophie Leroux a enregistré" in texte
    assert "De Sophie" in texte
    assert client.post(f"/memos/{memo.pk}/modifier/", envoi(texte)).status_code == 302
    assert VersionMemo.objects.filter(memo=memo).count() == 2


def test_le_memo_partage_d_un_autre_ne_se_modifie_pas(ouvrir, ecrire):
    memo = ecrire("gestionnaire", visibilite="nommees", lecteurs=["conseiller"])
    reponse = ouvrir().get(f"/memos/{memo.pk}/modifier/")
    assert reponse.status_code == 403
    assert "son auteur" in page(reponse)


def test_la_corbeille_est_a_l_auteur_et_restaure(ouvrir, maison, fil, ecrire):
    memo = ecrire(contenu="Jeté par erreur")
    client = ouvrir()
    assert client.post(f"/memos/{memo.pk}/supprimer/", {"retour": fil}).url == fil
    assert "Corbeille" in page(client.get(fil))
    assert client.get(f"/memos/{memo.pk}/modifier/").status_code == 404
    assert "Corbeille" not in page(ouvrir("gestionnaire").get(fil))
    assert ouvrir().post(f"/memos/{memo.pk}/restaurer/", {"retour": "https://ailleurs.example/"}).url == fil
    assert "Jeté par erreur" in page(client.get(fil))


def test_un_refus_est_un_message_pas_une_panne(ouvrir, fil, ecrire):
    memo = ecrire()
    client = ouvrir("gestionnaire")
    client.post(f"/memos/{memo.pk}/supprimer/", headers={"referer": f"http://testserver{fil}"})
    assert "Seul l’auteur" in page(client.get(fil))


# ── Relances ──


def test_mes_relances_se_rangent_par_jour(ouvrir, maison, relancer, jour):
    relancer(contenu="En retard", jours=-4)
    relancer(contenu="Du jour")
    relancer(contenu="Plus tard", jours=9)
    relancer(contenu="Pour Sophie", assigne=maison.utilisateurs["gestionnaire"])
    client = ouvrir()
    for volet, lus in {
        "": ["En retard", "Du jour"],
        "?volet=a-venir": ["Plus tard"],
        "?volet=confiees": ["Pour Sophie"],
        "?volet=faites": [],
        "?volet=inconnu&page=zéro": ["En retard", "Du jour"],
    }.items():
        texte = page(client.get(f"/relances/{volet}"))
        tous = ("En retard", "Du jour", "Plus tard", "Pour Sophie")
        assert [mots for mots in tous if f"<bdi>{mots}</bdi>" in texte] == lus, volet
    assert 'aria-label="Mes relances : 2 dues"' in page(client.get("/"))


def test_une_relance_se_fait_et_se_reporte_d_un_geste(ouvrir, relancer, jour):
    memo = relancer(jours=-1)
    client = ouvrir()
    assert client.post(f"/memos/{memo.pk}/reporter/", {"jours": "7", "retour": "/relances/"}).url == "/relances/"
    memo.refresh_from_db()
    assert memo.date_relance == jour + timedelta(days=7)
    client.post(f"/memos/{memo.pk}/faite/")
    memo.refresh_from_db()
    assert memo.fait_at is not None
    assert "Rouvrir" in page(client.get("/relances/?volet=faites"))
    client.post(f"/memos/{memo.pk}/faite/", {"rouvrir": "oui"})
    memo.refresh_from_db()
    assert memo.fait_at is None


@pytest.mark.parametrize("jours", ["0", "-3", "99999", "sept", ""])
def test_un_report_forge_demande_le_jour(ouvrir, relancer, jours):
    assert ouvrir().post(f"/memos/{relancer().pk}/reporter/", {"jours": jours}).status_code == 422


def test_les_collegues_se_proposent_par_leur_nom(ouvrir, maison):
    resultats = ouvrir().get("/memos/collegues/?q=ler").json()["results"]
    assert [r["text"] for r in resultats] == ["Sophie Leroux"]


# ── Production et coût ──


def test_production_filtre_les_relances_et_montre_la_prochaine(ouvrir, maison, relancer, jour):
    relancer(jours=-2)
    relancer(sur=maison.dossiers["elodie"], jours=5)
    client = ouvrir()
    claire, elodie = maison.dossier.numero, maison.dossiers["elodie"].numero
    for suite, lus in (("due", [claire]), ("a_venir", [elodie])):
        texte = page(client.get(f"/production/?relance={suite}"))
        assert [n for n in (claire, elodie) if n in texte] == lus
    assert client.get("/production/?tri=relance").status_code == 200


@pytest.mark.parametrize("adresse", ["fil", "/relances/", "/", "/production/?relance=due"])
def test_trois_memos_ne_coutent_pas_plus_qu_un(ouvrir, fil, relancer, adresse):
    client = ouvrir()
    relancer()
    adresse = fil if adresse == "fil" else adresse
    une = requetes(client, adresse)
    relancer()
    relancer()
    assert requetes(client, adresse) == une
