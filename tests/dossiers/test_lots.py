"""Les actes par lot de Production : chacun écrit son dossier, se journalise et se défait (A2)."""

import pytest

from jalon.dossiers.lots import LOTS
from jalon.dossiers.models import AccesDossier, Dossier, Evenement
from jalon.dossiers.operations import modifier_rattachement
from jalon.dossiers.operations.commun import ConflitBloc
from jalon.journal.models import Entree
from jalon.socle.erreurs import Refus
from tests import fabriques

pytestmark = pytest.mark.django_db
AFFECTER, SUIVI, _VERSION = LOTS


def _relu(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


@pytest.fixture
def par():
    return fabriques.utilisateur("administrateur")


def test_affecter_un_conseiller_deplace_l_acces_et_se_journalise(par):
    ancien, nouveau = fabriques.utilisateur("conseiller"), fabriques.utilisateur("conseiller")
    dossier = fabriques.dossier(ancien)
    AFFECTER.executer(dossier, par, {"conseiller": nouveau})
    assert _relu(dossier).conseiller == nouveau
    acces = AccesDossier.objects.filter(dossier=dossier, motif="conseiller")
    assert [a.utilisateur for a in acces] == [nouveau]
    entree = Entree.objects.du_sujet(dossier).filter(acte="conseiller_affecte").get()
    assert (entree.changements[0]["avant"], entree.changements[0]["apres"]) == (str(ancien), str(nouveau))


def test_affecter_se_defait_sauf_si_le_dossier_a_change_depuis(par):
    ancien, nouveau, autre = (fabriques.utilisateur("conseiller") for _ in range(3))
    dossier = fabriques.dossier(ancien)
    memoire = AFFECTER.executer(dossier, par, {"conseiller": nouveau})
    AFFECTER.defaire(_relu(dossier), par, memoire)
    assert _relu(dossier).conseiller == ancien
    memoire = AFFECTER.executer(_relu(dossier), par, {"conseiller": nouveau})
    AFFECTER.executer(_relu(dossier), par, {"conseiller": autre})
    with pytest.raises(Refus, match="a changé depuis"):
        AFFECTER.defaire(_relu(dossier), par, memoire)


def test_un_conseiller_desactive_est_refuse(par):
    parti = fabriques.utilisateur("conseiller", is_active=False)
    with pytest.raises(Refus, match="compte actif"):
        AFFECTER.executer(fabriques.dossier(), par, {"conseiller": parti})


def test_qui_a_ouvert_le_bloc_avant_l_affectation_voit_le_conflit(par):
    dossier = fabriques.dossier()
    AFFECTER.executer(dossier, par, {"conseiller": fabriques.utilisateur("conseiller")})
    with pytest.raises(ConflitBloc):
        modifier_rattachement(
            par=par, dossier=dossier, version=0, prestation=dossier.prestation, donnees={"numero_commande": "BC"}
        )


def test_changer_le_suivi_ecrit_un_changement_de_statut_et_se_defait(par):
    dossier, suivi = fabriques.dossier(), fabriques.suivi("À relancer")
    memoire = SUIVI.executer(dossier, par, {"suivi": suivi})
    evenement = Evenement.objects.get(dossier=dossier)
    assert (evenement.type, evenement.suivi_avant, evenement.suivi_apres) == ("changement_statut", None, suivi)
    SUIVI.defaire(_relu(dossier), par, memoire)
    assert _relu(dossier).suivi is None
    assert Evenement.objects.filter(dossier=dossier).count() == 2


def test_un_suivi_deja_pose_est_refuse_avec_la_raison(par):
    dossier, suivi = fabriques.dossier(), fabriques.suivi("À relancer")
    SUIVI.executer(dossier, par, {"suivi": suivi})
    with pytest.raises(Refus, match="déjà celui du dossier"):
        SUIVI.executer(_relu(dossier), par, {"suivi": suivi})
