"""Qui lit quelle séance : les dossiers du périmètre, les agendas du profil ; le reste est « occupé »."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jalon.planning.models import Seance
from jalon.planning.models.agendas import agendas_ecrits, agendas_lus
from jalon.planning.operations import SaisieSeance, planifier_seance
from tests import fabriques

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
DEMAIN = datetime(2026, 12, 3, 14, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def maison():
    """Paul et Nadia sont d'une équipe ; Yann est ailleurs ; Zoé intervient sans compte."""
    paul, yann = fabriques.utilisateur("conseiller"), fabriques.utilisateur("conseiller")
    nadia = fabriques.utilisateur("gestionnaire")
    fabriques.equipe(paul, nadia)
    agendas = {
        nom: fabriques.animateur(compte) for nom, compte in (("paul", paul), ("nadia", nadia), ("yann", yann))
    }
    agendas["zoe"] = fabriques.animateur(nom="Intervenante")
    fabriques.beneficiaire("Sans", "Agenda")
    return {"paul": paul, "nadia": nadia, "yann": yann, "agendas": agendas}


def noms(maison, personnes) -> set[str]:
    return {nom for nom, fiche in maison["agendas"].items() if fiche in set(personnes)}


@pytest.mark.parametrize(
    ("qui", "lus", "ecrits"),
    [
        ("paul", {"paul", "nadia", "zoe"}, {"paul"}),
        ("nadia", {"paul", "nadia", "zoe"}, {"paul", "nadia", "zoe"}),
        ("yann", {"yann", "zoe"}, {"yann"}),
    ],
)
def test_le_profil_dit_quels_agendas_on_lit_et_on_ecrit(maison, qui, lus, ecrits):
    assert noms(maison, agendas_lus(maison[qui])) == lus
    assert noms(maison, agendas_ecrits(maison[qui])) == ecrits


def test_les_profils_de_la_maison_entiere(maison):
    administrateur, consultation = fabriques.utilisateur("administrateur"), fabriques.utilisateur("consultation")
    assert noms(maison, agendas_ecrits(administrateur)) == {"paul", "nadia", "yann", "zoe"}
    assert noms(maison, agendas_lus(consultation)) == {"paul", "nadia", "yann", "zoe"}
    assert noms(maison, agendas_ecrits(consultation)) == set()


def test_une_seance_se_lit_par_son_dossier_et_s_apercoit_par_son_agenda(maison):
    dossier = fabriques.dossier(maison["yann"])
    seance = fabriques.seance(DEMAIN, dossier, animateurs=(maison["agendas"]["nadia"],))
    visible = {qui: seance in Seance.objects.visibles_par(maison[qui]) for qui in ("paul", "nadia", "yann")}
    lisible = {qui: seance in Seance.objects.lisibles_par(maison[qui]) for qui in ("paul", "nadia", "yann")}
    # Nadia anime : le dossier devient aussi le sien, et celui de son équipe
    assert visible == lisible == {"paul": True, "nadia": True, "yann": True}


def test_dans_un_agenda_lu_un_dossier_hors_perimetre_est_occupe(maison):
    ailleurs = fabriques.dossier(maison["yann"])
    seance = fabriques.seance(DEMAIN, ailleurs, animateurs=(maison["agendas"]["zoe"],))
    assert seance in Seance.objects.visibles_par(maison["paul"])
    assert seance not in Seance.objects.lisibles_par(maison["paul"])


def test_une_reunion_se_lit_dans_l_agenda(maison):
    reunion = SaisieSeance(DEMAIN, DEMAIN.replace(hour=15), (maison["agendas"]["nadia"],), intitule="Réunion")
    seance = planifier_seance(par=maison["nadia"], saisie=reunion)
    assert seance in Seance.objects.lisibles_par(maison["paul"])
    assert seance not in Seance.objects.visibles_par(maison["yann"])
