"""La porte de lecture : quels dossiers, pour quel profil (domaine, « Perimeter of dossiers » ; règle 3)."""

import pytest

from jalon.comptes.enums import PerimetreDossiers
from jalon.comptes.models import Profil
from jalon.dossiers.models import Dossier
from tests.fabriques import centre, dossier, equipe, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


def vus(lecteur) -> set[Dossier]:
    return set(Dossier.objects.visibles_par(lecteur).order_by("pk"))


@pytest.fixture
def monde():
    """Paul et Awa font équipe, Thomas est seul ; chacun a un dossier."""
    paul, awa, thomas = (utilisateur("conseiller", centre=centre(c)) for c in ("rennes", "rennes", "nantes"))
    equipe(paul, awa)
    return {qui: (compte, dossier(compte)) for qui, compte in (("paul", paul), ("awa", awa), ("thomas", thomas))}


def test_un_conseiller_voit_les_siens_et_ceux_de_ses_equipes(monde):
    assert vus(monde["paul"][0]) == {monde["paul"][1], monde["awa"][1]}
    assert vus(monde["thomas"][0]) == {monde["thomas"][1]}


@pytest.mark.parametrize("profil", ["gestionnaire", "responsable"])
def test_gestionnaire_et_responsable_voient_leurs_equipes(monde, profil):
    lecteur = utilisateur(profil)
    assert vus(lecteur) == set()
    equipe(lecteur, monde["thomas"][0])
    lecteur = type(lecteur).objects.get(pk=lecteur.pk)
    assert vus(lecteur) == {monde["thomas"][1]}


@pytest.mark.parametrize("profil", ["administrateur", "consultation"])
def test_administrateur_et_consultation_voient_la_maison(monde, profil):
    assert vus(utilisateur(profil)) == {dossier for _, dossier in monde.values()}


def test_le_perimetre_miens_ne_compte_pas_les_collegues(monde):
    Profil.objects.filter(code="conseiller").update(perimetre_dossiers=PerimetreDossiers.MIENS)
    paul = type(monde["paul"][0]).objects.get(pk=monde["paul"][0].pk)
    assert vus(paul) == {monde["paul"][1]}


def test_limite_a_ses_centres_un_profil_ne_voit_pas_plus_loin(monde):
    Profil.objects.filter(code="consultation").update(is_limite_aux_centres=True)
    assert vus(utilisateur("consultation", centre=centre("nantes"))) == {monde["thomas"][1]}
    assert vus(utilisateur("consultation")) == set()


def test_sans_le_droit_de_lire_on_ne_voit_rien(monde):
    Profil.objects.filter(code="consultation").update(droits=["annuaire.lecture"])
    assert vus(utilisateur("consultation")) == set()


def test_un_compte_desactive_ne_voit_rien(monde):
    assert vus(utilisateur("administrateur", is_active=False)) == set()


def test_miens_compte_le_referent_et_le_gestionnaire():
    sophie, paul = utilisateur("gestionnaire"), utilisateur("conseiller")
    suivi = dossier(sophie, donnees={"conseiller": paul})
    dossier(utilisateur("conseiller"))
    for compte in (sophie, paul):
        assert list(Dossier.objects.miens(compte).order_by("pk")) == [suivi]


def test_un_collegue_dans_deux_equipes_ne_fait_pas_voir_double(monde):
    equipe(monde["paul"][0], monde["awa"][0])
    lecteur = type(monde["paul"][0]).objects.get(pk=monde["paul"][0].pk)
    assert Dossier.objects.visibles_par(lecteur).count() == 2
