"""L'onglet Contacts d'une personne, et les blocs de champs qui suivent ses rôles."""

from datetime import date

import pytest

from jalon.annuaire.models import Rattachement
from jalon.annuaire.operations import rattacher
from tests import fabriques

from .conftest import page

NOUVELLE = "/annuaire/personnes/nouvelle/"


@pytest.fixture
def admin(db):
    return fabriques.utilisateur("administrateur")


def test_une_personne_se_rattache_depuis_sa_fiche_et_la_societe_le_montre(admin, connecte):
    claire, duval = fabriques.personne(), fabriques.societe("Ateliers Duval", telephone="+33199000000")
    client, adresse = connecte(admin), f"/annuaire/personnes/{claire.pk}/contacts/"
    assert "Aucune société" in page(client.get(adresse))
    assert "Rattacher MARTIN Claire à une société" in page(client.get(f"{adresse}nouveau/"))
    saisie = {"societe": duval.pk, "fonction": "Cheffe d’atelier", "date_debut": "02/01/2026"}
    refusee = client.post(f"{adresse}nouveau/", {**saisie, "date_fin": "01/01/2026"})
    assert "La fin du rattachement précède son début." in page(refusee)
    assert client.post(f"{adresse}nouveau/", saisie).url == adresse
    lisible = page(client.get(adresse)).replace("\xa0", " ").replace("\u202f", " ")
    for mot in ("Ateliers Duval", "Cheffe d’atelier", "depuis le 02/01/2026", "01 99 00 00 00"):
        assert mot in lisible, mot
    assert "MARTIN Claire" in page(client.get(f"/annuaire/societes/{duval.pk}/contacts/"))

    lien = Rattachement.objects.get()
    assert client.get(f"{adresse}{lien.pk}/").status_code == 200
    client.post(f"{adresse}{lien.pk}/", {"fonction": "Directrice", "date_fin": "01/06/2026"})
    lien.refresh_from_db()
    assert (lien.fonction, lien.date_fin, lien.societe) == ("Directrice", date(2026, 6, 1), duval)
    client.post(f"{adresse}{lien.pk}/retirer/")
    assert not Rattachement.objects.exists()


def test_le_lien_d_une_autre_personne_est_introuvable(admin, connecte):
    claire, luc = fabriques.personne(), fabriques.personne("Durand", "Luc")
    lien = rattacher(par=admin, personne=luc, societe=fabriques.societe())
    client = connecte(admin)
    assert client.get(f"/annuaire/personnes/{claire.pk}/contacts/{lien.pk}/").status_code == 404
    assert client.post(f"/annuaire/personnes/{claire.pk}/contacts/{lien.pk}/retirer/").status_code == 404


def test_hors_du_perimetre_l_onglet_n_existe_pas(deux_equipes, connecte):
    client, adresse = connecte(deux_equipes.paul), f"/annuaire/personnes/{deux_equipes.jade.pk}/"
    assert client.get(f"{adresse}contacts/").status_code == 403
    assert f'href="{adresse}contacts/"' not in page(client.get(adresse))


# ── Blocs par rôle ──


def test_chaque_role_ouvre_son_bloc_sur_la_fiche(admin, connecte):
    client = connecte(admin)
    for role, montre, tait in (
        ("beneficiaire", 'id="beneficiaire"', 'id="equipe"'),
        ("intervenant", 'id="equipe"', 'id="beneficiaire"'),
        ("personnel", 'id="equipe"', 'id="beneficiaire"'),
    ):
        texte = page(client.get(f"/annuaire/personnes/{fabriques.personne(roles=(role,)).pk}/"))
        assert montre in texte, role
        assert tait not in texte, role


def test_une_valeur_reste_lisible_quand_son_role_est_parti(admin, connecte):
    fiche = fabriques.personne(roles=("tuteur",), diplomes="Master de psychologie\nTitre RNCP")
    client = connecte(admin)
    texte = page(client.get(f"/annuaire/personnes/{fiche.pk}/"))
    assert "Master de psychologie<br>Titre RNCP" in texte
    formulaire = page(client.get(f"/annuaire/personnes/{fiche.pk}/modifier/"))
    assert "a-bloc--equipe a-bloc--rempli" in formulaire
    assert "a-bloc--suivi a-bloc--rempli" not in formulaire


def test_les_champs_de_tous_les_blocs_s_enregistrent(connecte):
    client = connecte()
    saisie = {
        "nom": "Martin",
        "prenom": "Claire",
        "roles": ["beneficiaire", "intervenant"],
        "situation_professionnelle": "En recherche d’emploi",
        "identifiant_france_travail": "1234567A",
        "diplomes": "Master",
        "titres": "Titre RNCP",
        "references": "Dix ans de bilans",
    }
    reponse = client.post(NOUVELLE, saisie, follow=True)
    texte = page(reponse)
    for mot in ("En recherche d’emploi", "1234567A", "Master", "Titre RNCP", "Dix ans de bilans"):
        assert mot in texte, mot
