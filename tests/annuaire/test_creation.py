"""Créer à la volée : rôle ou type posé d'office, doublons montrés, fiche choisie dans le champ d'origine."""

import json

import pytest

from jalon.annuaire.models import Personne, Societe
from tests import fabriques

from .conftest import page

HTMX = {"HX-Request": "true", "HX-Target": "dialogue"}
PERSONNE, SOCIETE = "/annuaire/personnes/creer/", "/annuaire/societes/creer/"


def choisie(reponse) -> dict:
    assert reponse.status_code == 204
    return json.loads(reponse["HX-Trigger"])["jalon:cree"]


def test_le_dialogue_reprend_le_nom_tape_et_dit_le_role(connecte):
    reponse = connecte().get(f"{PERSONNE}?role=prescripteur&nom=MARTIN Claire", headers=HTMX)
    texte = page(reponse)
    assert "<html" not in texte
    assert 'value="MARTIN"' in texte
    assert 'value="Claire"' in texte
    assert "Le rôle « Prescripteur » lui sera donné" in texte
    assert "role=prescripteur" in texte  # le renvoi garde le rôle


def test_creer_choisit_la_fiche_et_pose_le_role(connecte):
    reponse = connecte().post(f"{PERSONNE}?role=tuteur", {"nom": "Martin", "prenom": "Claire"}, headers=HTMX)
    fiche = Personne.objects.get()
    assert choisie(reponse) == {"value": fiche.pk, "text": "MARTIN Claire"}
    assert [r.role for r in fiche.roles.all()] == ["tuteur"]


def test_creer_une_societe_pose_le_type(connecte):
    reponse = connecte().post(f"{SOCIETE}?type=employeur", {"raison_sociale": "Duval"}, headers=HTMX)
    fiche = Societe.objects.get()
    assert choisie(reponse) == {"value": fiche.pk, "text": "Duval"}
    assert [t.type for t in fiche.types.all()] == ["employeur"]


def test_creer_un_financeur_rend_sa_cle(connecte):
    reponse = connecte().post(
        f"{SOCIETE}?type=financeur&pour=financeur", {"raison_sociale": "Opco Inventé"}, headers=HTMX
    )
    assert choisie(reponse)["value"] == f"s{Societe.objects.get().pk}"


def test_sans_script_on_arrive_sur_la_fiche(connecte):
    client = connecte()
    assert "<html" in page(client.get(PERSONNE))
    reponse = client.post(PERSONNE, {"nom": "Martin", "prenom": "Claire"})
    assert reponse.url == f"/annuaire/personnes/{Personne.objects.get().pk}/"


def test_une_erreur_reste_dans_le_dialogue(connecte):
    reponse = connecte().post(PERSONNE, {"nom": "Martin", "prenom": "", "courriel": "x y"}, headers=HTMX)
    texte = page(reponse)
    assert reponse.status_code == 422
    assert "Ce champ est obligatoire." in texte
    assert 'value="x y"' in texte
    assert not Personne.objects.exists()


@pytest.mark.parametrize("adresse", [PERSONNE, SOCIETE])
@pytest.mark.parametrize("valeur", ["pirate", "", "x" * 5000])
def test_un_role_ou_un_type_inconnu_ne_pose_rien(connecte, adresse, valeur):
    client = connecte()
    donnees = {"nom": "Martin", "prenom": "Claire", "raison_sociale": "Duval"}
    assert client.get(adresse, {"role": valeur, "type": valeur, "nom": "é" * 3000}).status_code == 200
    assert client.post(f"{adresse}?role={valeur}&type={valeur}", donnees, headers=HTMX).status_code == 204
    fiches = [*Personne.objects.all(), *Societe.objects.all()]
    assert [list((f.roles if isinstance(f, Personne) else f.types).all()) for f in fiches] == [[]]


def test_creer_demande_le_droit_d_ecrire(connecte):
    client = connecte("consultation")
    for adresse in (PERSONNE, SOCIETE):
        assert client.get(adresse).status_code == 403
        assert client.post(adresse, {"nom": "M", "prenom": "C", "raison_sociale": "D"}).status_code == 403


# ── Doublons pendant la saisie ──


def doublons(client, quoi: str = "personnes", requete: str = "", **saisie) -> str:
    return page(client.post(f"/annuaire/{quoi}/doublons/{requete}", saisie))


def test_un_doublon_se_montre_avec_son_motif(connecte):
    fiche = fabriques.personne("Martin", "Claire", courriel="claire@example.org", ville="Rennes")
    texte = doublons(connecte(), nom="màrtin", prenom="CLAIRE", courriel="claire@example.org")
    assert "MARTIN Claire" in texte
    assert "même nom, même courriel" in texte
    assert f"/annuaire/personnes/{fiche.pk}/" in texte
    assert "Choisir cette fiche" not in texte


def test_dans_un_dialogue_le_doublon_se_choisit(connecte):
    fiche = fabriques.personne("Martin", "Claire")
    client = connecte()
    texte = doublons(client, requete="?choisir=1&pour=financeur", nom="Claire", prenom="Martin")
    assert f"/annuaire/personnes/{fiche.pk}/choisir/?pour=financeur" in texte
    reponse = client.get(f"/annuaire/personnes/{fiche.pk}/choisir/?pour=financeur", headers=HTMX)
    assert choisie(reponse) == {"value": f"p{fiche.pk}", "text": "MARTIN Claire"}


def test_la_fiche_que_l_on_modifie_n_est_pas_son_doublon(connecte):
    fiche = fabriques.personne("Martin", "Claire")
    assert "MARTIN" not in doublons(connecte(), requete=f"?sauf={fiche.pk}", nom="Martin", prenom="Claire")


@pytest.mark.parametrize("sauf", ["x", "-1", "9" * 50, "٣"])
def test_une_fiche_exclue_absurde_n_exclut_rien(connecte, sauf):
    fabriques.personne("Martin", "Claire")
    assert "MARTIN Claire" in doublons(connecte(), requete=f"?sauf={sauf}", nom="Martin", prenom="Claire")


def test_une_saisie_pas_encore_juste_ne_derange_pas(connecte):
    fabriques.personne("Martin", "Claire")
    client = connecte()
    for saisie in (
        {},
        {"nom": "M"},
        {"courriel": "cl"},
        {"telephone_mobile": "06"},
        {"nom": "\x00", "prenom": "🙂"},
    ):
        assert doublons(client, **saisie).strip() == ""


def test_une_societe_se_reconnait_par_son_siret_ou_son_nom(connecte):
    fabriques.societe("Ateliers Duval SAS", siret="73282932000074", anciens_noms="Forges de l’Ouest, Duval Frères")
    client = connecte()
    assert "même SIRET" in doublons(client, "societes", siret="732 829 320 00074")
    assert "même SIREN" in doublons(client, "societes", siret="732829320")
    for nom in ("ateliers duval", "Ateliers Duval, S.A.S.", "forges de l'ouest"):
        assert "même nom" in doublons(client, "societes", raison_sociale=nom), nom
    assert doublons(client, "societes", raison_sociale="Duval").strip() == ""


def test_les_doublons_ne_se_demandent_pas_par_une_adresse(connecte):
    """Un courriel ou un téléphone n'a pas sa place dans une adresse : le serveur la garderait."""
    client = connecte()
    for quoi in ("personnes", "societes"):
        assert client.get(f"/annuaire/{quoi}/doublons/").status_code == 405
