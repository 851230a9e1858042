"""Les filtres des personnes et des sociétés : sans casse ni accent, et muets sur ce qu'on ne voit pas."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict

from jalon.annuaire.listes import PERSONNES, SOCIETES
from jalon.annuaire.models import Personne, Societe
from tests import fabriques

deux_moteurs = pytest.mark.deux_moteurs


@pytest.fixture
def admin(db):
    return fabriques.utilisateur("administrateur")


def noms(adresse: str, utilisateur, liste=PERSONNES) -> list[str]:
    page = liste.lire_donnees(QueryDict(adresse), utilisateur, "/")
    return [str(ligne.objet) for ligne in page]


@deux_moteurs
@pytest.mark.parametrize(
    ("adresse", "attendus"),
    [
        ("ville=saint ma", ["MARTIN Claire"]),
        ("ville=SAINT-MALO", ["MARTIN Claire"]),
        ("ville=evr", ["DURAND Luc"]),
        ("ville=Évry", ["DURAND Luc"]),
        ("ville=malo", []),
        ("ville=%27", []),
        ("ville=%25", []),
        ("code_postal=35", ["MARTIN Claire"]),
        ("code_postal=35 400", ["MARTIN Claire"]),
        ("code_postal=354&ville=saint", ["MARTIN Claire"]),
        ("code_postal=91&ville=saint", []),
        ("code_postal=", ["DURAND Luc", "MARTIN Claire"]),
        ("creee_du=2026-03-01", ["MARTIN Claire"]),
        ("creee_au=2026-02-28", ["DURAND Luc"]),
        ("creee_du=2026-02-10&creee_au=2026-02-10", ["DURAND Luc"]),
    ],
)
def test_le_lieu_et_le_jour_se_filtrent_comme_on_les_tape(admin, adresse, attendus):
    claire = fabriques.personne("Martin", "Claire", ville="Saint-Malo", code_postal="35400")
    luc = fabriques.personne("Durand", "Luc", ville="ÉVRY", code_postal="91 000")
    # 23 h 30 UTC le 9 est déjà le 10 à Paris.
    for fiche, quand in ((claire, (2026, 3, 15, 9, 0)), (luc, (2026, 2, 9, 23, 30))):
        Personne.objects.filter(pk=fiche.pk).update(created_at=datetime(*quand, tzinfo=UTC))
    assert noms(adresse, admin) == attendus


def test_un_filtre_ne_dit_rien_de_qui_est_hors_du_perimetre(deux_equipes):
    """Jade habite Trégastel, mais Paul ne doit pas l'apprendre en filtrant."""
    for adresse in ("ville=trégastel", "code_postal=2", "creee_du=2000-01-01&q=jade"):
        assert "MOREAU Jade" not in noms(adresse, deux_equipes.paul), adresse
    assert noms("ville=trégastel", deux_equipes.ines) == ["MOREAU Jade"]


@deux_moteurs
def test_les_societes_se_filtrent_de_meme(admin):
    fabriques.societe("Ateliers Duval", ville="Saint-Malo", code_postal="35400")
    fabriques.societe("Menuiserie Le Bihan", ville="Brest", code_postal="29200")
    assert noms("ville=saint m", admin, SOCIETES) == ["Ateliers Duval"]
    assert noms("code_postal=29", admin, SOCIETES) == ["Menuiserie Le Bihan"]
    Societe.objects.filter(ville="Brest").update(archivee_at="2026-01-01T00:00:00Z")
    assert noms("", admin, SOCIETES) == ["Ateliers Duval"]
    assert noms("archivees=archivees", admin, SOCIETES) == ["Menuiserie Le Bihan"]
