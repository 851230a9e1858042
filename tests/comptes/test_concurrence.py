"""Deux administrateurs à la fois : il en reste toujours un (domaine, « Structure, comptes »)."""

import pytest

from jalon.comptes.models import Profil, Utilisateur
from jalon.comptes.operations import dupliquer_profil, modifier_profil
from jalon.comptes.rules import ADMINISTRER
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests.fabriques import profil, utilisateur
from tests.harnais.ensemble import ensemble

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deux_moteurs]


def sans_administrer(par, lu):
    return lambda: modifier_profil(par=par, profil=lu, version=lu.version, donnees={"droits": ["admin.lecture"]})


def test_deux_administrateurs_se_retirent_le_droit_en_meme_temps_un_reste():
    helene = utilisateur("administrateur")
    copie = dupliquer_profil(par=helene, profil=profil("administrateur"), libelle="Second")
    yves = utilisateur("administrateur")
    Utilisateur.objects.filter(pk=yves.pk).update(profil=copie)
    yves = Utilisateur.objects.pour_connexion().get(pk=yves.pk)
    rendus = ensemble(sans_administrer(helene, copie), sans_administrer(yves, profil("administrateur")))
    assert [isinstance(r, Profil) for r in rendus].count(True) == 1, rendus
    assert any(isinstance(r, AccesRefuse) for r in rendus)
    restants = Utilisateur.objects.actifs().pour_connexion().filter(pk__in=[helene.pk, yves.pk]).order_by("pk")
    assert [compte.a_le_droit(ADMINISTRER) for compte in restants].count(True) == 1


def test_un_profil_modifie_deux_fois_a_la_fois_un_seul_passe():
    helene, lu = utilisateur("administrateur"), profil("consultation")
    rendus = ensemble(
        *[
            lambda mot=mot: modifier_profil(
                par=helene, profil=profil("consultation"), version=lu.version, donnees={"agendas_lecture": mot}
            )
            for mot in ("mien", "equipes")
        ]
    )
    assert [type(r) for r in rendus].count(Conflit) == 1, rendus


def test_deux_copies_du_meme_nom_a_la_fois_une_seule_nait():
    helene, source = utilisateur("administrateur"), profil("consultation")
    rendus = ensemble(*[lambda: dupliquer_profil(par=helene, profil=source, libelle="Auditeur")] * 2)
    assert [isinstance(r, Refus) for r in rendus].count(True) == 1, rendus
    assert Profil.objects.filter(libelle="Auditeur").count() == 1
