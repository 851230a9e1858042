"""Les étiquettes : posées, créées à la volée par qui en a le droit, filtrables, gérées dans Admin."""

import pytest

from jalon.annuaire.models import Etiquette, Personne
from jalon.annuaire.operations import creer_etiquette, creer_personne, modifier_personne
from jalon.journal.models import Entree
from jalon.prestations.operations import basculer_valeur, supprimer_valeur
from jalon.socle.erreurs import AccesRefuse, Refus
from tests import fabriques

from .conftest import page
from .test_filtres import noms

deux_moteurs = pytest.mark.deux_moteurs
NOUVELLE = "/annuaire/personnes/nouvelle/"


@pytest.fixture
def admin(db):
    return fabriques.utilisateur("administrateur")


@pytest.fixture
def salon(admin):
    return creer_etiquette(par=admin, libelle="Salon 2026")


@deux_moteurs
def test_poser_et_retirer_se_lit_dans_l_historique(admin, salon):
    claire = creer_personne(par=admin, donnees={"nom": "Martin", "prenom": "Claire"}, etiquettes=[salon.pk])
    modifier_personne(
        par=admin,
        personne=claire,
        version=claire.version,
        donnees={},
        etiquettes=[],
        nouvelle_etiquette="À revoir",
    )
    assert [str(e) for e in claire.etiquettes.all()] == ["À revoir"]
    derniere = Entree.objects.du_sujet(claire).first()
    assert derniere.changements == [
        {"champ": "etiquettes", "libelle": "Étiquettes", "avant": "Salon 2026", "apres": "À revoir"}
    ]


@deux_moteurs
def test_une_etiquette_du_meme_nom_se_reprend_sans_casse(admin, salon):
    assert creer_etiquette(par=admin, libelle="  salon   2026 ") == salon
    assert Etiquette.objects.count() == 1


def test_creer_une_etiquette_demande_le_droit_des_listes(admin, salon):
    conseiller = fabriques.utilisateur("conseiller")
    with pytest.raises(AccesRefuse):
        creer_etiquette(par=conseiller, libelle="La mienne")
    donnees = {"nom": "Martin", "prenom": "Claire"}
    assert creer_personne(par=conseiller, donnees=donnees, etiquettes=[salon.pk]).etiquettes.count() == 1


def test_une_etiquette_desactivee_reste_ou_elle_est_et_ne_s_ajoute_plus(admin, salon):
    claire = creer_personne(par=admin, donnees={"nom": "Martin", "prenom": "Claire"}, etiquettes=[salon.pk])
    basculer_valeur(par=admin, valeur=salon, is_active=False)
    lue = claire.version
    modifier_personne(par=admin, personne=claire, version=lue, donnees={"prenom": "Clara"}, etiquettes=[salon.pk])
    assert claire.etiquettes.get() == salon
    luc = creer_personne(par=admin, donnees={"nom": "Durand", "prenom": "Luc"}, etiquettes=[salon.pk])
    assert not luc.etiquettes.exists()
    with pytest.raises(Refus, match="désactivée"):
        creer_etiquette(par=admin, libelle="salon 2026")


def test_une_etiquette_posee_ne_se_supprime_pas(admin, salon):
    creer_personne(par=admin, donnees={"nom": "Martin", "prenom": "Claire"}, etiquettes=[salon.pk])
    with pytest.raises(Refus, match="1 personne"):
        supprimer_valeur(par=admin, valeur=salon)


@deux_moteurs
def test_la_liste_se_filtre_par_etiquette_la_ou_elle_se_voit(deux_equipes, admin, salon):
    for cle in ("claire", "jade"):
        getattr(deux_equipes, cle).etiquettes.add(salon)
    assert noms(f"etiquette={salon.pk}", admin) == ["MARTIN Claire", "MOREAU Jade"]
    assert noms(f"etiquette={salon.pk}", deux_equipes.paul) == ["MARTIN Claire"]


@pytest.mark.parametrize(("profil", "cree"), [("administrateur", True), ("conseiller", False)])
def test_le_formulaire_cree_une_etiquette_pour_qui_en_a_le_droit(connecte, salon, profil, cree):
    client = connecte(profil)
    assert ("Nouvelle étiquette" in page(client.get(NOUVELLE))) is cree
    donnees = {"nom": "Martin", "prenom": "Claire", "etiquettes": salon.pk, "nouvelle_etiquette": "Fidèle"}
    assert client.post(NOUVELLE, donnees).status_code == 302
    fiche = Personne.objects.get()
    assert sorted(str(e) for e in fiche.etiquettes.all()) == (["Fidèle"] if cree else []) + ["Salon 2026"]
    adresse = f"/annuaire/personnes/{fiche.pk}/"
    assert f"?etiquette={salon.pk}" in page(client.get(adresse))
    assert page(client.get(f"{adresse}modifier/")).count(" checked") >= 1
    assert client.post(NOUVELLE, {**donnees, "etiquettes": "999999"}).status_code == 422


def test_admin_montre_la_liste_des_etiquettes(connecte, salon):
    texte = page(connecte("administrateur").get("/admin/etiquettes/"))
    assert "Salon 2026" in texte
