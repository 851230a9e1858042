"""Créer et modifier une prestation du catalogue."""

from decimal import Decimal

import pytest

from jalon.journal.models import Entree
from jalon.prestations.models import Prestation
from jalon.prestations.operations import creer_prestation, modifier_prestation
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.recherche_texte import chercher
from jalon.socle.versions import Conflit
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


@pytest.fixture
def admin():
    return fabriques.utilisateur("administrateur")


def test_creer_une_prestation_l_inscrit_au_journal(admin):
    prestation = creer_prestation(par=admin, donnees={"code": "BC24", "libelle": "Bilan", "minutes_prevues": 1440})
    entree = Entree.objects.du_sujet(prestation).get()
    assert entree.libelle == "Prestation créée"
    assert {
        "champ": "minutes_prevues",
        "libelle": "durée prévue",
        "avant": "—",
        "apres": "24\u00a0h",
    } in entree.changements


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable", "consultation"])
def test_seule_l_administration_touche_au_catalogue(profil):
    with pytest.raises(AccesRefuse):
        creer_prestation(par=fabriques.utilisateur(profil), donnees={"code": "X", "libelle": "X"})


def test_un_code_ne_sert_qu_une_fois_quelle_que_soit_la_casse(admin):
    fabriques.prestation("BC24")
    with pytest.raises(Refus, match="porte déjà ce code") as refus:
        creer_prestation(par=admin, donnees={"code": "bc24", "libelle": "Autre"})
    assert refus.value.champ == "code"


def test_garder_son_propre_code_n_est_pas_un_doublon(admin):
    prestation = fabriques.prestation("BC24")
    modifier_prestation(par=admin, prestation=prestation, version=1, donnees={"libelle": "Neuf"})
    prestation.refresh_from_db()
    assert (prestation.libelle, prestation.version) == ("Neuf", 2)


def test_tarif_horaire_et_forfait_ensemble_sont_refuses(admin):
    prix = {"tarif_horaire": Decimal(75), "forfait": Decimal(1800)}
    with pytest.raises(Refus, match="s’excluent"):
        creer_prestation(par=admin, donnees={"code": "BC24", "libelle": "Bilan", **prix})


def test_modifier_une_version_depassee_est_un_conflit_et_n_ecrit_rien(admin):
    prestation = fabriques.prestation("BC24")
    modifier_prestation(par=admin, prestation=prestation, version=1, donnees={"libelle": "Premier"})
    relue = Prestation.objects.get(pk=prestation.pk)
    with pytest.raises(Conflit, match="Une autre personne"):
        modifier_prestation(par=admin, prestation=relue, version=1, donnees={"libelle": "Second"})
    assert Prestation.objects.get(pk=prestation.pk).libelle == "Premier"


def test_ne_rien_changer_ne_dit_rien_au_journal(admin):
    prestation = fabriques.prestation("BC24")
    modifier_prestation(par=admin, prestation=prestation, version=1, donnees={"code": "BC24"})
    assert Entree.objects.du_sujet(prestation).count() == 1


@pytest.mark.parametrize("saisie", ["bila", "bc24", "acc", "bilan bc"])
def test_une_prestation_se_trouve_par_nom_code_ou_famille(admin, saisie):
    fabriques.prestation("AUTRE")
    voulue = fabriques.prestation("BC24", libelle="Bilan de compétences", famille="Accompagnement")
    trouvees = chercher(Prestation.objects.visibles_par(admin), "texte_recherche", saisie)
    assert list(trouvees.order_by("pk")) == [voulue]
