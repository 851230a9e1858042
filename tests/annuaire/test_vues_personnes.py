"""Écrans des personnes : liste, fiche, création, modification, conflit, saisies hostiles, coût."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.annuaire.models import Personne
from jalon.annuaire.operations import modifier_personne
from jalon.annuaire.registres import ONGLETS_PERSONNE, ONGLETS_SOCIETE
from jalon.journal.models import Consultation
from tests import fabriques

from .conftest import page

LISTE, NOUVELLE = "/annuaire/personnes/", "/annuaire/personnes/nouvelle/"
PROFILS = ("conseiller", "gestionnaire", "responsable", "administrateur", "consultation")


def saisie(**champs) -> dict:
    return {"version": "0", "nom": "Martin", "prenom": "Claire", **champs}


def requetes(client, adresse: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captees:
        assert client.get(adresse).status_code == 200
    return len(captees)


# ── Qui ouvre quoi ──


@pytest.mark.parametrize("profil", PROFILS)
def test_chaque_profil_lit_l_annuaire(connecte, profil):
    fiche = fabriques.personne()
    client = connecte(profil)
    texte = page(client.get(LISTE))
    assert "MARTIN Claire" in texte
    assert client.get(f"{LISTE}{fiche.pk}/").status_code == 200
    ecrit = profil != "consultation"
    assert (f'href="{NOUVELLE}"' in texte) is ecrit
    assert client.get(NOUVELLE).status_code == (200 if ecrit else 403)
    assert client.get(f"{LISTE}{fiche.pk}/modifier/").status_code == (200 if ecrit else 403)


def test_sans_compte_on_va_a_la_connexion(client, db):
    assert client.get(LISTE).url.startswith("/connexion/")


@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999"])
def test_une_personne_absente_est_introuvable(connecte, pk):
    for suite in ("", "modifier/", "historique/", "choisir/"):
        assert connecte().get(f"{LISTE}{pk}/{suite}").status_code == 404


def test_annuaire_mene_aux_personnes(connecte):
    client = connecte()
    assert client.get("/annuaire/").url == LISTE
    assert re.search(rf'href="{LISTE}" aria-current="page"', page(client.get(LISTE)))


def test_les_onglets_inscrits():
    assert [o for o in ONGLETS_PERSONNE.codes() if o in ("informations", "historique")] == [
        "informations",
        "historique",
    ]
    assert "dossiers" in ONGLETS_PERSONNE  # A5 : inscrit par la pièce « dossiers »
    assert ONGLETS_SOCIETE.codes()[:2] == ["informations", "contacts"]


# ── Liste ──


def test_la_liste_cherche_filtre_et_compte(connecte):
    rennes = fabriques.centre("rennes")
    fabriques.personne("Martin", "Claire", roles=("tuteur",), centre=rennes)
    fabriques.personne("Diallo", "Fatoumata", roles=("prescripteur",), telephone_mobile="+33612345678")
    client = connecte("administrateur")
    assert "2 personnes" in page(client.get(LISTE))
    for requete, trouvee in (
        ("q=màr", "MARTIN"),
        ("role=tuteur", "MARTIN"),
        (f"centre={rennes.pk}", "MARTIN"),
        ("q=06 12 34 56 78", "DIALLO"),
        ("role=prescripteur&role=intervenant", "DIALLO"),
    ):
        texte = page(client.get(f"{LISTE}?{requete}"))
        assert "1 personne" in texte, requete
        assert trouvee in texte, requete


def test_la_liste_se_filtre_par_societe(connecte):
    duval = fabriques.societe("Duval")
    fabriques.personne("Martin", "Claire", employeur=duval)
    fabriques.personne("Diallo", "Fatoumata")
    client = connecte()
    assert "1 personne" in page(client.get(f"{LISTE}?societe={duval.pk}"))
    for absurde in ("999999", "x", "-1", "9" * 40, "٣"):
        assert "2 personnes" in page(client.get(LISTE, {"societe": absurde}))


@pytest.mark.parametrize("tri", ["nom", "-nom", "centre", "-centre", "creation", "-creation"])
def test_la_liste_se_trie(connecte, tri):
    fabriques.personne("Martin", "Claire")
    fabriques.personne("Élouan", "Yves", centre=fabriques.centre())
    noms = re.findall(r"<bdi>([^<]+)</bdi>", page(connecte().get(f"{LISTE}?tri={tri}")))
    if tri == "nom":
        assert noms == ["ÉLOUAN Yves", "MARTIN Claire"]
    assert sorted(noms) == ["MARTIN Claire", "ÉLOUAN Yves"]


@pytest.mark.parametrize("adresse", [LISTE, f"{LISTE}?q=mar", "/annuaire/personnes/propositions/?role=tuteur"])
def test_trois_lignes_ne_coutent_pas_plus_qu_une(connecte, adresse):
    duval = fabriques.societe("Duval")
    client = connecte()

    def ajouter(rang: int) -> None:
        fiche = fabriques.personne(
            "Martin", f"Claire {rang}", roles=("tuteur",), employeur=duval, centre=fabriques.centre()
        )
        if rang:
            fabriques.dossier(beneficiaire=fiche)

    ajouter(0)
    client.get(adresse)
    pour_une = requetes(client, adresse)
    for rang in (1, 2):
        ajouter(rang)
    assert requetes(client, adresse) == pour_une


# ── Fiche ──


def test_ouvrir_la_fiche_note_la_consultation(connecte):
    fiche = fabriques.personne()
    client = connecte()
    for _ in range(2):
        client.get(f"{LISTE}{fiche.pk}/")
    assert Consultation.objects.filter(sujet_id=fiche.pk).count() == 1


def test_un_texte_de_droite_a_gauche_reste_chez_lui(connecte):
    fiche = fabriques.personne("علي", "محمد")
    assert "<bdi>علي محمد</bdi>" in page(connecte().get(f"{LISTE}{fiche.pk}/"))


def test_l_historique_dit_avant_et_apres(connecte):
    fiche = fabriques.personne(ville="Rennes")
    paul = fabriques.utilisateur("conseiller", prenom="Paul", nom="Henry")
    modifier_personne(par=paul, personne=fiche, version=1, donnees={"ville": "Bruz"})
    texte = page(connecte().get(f"{LISTE}{fiche.pk}/historique/"))
    assert "Personne modifiée" in texte
    assert "Paul Henry" in texte
    assert "<del>Rennes</del>" in texte
    assert "Bruz" in texte


# ── Création et modification ──


def test_creer_puis_relire(connecte):
    client = connecte()
    reponse = client.post(
        NOUVELLE,
        saisie(date_naissance="3/5/84", telephone_mobile="06 12 34 56 78", roles=["tuteur", "prescripteur"]),
    )
    fiche = Personne.objects.get()
    assert reponse.url == f"{LISTE}{fiche.pk}/"
    texte = page(client.get(reponse.url))
    for lu in (
        "03/05/1984",
        "06\u00a012\u00a034\u00a056\u00a078",
        "Prescripteur, Tuteur",
        "Fiche de MARTIN Claire créée.",
    ):
        assert lu in texte


def test_renvoyer_le_meme_formulaire_ne_cree_pas_deux_fiches(connecte):
    client = connecte()
    cle = re.search(r'name="cle_creation" value="([^"]+)"', page(client.get(NOUVELLE)))[1]
    for _ in range(2):
        assert client.post(NOUVELLE, saisie(cle_creation=cle)).status_code == 302
    assert Personne.objects.count() == 1


def test_modifier_puis_relire(connecte):
    fiche = fabriques.personne(ville="Rennes", roles=("tuteur",))
    client = connecte()
    adresse = f"{LISTE}{fiche.pk}/modifier/"
    assert 'value="Rennes"' in page(client.get(adresse))
    client.post(adresse, saisie(version=fiche.version, ville="Bruz", roles=["tuteur"]))
    assert "Bruz" in page(client.get(f"{LISTE}{fiche.pk}/"))


def test_deux_personnes_sur_la_meme_fiche(connecte):  # G1
    fiche = fabriques.personne(ville="Rennes")
    paul = fabriques.utilisateur("conseiller", prenom="Paul", nom="Henry")
    client = connecte()
    adresse = f"{LISTE}{fiche.pk}/modifier/"
    modifier_personne(par=paul, personne=fiche, version=1, donnees={"ville": "Bruz"})
    refus = client.post(adresse, saisie(version=1, ville="Vitré", commentaire="gardé"))
    texte = page(refus)
    assert refus.status_code == 422
    assert "Paul Henry a enregistré à" in texte
    assert "Bruz" in texte
    assert 'value="Vitré"' in texte
    assert "gardé" in texte
    assert client.post(adresse, saisie(version=2, ville="Vitré")).status_code == 302
    assert Personne.objects.get(pk=fiche.pk).ville == "Vitré"


# ── Saisies hostiles : rien n'est perdu, une phrase à côté du champ ──


@pytest.mark.parametrize(
    ("champ", "valeur", "phrase"),
    [
        ("nom", "", "Ce champ est obligatoire."),
        ("nom", "x" * 5000, "100 caractères au plus (vous en avez 5000)."),
        ("courriel", "claire martin@example.org", "Écrivez une adresse complète"),
        ("courriel", "claire", "Écrivez une adresse complète"),
        ("date_naissance", "31/02/1984", "Le 31/02/1984 n’existe pas."),
        ("date_naissance", "24/11/2199", "La date de naissance est dans l’avenir."),
        ("telephone_mobile", "12", "n’a pas le bon nombre de chiffres"),
        ("telephone_mobile", "abc", "Écrivez un numéro de téléphone"),
        ("employeur", "999999", "n’existe pas, ou n’est pas dans votre périmètre"),
        ("employeur", "9" * 40, "n’existe pas, ou n’est pas dans votre périmètre"),
        ("roles", "pirate", "Choisissez une des valeurs proposées."),
    ],
)
def test_une_valeur_refusee_se_dit_et_se_garde(connecte, champ, valeur, phrase):
    reponse = connecte().post(NOUVELLE, saisie(ville="Gardée", **{champ: valeur}))
    texte = page(reponse)
    assert reponse.status_code == 422
    assert phrase in texte
    assert 'value="Gardée"' in texte
    if champ in ("nom", "courriel", "date_naissance", "telephone_mobile"):
        assert f'value="{valeur}"' in texte or not valeur
    assert not Personne.objects.exists()


@pytest.mark.parametrize(
    "nom",
    ["O", "N’Guyen", "D'Arc", "李", "محمد", "👩‍🦰 Rousse", "Martin-Dupont de la Tour", "<b>Gras</b>", "{{ 7 }}"],
)
def test_un_nom_rare_se_garde_tel_quel(connecte, nom):
    client = connecte()
    adresse = client.post(NOUVELLE, saisie(nom=nom)).url
    assert Personne.objects.get().nom == nom
    texte = page(client.get(adresse))
    assert "<b>gras" not in texte.lower()
    assert client.get(f"{adresse}modifier/").status_code == 200


def test_un_nul_colle_est_retire(connecte):
    connecte().post(NOUVELLE, saisie(nom="Mar\x00tin", commentaire="a\x00b"))
    fiche = Personne.objects.get()
    assert (fiche.nom, fiche.commentaire) == ("Martin", "ab")


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30, "99"])
def test_une_version_forgee_ne_passe_pas(connecte, version):
    fiche = fabriques.personne()
    reponse = connecte().post(f"{LISTE}{fiche.pk}/modifier/", saisie(version=version, ville="Bruz"))
    assert reponse.status_code == 422
    assert Personne.objects.get(pk=fiche.pk).ville == ""
