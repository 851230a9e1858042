"""Créer une personne depuis une société et y revenir ; ses dossiers, ses filtres."""

import pytest

from jalon.annuaire.models import Personne, Rattachement
from jalon.annuaire.operations import creer_contact
from tests import fabriques

from .conftest import page

LISTE = "/annuaire/societes/"


@pytest.fixture
def duval(db):
    return fabriques.societe("Ateliers Duval SAS", "employeur")


def test_un_contact_se_cree_et_se_rattache_d_un_geste(connecte, duval):
    client, contacts = connecte(), f"{LISTE}{duval.pk}/contacts/"
    donnees = {
        "nom": "Petit", "prenom": "Julie", "fonction": "Responsable RH", "date_debut": "05/01/2026",
        "roles": ["gestionnaire", "tuteur"], "courriel": "Julie@example.org",
    }  # fmt: skip
    assert "Créer un contact" in page(client.get(contacts))
    assert client.post(f"{contacts}creer/", donnees).url == contacts
    lien = Rattachement.objects.get()
    assert (lien.societe, lien.fonction, str(lien.date_debut)) == (duval, "Responsable RH", "2026-01-05")
    assert (lien.personne.employeur, lien.personne.fonction) == (duval, "Responsable RH")
    assert {r.role for r in lien.personne.roles.all()} == {"gestionnaire", "tuteur"}
    texte = page(client.get(contacts))
    assert "PETIT Julie" in texte
    assert "depuis le 05/01/2026" in texte


def test_un_double_clic_ne_cree_qu_un_contact(connecte, duval):
    client, adresse = connecte(), f"{LISTE}{duval.pk}/contacts/creer/"
    donnees = {"nom": "Petit", "prenom": "Julie", "cle_creation": "6f1f5d0e-2f5b-4b3e-9a53-3b6f0f6c7a11"}
    for _ in range(2):
        assert client.post(adresse, donnees).status_code == 302
    assert (Personne.objects.count(), Rattachement.objects.count()) == (1, 1)


def test_dans_un_dialogue_on_revient_aux_contacts(connecte, duval):
    reponse = connecte().post(
        f"{LISTE}{duval.pk}/contacts/creer/", {"nom": "Petit", "prenom": "Julie"}, headers={"HX-Request": "true"}
    )
    assert reponse.status_code == 204
    assert reponse["HX-Redirect"] == f"{LISTE}{duval.pk}/contacts/"


def test_une_erreur_reste_dans_le_dialogue_et_rien_n_est_cree(connecte, duval):
    donnees = {"nom": "Petit", "prenom": "", "courriel": "julie @example.org", "date_debut": "31/02/2026"}
    reponse = connecte().post(f"{LISTE}{duval.pk}/contacts/creer/", donnees)
    texte = page(reponse)
    assert reponse.status_code == 422
    for phrase in ("Ce champ est obligatoire.", "Écrivez une adresse complète", "Le 31/02/2026 n’existe pas."):
        assert phrase in texte
    assert not Personne.objects.exists()


def test_qui_existe_deja_se_rattache_au_lieu_d_etre_cree(connecte, duval):
    julie, client = fabriques.personne("Petit", "Julie"), connecte()
    texte = page(
        client.post(f"/annuaire/personnes/doublons/?rattacher={duval.pk}", {"nom": "petit", "prenom": "julie"})
    )
    adresse = f"{LISTE}{duval.pk}/contacts/nouveau/?personne={julie.pk}"
    assert f'href="{adresse}"' in texte
    assert f'value="{julie.pk}" selected' in page(client.get(adresse))


@pytest.mark.parametrize("personne", ["x", "-1", "9" * 50, "999999", ""])
def test_une_personne_demandee_absurde_n_est_pas_choisie(connecte, duval, personne):
    reponse = connecte().get(f"{LISTE}{duval.pk}/contacts/nouveau/?personne={personne}")
    assert reponse.status_code == 200
    assert "selected" not in page(reponse).partition("<form")[2].partition("</form>")[0]


def test_creer_un_contact_demande_le_droit_d_ecrire(connecte, duval):
    client, adresse = connecte("consultation"), f"{LISTE}{duval.pk}/contacts/creer/"
    assert client.get(adresse).status_code == 403
    assert client.post(adresse, {"nom": "Petit", "prenom": "Julie"}).status_code == 403
    assert "Créer un contact" not in page(client.get(f"{LISTE}{duval.pk}/contacts/"))


def test_une_personne_deja_rattachee_ne_l_est_pas_deux_fois(duval):
    cle = "6f1f5d0e-2f5b-4b3e-9a53-3b6f0f6c7a12"
    paul, donnees = fabriques.utilisateur(), {"nom": "Petit", "prenom": "Julie", "fonction": "RH"}
    premier = creer_contact(par=paul, societe=duval, donnees=donnees, cle_creation=cle)
    assert creer_contact(par=paul, societe=duval, donnees=donnees, cle_creation=cle) == premier


# ── Filtres, colonnes, dossiers ──


def test_la_liste_filtre_les_entites_publiques(connecte, duval):
    fabriques.societe("Mairie d’Essai", is_publique=True)
    client = connecte()
    assert "Mairie" in page(client.get(f"{LISTE}?publique=oui"))
    assert "Duval" not in page(client.get(f"{LISTE}?publique=oui"))
    assert "Duval" in page(client.get(f"{LISTE}?publique=non"))


def test_les_dossiers_d_une_societe_ceux_que_l_on_voit_seulement(connecte, deux_equipes):
    from jalon.dossiers.models import Dossier

    sien = Dossier.objects.get(beneficiaire=deux_equipes.claire)
    ailleurs = Dossier.objects.get(beneficiaire=deux_equipes.jade)
    for dossier in (sien, ailleurs):
        dossier.employeur = dossier.donneur_ordre = deux_equipes.duval
        dossier.save()
    client = connecte(deux_equipes.paul)
    texte = page(client.get(f"{LISTE}{deux_equipes.duval.pk}/dossiers/"))
    assert sien.numero in texte
    assert ailleurs.numero not in texte
    assert "Employeur, Donneur d’ordre" in texte
    assert "Duval" in page(client.get(f"{LISTE}?dossiers=oui"))
    assert "Duval" not in page(client.get(f"{LISTE}?dossiers=non"))
    sien.employeur = sien.donneur_ordre = None
    sien.save()
    assert "Duval" not in page(client.get(f"{LISTE}?dossiers=oui"))
    assert "Aucun dossier" in page(client.get(f"{LISTE}{deux_equipes.duval.pk}/dossiers/"))


def test_les_colonnes_au_choix_s_exportent(connecte, duval):
    fabriques.societe("Mairie d’Essai", is_publique=True, code_service="SRV-1", numero_tva="FR40303265045")
    client = connecte("gestionnaire")
    reponse = client.post("/listes/societes/exporter/", {"forme": "csv", "colonnes": "toutes", "retour": LISTE})
    entete, *lignes = b"".join(reponse.streaming_content).decode("utf-8-sig").splitlines()
    assert {"tva", "naf", "forme", "facturation", "delai", "code_service"} <= set(entete.split(";"))
    assert any("SRV-1" in ligne and "40" in ligne for ligne in lignes)
