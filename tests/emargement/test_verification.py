"""Altérer la base se voit par `jalon verifier emargements` : un tracé, une heure, un nom, une ligne retirée."""

from collections.abc import Callable
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection

from jalon.emargement import inviolable
from jalon.emargement.controles import verifier_emargements
from jalon.emargement.models import Contenu, RegistreSeance, Sceau
from tests.emargement.seances import en_cours, signer_ligne

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


@pytest.fixture
def seance():
    seance = en_cours()
    signer_ligne(seance), signer_ligne(seance, 1)
    return seance


def forcer(ordre: str) -> None:
    """Écrit sous la base, déclencheurs retirés : ce que ferait qui veut tricher."""
    with connection.cursor() as curseur:
        editeur = SimpleNamespace(connection=connection, execute=curseur.execute)
        inviolable.retirer(None, editeur)
        curseur.execute(ordre)
        inviolable.poser(None, editeur)


def un_trait() -> None:
    contenu = Contenu.objects.get(sceau__rang=1)
    Contenu.objects.filter(pk=contenu.pk).update(traits=contenu.traits.replace("20", "21", 1))


def un_nom() -> None:
    Contenu.objects.filter(sceau__rang=1).update(nom="QUELQU’UN D’AUTRE")


def des_donnees() -> None:
    contenu = Contenu.objects.get(sceau__rang=1)
    Contenu.objects.filter(pk=contenu.pk).update(donnees=contenu.donnees.replace("MARTIN", "MARTEN"))


def une_image() -> None:
    Contenu.objects.filter(sceau__rang=1).update(image=b"autre")


def une_heure() -> None:
    forcer("UPDATE emargement_sceau SET horodatage = '2026-01-01 09:00:00+00' WHERE rang = 1")


def un_contenu_retire() -> None:
    Contenu.objects.filter(sceau__rang=1)._raw_delete("default")


def le_premier_sceau() -> None:
    un_contenu_retire()
    forcer("DELETE FROM emargement_sceau WHERE rang = 1")


def le_dernier_sceau() -> None:
    Contenu.objects.filter(sceau__rang=2)._raw_delete("default")
    forcer("DELETE FROM emargement_sceau WHERE rang = 2")


def tout() -> None:
    Contenu.objects.all()._raw_delete("default")
    forcer("DELETE FROM emargement_sceau")


def le_registre() -> None:
    RegistreSeance.objects.update(empreinte="f" * 64)


GESTES = (
    un_trait, un_nom, des_donnees, une_image, une_heure, un_contenu_retire, le_premier_sceau, le_dernier_sceau,
    tout, le_registre,
)  # fmt: skip


def test_une_base_intacte_n_a_rien_a_redire(seance):
    assert list(verifier_emargements()) == []


@pytest.mark.parametrize("alterer", GESTES, ids=lambda geste: geste.__name__)
def test_toute_alteration_se_voit(seance, alterer: Callable[[], None]):
    alterer()
    ecarts = list(verifier_emargements())
    assert ecarts
    assert str(seance) in str(ecarts[0])


def test_la_commande_le_dit_et_sort_en_erreur(seance):
    un_nom()
    sortie = StringIO()
    with pytest.raises(SystemExit):
        call_command("verifier", "emargements", stdout=sortie)
    assert "signature 1 : Le contenu a été modifié" in sortie.getvalue()
    assert Sceau.objects.count() == 2
