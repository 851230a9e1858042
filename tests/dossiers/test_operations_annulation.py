"""Annuler un dossier ouvert par erreur, et le restaurer (domaine, « Dossier »)."""

import pytest

from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import annuler_dossier, modifier_objectifs, restaurer_dossier
from jalon.dossiers.queries import deja_ouvert, dossiers_de
from jalon.dossiers.registres import OBSTACLES_ANNULATION, Obstacle
from jalon.dossiers.sources import chercher_dossiers
from jalon.journal.models import Entree
from jalon.socle.erreurs import Refus
from tests import fabriques

pytestmark = pytest.mark.django_db


@pytest.fixture
def conseiller():
    return fabriques.utilisateur("conseiller")


@pytest.fixture
def annule(conseiller):
    return annuler_dossier(par=conseiller, dossier=fabriques.dossier(conseiller), motif="Ouvert deux fois")


def test_un_dossier_annule_quitte_les_listes_et_les_comptes_mais_se_retrouve_par_son_numero(conseiller, annule):
    assert not Dossier.objects.visibles_par(conseiller).exists()
    assert Dossier.objects.joignables_par(conseiller).get() == annule
    lus = dossiers_de(annule.beneficiaire, conseiller)
    assert (lus.visibles, lus.hors_perimetre) == ([], 0)
    assert deja_ouvert(annule.beneficiaire, annule.prestation, conseiller) is None
    assert chercher_dossiers("Martin", conseiller, 5) == []
    trouve = chercher_dossiers(annule.numero, conseiller, 5)[0]
    assert (trouve.exact, "annulé" in trouve.detail) == (True, True)


def test_un_motif_est_demande(conseiller):
    with pytest.raises(Refus, match="pourquoi") as refus:
        annuler_dossier(par=conseiller, dossier=fabriques.dossier(conseiller), motif="  ")
    assert refus.value.champ == "motif"


def test_un_dossier_annule_ne_se_modifie_plus(conseiller, annule):
    with pytest.raises(Refus, match="restaurez-le"):
        modifier_objectifs(par=conseiller, dossier=annule, version=0, lignes=[])


def test_restaure_il_revient_tel_qu_il_etait_et_le_journal_garde_les_deux_actes(conseiller, annule):
    restaurer_dossier(par=conseiller, dossier=annule)
    assert Dossier.objects.visibles_par(conseiller).get() == annule
    actes = list(Entree.objects.du_sujet(annule).values_list("acte", "motif")[:2])
    assert actes == [
        ("dossier_restaure", "Annulé pour : Ouvert deux fois"),
        ("dossier_annule", "Ouvert deux fois"),
    ]


def test_ce_qu_une_piece_plus_haute_oppose_empeche_l_annulation(conseiller, monkeypatch):
    obstacle = Obstacle("essai", lambda dossier: "Une facture existe : annulez-la d’abord.")
    monkeypatch.setitem(OBSTACLES_ANNULATION._elements, "essai", obstacle)
    with pytest.raises(Refus, match="Une facture existe"):
        annuler_dossier(par=conseiller, dossier=fabriques.dossier(conseiller), motif="Erreur")
