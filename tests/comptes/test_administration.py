"""Il reste toujours quelqu'un pour administrer (domaine, « Structure, comptes »)."""

import pytest
from django.db import transaction

from jalon.comptes.models import Utilisateur
from jalon.comptes.operations.administration import garder_administration
from jalon.comptes.rules import refus_administration
from jalon.socle.erreurs import AccesRefuse, Refus
from tests.fabriques import utilisateur


@pytest.mark.parametrize(
    ("restants", "auteur", "phrase"),
    [
        ([1, 2], 1, None),
        ([1], 1, None),
        ([2], 1, "votre propre droit"),
        ([], 1, "votre propre droit"),
        ([2], None, None),
        ([], None, "ne resterait personne"),
    ],
)
def test_qui_agit_garde_son_droit_et_il_reste_quelqu_un(restants, auteur, phrase):
    refus = refus_administration(restants, auteur)
    assert (refus is None) if phrase is None else (phrase in refus)


@pytest.mark.django_db
@pytest.mark.deux_moteurs
class TestGarde:
    def test_l_auteur_desactive_entre_temps_ne_fait_plus_rien(self):
        helene, yves = utilisateur("administrateur"), utilisateur("administrateur")
        Utilisateur.objects.filter(pk=helene.pk).update(is_active=False)
        with pytest.raises(AccesRefuse), transaction.atomic(), garder_administration(par=helene):
            Utilisateur.objects.filter(pk=yves.pk).update(is_active=False)
        assert Utilisateur.objects.get(pk=yves.pk).is_active

    def test_se_desactiver_soi_meme_ne_laisse_rien_d_ecrit(self):
        helene = utilisateur("administrateur")
        utilisateur("administrateur")
        with (
            pytest.raises(Refus, match="votre propre droit"),
            transaction.atomic(),
            garder_administration(par=helene),
        ):
            Utilisateur.objects.filter(pk=helene.pk).update(is_active=False)
        assert Utilisateur.objects.get(pk=helene.pk).is_active

    def test_une_commande_ne_retire_pas_le_dernier(self):
        helene = utilisateur("administrateur")
        with (
            pytest.raises(Refus, match="ne resterait personne"),
            transaction.atomic(),
            garder_administration(par=None),
        ):
            Utilisateur.objects.filter(pk=helene.pk).update(is_active=False)
