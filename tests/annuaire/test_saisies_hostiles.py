"""Les noms et coordonnées que la vie apporte (issue 3, « Bad input »)."""

import pytest

from jalon.annuaire.models import Personne
from jalon.annuaire.queries import doublons_personne
from tests import fabriques

from .conftest import page
from .test_filtres import noms

deux_moteurs = pytest.mark.deux_moteurs
NOUVELLE = "/annuaire/personnes/nouvelle/"


@pytest.fixture
def admin(db):
    return fabriques.utilisateur("administrateur")


@deux_moteurs
@pytest.mark.parametrize(
    ("nom", "prenom", "saisies"),
    [
        ("DE LA TOUR d'Auvergne", "Guy", ("tour auvergne", "AUVERGNE guy", "de la tour")),
        ("N'Diaye", "Awa", ("diaye", "n diaye", "n’diaye awa")),
        ("N’Diaye", "Awa", ("n'diaye", "diaye awa")),
        ("Nʼdiaye", "Awa", ("n'diaye", "awa diaye")),
        ("Œuvré", "Maÿlis", ("oeuvre", "OEUVRÉ maylis", "œuv")),
        ("O", "Chen", ("chen", "o chen", "chen o")),
        ("Le Gall", "Anne-Sophie", ("sophie le gall", "gall anne sophie")),
        ("Łukasz", "Zoë", ("lukasz", "zoe luk")),
    ],
)
def test_un_nom_difficile_se_retrouve_comme_on_le_tape(admin, nom, prenom, saisies):
    fiche = fabriques.personne(nom, prenom)
    for saisie in saisies:
        assert noms(f"q={saisie}", admin) == [str(fiche)], saisie


def test_les_trois_apostrophes_nomment_la_meme_personne(admin):
    for apostrophe in ("'", "’", "ʼ"):
        fabriques.personne(f"N{apostrophe}Diaye", "Awa")
    trouvees = doublons_personne(Personne.objects.first().identite, utilisateur=admin)
    assert len(trouvees) == 3


def test_une_coordonnee_se_range_ou_se_dit_fausse(connecte):
    client = connecte()
    saisie = {"nom": "Martin", "prenom": "Claire"}
    espaces = {"courriel": "  Claire.MARTIN@Exemple.FR ", "telephone_mobile": "+32 470 12 34 56"}
    assert client.post(NOUVELLE, saisie | espaces).status_code == 302
    fiche = Personne.objects.get()
    assert (fiche.courriel, fiche.telephone_mobile) == ("claire.martin@exemple.fr", "+32470123456")
    milieu = client.post(NOUVELLE, saisie | {"courriel": "claire martin@exemple.fr"})
    assert milieu.status_code == 422
    assert "Écrivez une adresse complète" in page(milieu)


def test_deux_personnes_creent_la_meme_fiche_aucune_n_est_perdue_et_le_doublon_se_voit(connecte, admin):
    """Jamais bloquant : les deux fiches existent, chacune dit l'autre (domaine, « Doublons »)."""
    saisie = {"nom": "Martin", "prenom": "Claire"}
    for profil in ("conseiller", "gestionnaire"):
        assert connecte(profil).post(NOUVELLE, saisie).status_code == 302
    premiere, seconde = Personne.objects.order_by("pk")
    assert [d.fiche for d in doublons_personne(premiere.identite, utilisateur=admin, sauf=premiere.pk)] == [
        seconde
    ]


def test_un_double_clic_ne_cree_qu_une_fiche(connecte):
    client = connecte()
    saisie = {"nom": "Martin", "prenom": "Claire", "cle_creation": "7f1c2b8e-0d5c-4b9e-9f57-1f0a3f6f1a11"}
    for _ in range(2):
        client.post(NOUVELLE, saisie)
    assert Personne.objects.count() == 1
