"""Ouvrir un dossier : un bénéficiaire et une prestation suffisent (H1)."""

from uuid import uuid4

import pytest
from django.utils import timezone

from jalon.annuaire.enums import RolePersonne
from jalon.dossiers.enums import MotifAcces, Statut
from jalon.dossiers.models import AccesDossier, Dossier
from jalon.dossiers.operations import ouvrir_dossier
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.structure.models import Reglages
from tests.fabriques import beneficiaire, centre, dossier, personne, prestation, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


def acces(dossier: Dossier) -> set[tuple[str, int]]:
    return set(AccesDossier.objects.filter(dossier=dossier).values_list("motif", "utilisateur"))


def test_un_beneficiaire_et_une_prestation_suffisent():  # H1
    ouvert = dossier(utilisateur("responsable"))
    assert ouvert.statut == Statut.PREVISIONNEL
    assert ouvert.statut_pourquoi == "Prévisionnel : ni entrée ni présence à ce jour"
    assert ouvert.numero == f"{timezone.localdate().year}-000001"


def test_le_numero_suit_le_format_de_la_maison():
    Reglages.objects.create(pk=1, format_numero="D{annee}/{numero:04d}")
    annee = timezone.localdate().year
    assert [dossier().numero, dossier().numero] == [f"D{annee}/0001", f"D{annee}/0002"]


def test_un_conseiller_est_le_referent_de_ce_qu_il_ouvre_dans_son_centre():
    paul = utilisateur("conseiller", centre=centre("rennes"))
    ouvert = dossier(paul)
    assert (ouvert.conseiller, ouvert.gestionnaire, ouvert.centre) == (paul, None, centre("rennes"))
    assert acces(ouvert) == {(MotifAcces.CONSEILLER, paul.pk)}


def test_un_gestionnaire_gere_ce_qu_il_ouvre():
    sophie = utilisateur("gestionnaire", centre=centre("nantes"))
    ouvert = dossier(sophie)
    assert (ouvert.conseiller, ouvert.gestionnaire, ouvert.centre) == (None, sophie, centre("nantes"))
    assert acces(ouvert) == {(MotifAcces.GESTIONNAIRE, sophie.pk)}


def test_ce_que_l_on_choisit_l_emporte_sur_les_valeurs_par_defaut():
    paul, awa = utilisateur("conseiller", centre=centre("rennes")), utilisateur("conseiller")
    ouvert = dossier(paul, donnees={"conseiller": awa, "centre": centre("nantes")})
    assert (ouvert.conseiller, ouvert.centre) == (awa, centre("nantes"))
    assert acces(ouvert) == {(MotifAcces.CONSEILLER, awa.pk)}


def test_un_responsable_qui_ouvre_n_est_ni_referent_ni_gestionnaire():
    ouvert = dossier(utilisateur("responsable"))
    assert (ouvert.conseiller, ouvert.gestionnaire) == (None, None)
    assert acces(ouvert) == set()


def test_la_personne_devient_beneficiaire():
    claire = personne()
    dossier(beneficiaire=claire)
    assert [role.role for role in claire.roles.all()] == [RolePersonne.BENEFICIAIRE]


def test_un_double_clic_rend_le_dossier_deja_ouvert():
    paul, cle = utilisateur("conseiller"), uuid4()
    options = {"par": paul, "beneficiaire": beneficiaire(), "prestation": prestation(), "cle_creation": cle}
    premier, second = ouvrir_dossier(**options), ouvrir_dossier(**options)
    assert premier == second
    assert Dossier.objects.count() == 1


def test_deux_dossiers_de_la_meme_personne_sont_permis():
    claire, bilan = beneficiaire(), prestation()
    dossier(beneficiaire=claire, prestation=bilan)
    assert dossier(beneficiaire=claire, prestation=bilan).pk


def test_une_prestation_retiree_du_catalogue_est_refusee_a_cote_du_champ():
    with pytest.raises(Refus, match="n’est plus proposée") as refus:
        dossier(prestation=prestation(is_active=False))
    assert refus.value.champ == "prestation"
    assert not Dossier.objects.exists()


def test_sans_le_droit_d_ecrire_rien_ne_s_ouvre():
    with pytest.raises(AccesRefuse):
        dossier(utilisateur("consultation"))
    assert not Dossier.objects.exists()


def test_l_ouverture_s_inscrit_au_journal_avec_ce_qui_a_ete_choisi():
    paul = utilisateur("conseiller", prenom="Paul", nom="Henry", centre=centre("rennes"))
    entrees = Entree.objects.du_sujet(dossier(paul))
    assert [(e.libelle, e.auteur_libelle) for e in entrees] == [("Dossier ouvert", "Paul Henry")]
    assert {c["champ"]: c["apres"] for c in entrees[0].changements} == {
        "centre": "Rennes",
        "conseiller": "Paul Henry",
    }


def test_le_dossier_se_cherche_par_numero_court_nom_et_prenom():  # A2
    ouvert = dossier(beneficiaire=beneficiaire("Étienne", "Maud", nom_naissance="Le Floc’h"))
    for mot in ("etienne", "maud", "000001", "1"):
        assert f" {mot}" in ouvert.texte_recherche
