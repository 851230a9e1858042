"""Écrans des sociétés : liste, fiche, contacts, SIRET, rattachements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.annuaire.models import Rattachement, Societe
from jalon.annuaire.operations import modifier_societe, rattacher
from tests import fabriques

from .conftest import page

LISTE, NOUVELLE = "/annuaire/societes/", "/annuaire/societes/nouvelle/"


def saisie(**champs) -> dict:
    return {"version": "0", "raison_sociale": "Ateliers Duval SAS", **champs}


@pytest.fixture
def duval(db) -> Societe:
    return fabriques.societe("Ateliers Duval SAS", "employeur", siret="73282932000074", ville="Rennes")


@pytest.mark.parametrize("profil", ["conseiller", "consultation"])
def test_lire_et_ecrire_selon_le_profil(connecte, duval, profil):
    client = connecte(profil)
    ecrit = profil != "consultation"
    assert (f'href="{NOUVELLE}"' in page(client.get(LISTE))) is ecrit
    for suite in ("", "contacts/", "historique/"):
        assert client.get(f"{LISTE}{duval.pk}/{suite}").status_code == 200
    for adresse in (NOUVELLE, f"{LISTE}{duval.pk}/modifier/", f"{LISTE}{duval.pk}/contacts/nouveau/"):
        assert client.get(adresse).status_code == (200 if ecrit else 403)


@pytest.mark.parametrize("pk", ["999999", "99999999999999999999999"])
def test_une_societe_absente_est_introuvable(connecte, pk):
    for suite in ("", "modifier/", "contacts/", "historique/", "choisir/", "contacts/nouveau/"):
        assert connecte().get(f"{LISTE}{pk}/{suite}").status_code == 404


@pytest.mark.parametrize(
    "requete", ["q=duv", "q=732 829 320", "q=rennes", "q=Forges", "type=employeur", "type=employeur&type=client"]
)
def test_la_liste_cherche_et_filtre(connecte, duval, requete):
    duval.anciens_noms = "Forges de l’Ouest"
    duval.save()
    fabriques.societe("Opco Inventé", "financeur")
    texte = page(connecte().get(f"{LISTE}?{requete}"))
    assert "1 société" in texte
    assert "Ateliers Duval" in texte


def test_creer_puis_relire(connecte):
    client = connecte()
    reponse = client.post(NOUVELLE, saisie(siret="732 829 320 00074", types=["client", "employeur"]))
    fiche = Societe.objects.get()
    assert (fiche.siret, fiche.siren) == ("73282932000074", "732829320")
    texte = page(client.get(reponse.url))
    assert "Client, Employeur" in texte
    assert "732\u00a0829\u00a0320\u00a000074" in texte


def test_un_siren_seul_se_garde(connecte):
    connecte().post(NOUVELLE, saisie(siret="732829320"))
    fiche = Societe.objects.get()
    assert (fiche.siret, fiche.siren) == ("", "732829320")


def test_effacer_le_siret_efface_aussi_le_siren(connecte, duval):
    connecte().post(f"{LISTE}{duval.pk}/modifier/", saisie(version=duval.version, siret=""))
    fiche = Societe.objects.get(pk=duval.pk)
    assert (fiche.siret, fiche.siren) == ("", "")


@pytest.mark.parametrize(
    ("siret", "phrase"),
    [
        ("73282932000075", "Ce SIRET n’existe pas"),
        ("7328293200007", "vous en avez écrit 13"),
        ("abc", "que des chiffres"),
        ("1" * 5000, "vous en avez écrit 5000"),
    ],
)
def test_un_siret_faux_se_dit_et_se_garde(connecte, siret, phrase):
    reponse = connecte().post(NOUVELLE, saisie(siret=siret))
    assert reponse.status_code == 422
    assert phrase in page(reponse)
    assert f'value="{siret}"' in page(reponse) or len(siret) == 14
    assert not Societe.objects.exists()


PUBLIQUE = {
    "numero_tva": "fr 40 303 265 045",
    "code_naf": "8412z",
    "forme_juridique": "Établissement public",
    "delai_paiement": "45",
    "is_publique": "on",
    "code_service": "SRV-12",
    "is_engagement_obligatoire": "on",
    "adresse": "1 place de l’Essai",
    "adresse_facturation": "2 rue des Comptes",
    "code_postal_facturation": "35000",
    "ville_facturation": "Rennes",
}


def test_tva_naf_facturation_et_entite_publique_se_relisent(connecte):
    client = connecte()
    texte = page(client.get(client.post(NOUVELLE, saisie(**PUBLIQUE)).url))
    for valeur in (
        "FR\u00a040\u00a0303265045", "84.12Z", "Établissement public", "45 jours", "SRV-12", "obligatoire",
        "2 rue des Comptes, 35000 Rennes",
    ):  # fmt: skip
        assert valeur in texte, valeur
    assert "1 société" in page(client.get(f"{LISTE}?q=FR40303265045"))


def test_sans_accord_le_delai_est_celui_de_la_loi(connecte, duval):
    texte = page(connecte().get(f"{LISTE}{duval.pk}/"))
    assert "30 jours" in texte
    assert "sans accord, la règle" in texte


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"delai_paiement": "61"}, "La loi limite le délai de paiement à 60 jours"),
        ({"code_service": "SRV"}, "ne concernent qu’une entité publique"),
        ({"is_engagement_obligatoire": "on"}, "ne concernent qu’une entité publique"),
        ({"numero_tva": "FR41303265045"}, "Ce numéro de TVA n’existe pas"),
        ({"code_naf": "abc"}, "quatre chiffres et une lettre"),
        ({"delai_paiement": "9" * 40}, "La loi limite"),
        ({"delai_paiement": "-1"}, "Le minimum est 0."),
    ],
)
def test_une_valeur_de_facturation_fausse_se_dit_et_se_garde(connecte, champs, phrase):
    reponse = connecte().post(NOUVELLE, saisie(**champs))
    assert reponse.status_code == 422
    assert phrase in page(reponse)
    assert not Societe.objects.exists()


def test_un_centre_desactive_pendant_la_saisie_se_dit(connecte):
    client, nantes = connecte(), fabriques.centre("nantes")
    client.get(NOUVELLE)
    nantes.is_active = False
    nantes.save()
    reponse = client.post(NOUVELLE, saisie(centre=nantes.pk, ville="Vitré"))
    assert reponse.status_code == 422
    assert "Ce centre n’est plus proposé : choisissez-en un autre." in page(reponse)
    assert 'value="Vitré"' in page(reponse)


def test_deux_personnes_sur_la_meme_societe(connecte, duval):  # G1
    paul = fabriques.utilisateur("conseiller", prenom="Paul", nom="Henry")
    modifier_societe(par=paul, societe=duval, version=1, donnees={"ville": "Bruz"})
    refus = connecte().post(f"{LISTE}{duval.pk}/modifier/", saisie(version=1, ville="Vitré"))
    assert refus.status_code == 422
    assert "Paul Henry a enregistré à" in page(refus)


# ── Contacts ──


def test_les_contacts_en_cours_viennent_d_abord(connecte, duval):
    paul = fabriques.utilisateur("conseiller")
    parti, present = fabriques.personne("Parti", "Jean"), fabriques.personne("Present", "Anne")
    rattacher(par=paul, personne=parti, societe=duval, date_debut=date(2024, 1, 1), date_fin=date(2025, 1, 1))
    rattacher(par=paul, personne=present, societe=duval, fonction="Tutrice", date_debut=date(2020, 1, 1))
    texte = page(connecte().get(f"{LISTE}{duval.pk}/contacts/"))
    assert texte.index("PRESENT") < texte.index("PARTI")
    assert "depuis le 01/01/2020" in texte
    assert "du 01/01/2024 au 01/01/2025" in texte


def test_trois_contacts_ne_coutent_pas_plus_qu_un(connecte, duval):
    paul = fabriques.utilisateur("conseiller")
    client = connecte()
    adresse = f"{LISTE}{duval.pk}/contacts/"

    def compter() -> int:
        with CaptureQueriesContext(connection) as captees:
            client.get(adresse)
        return len(captees)

    rattacher(par=paul, personne=fabriques.personne("Un", "A"), societe=duval)
    client.get(adresse)
    pour_un = compter()
    for nom in ("Deux", "Trois"):
        rattacher(par=paul, personne=fabriques.personne(nom, "A"), societe=duval)
    assert compter() == pour_un


def test_la_societe_dit_combien_de_personnes_elle_emploie(connecte, duval):
    fabriques.personne(employeur=duval)
    texte = page(connecte().get(f"{LISTE}{duval.pk}/contacts/"))
    assert "Une personne de l’annuaire a cette société pour employeur" in texte
    assert f"/annuaire/personnes/?societe={duval.pk}" in texte


def test_rattacher_modifier_retirer(connecte, duval):
    claire, client = fabriques.personne(), connecte()
    contacts = f"{LISTE}{duval.pk}/contacts/"
    donnees = {"personne": claire.pk, "fonction": "Tutrice", "date_debut": "05/01/2026"}
    assert client.post(f"{contacts}nouveau/", donnees).url == contacts
    lien = Rattachement.objects.get()
    assert client.post(f"{contacts}{lien.pk}/", {"fonction": "RH", "date_fin": "30/06/2026"}).url == contacts
    lien.refresh_from_db()
    assert (lien.fonction, lien.date_debut, lien.date_fin) == ("RH", None, date(2026, 6, 30))
    assert client.get(f"{contacts}{lien.pk}/retirer/").status_code == 405
    assert client.post(f"{contacts}{lien.pk}/retirer/").url == contacts
    assert not Rattachement.objects.exists()


def test_rattacher_dans_un_dialogue_recharge_la_page(connecte, duval):
    reponse = connecte().post(
        f"{LISTE}{duval.pk}/contacts/nouveau/",
        {"personne": fabriques.personne().pk},
        headers={"HX-Request": "true"},
    )
    assert reponse.status_code == 204
    assert reponse["HX-Redirect"] == f"{LISTE}{duval.pk}/contacts/"


def test_un_rattachement_qui_finit_avant_son_debut_se_dit(connecte, duval):
    donnees = {"personne": fabriques.personne().pk, "date_debut": "02/01/2026", "date_fin": "01/01/2026"}
    reponse = connecte().post(f"{LISTE}{duval.pk}/contacts/nouveau/", donnees)
    assert reponse.status_code == 422
    assert "La fin du rattachement précède son début." in page(reponse)


def test_le_rattachement_d_une_autre_societe_est_introuvable(connecte, duval):
    autre = fabriques.societe("Autre")
    lien = rattacher(par=fabriques.utilisateur(), personne=fabriques.personne(), societe=autre)
    client = connecte()
    assert client.get(f"{LISTE}{duval.pk}/contacts/{lien.pk}/").status_code == 404
    assert client.post(f"{LISTE}{duval.pk}/contacts/{lien.pk}/retirer/").status_code == 404
    assert Rattachement.objects.filter(pk=lien.pk).exists()
