"""`jalon verifier statuts` et `completude` : recompter, dire l'écart, réparer."""

from datetime import date

import pytest

from jalon.dossiers.models import Dossier
from jalon.dossiers.operations.verification import recalculer_tout, verifier_completude, verifier_statuts
from jalon.prestations.enums import TypeEvenement as T
from jalon.socle.controles import CONTROLES
from tests.fabriques import dossier, evenement

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


@pytest.fixture
def ouvert(time_machine):
    time_machine.move_to("2026-03-20T10:00:00+01:00")
    ouvert = dossier()
    evenement(ouvert, T.ENTREE, date(2026, 3, 2))
    evenement(ouvert, T.SORTIE, date(2026, 3, 25))
    return ouvert


def test_rien_a_redire_meme_un_autre_jour(ouvert, time_machine):
    time_machine.move_to("2026-04-20T10:00:00+02:00")
    assert list(verifier_statuts()) == []
    assert list(verifier_completude()) == []


def test_un_champ_faux_se_dit_et_se_repare(ouvert):
    Dossier.objects.update(statut="solde", date_entree=None, manques_nombre=99)
    dits = [str(ecart) for ecart in verifier_statuts()]
    assert dits == [
        f"{ouvert.numero} : statut enregistré « solde », recalculé « en_cours »",
        f"{ouvert.numero} : date_entree enregistré « None », recalculé « 2026-03-02 »",
    ]
    assert {e.objet for e in verifier_completude()} == {ouvert.numero}
    assert recalculer_tout() == 1
    assert [*verifier_statuts(), *verifier_completude()] == []


def test_jamais_calcule_se_dit_et_se_repare(ouvert):
    Dossier.objects.update(date_calcul_statut=None)
    assert [e.phrase for e in verifier_statuts()] == ["le statut n’a jamais été calculé"]
    recalculer_tout()
    assert list(verifier_statuts()) == []


def test_les_deux_controles_sont_inscrits():
    assert {"statuts", "completude"} <= set(CONTROLES.codes())
