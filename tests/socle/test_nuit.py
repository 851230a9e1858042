"""La tâche de nuit : chaque pièce y inscrit la sienne ; une panne n'arrête pas les autres."""

import pytest
from django.core.management import CommandError, call_command

from jalon.socle import nuit
from jalon.socle.nuit import TACHES_NUIT, TacheNuit
from jalon.socle.registres import Registre


@pytest.fixture
def taches(monkeypatch) -> Registre:
    registre = Registre("essai")
    monkeypatch.setattr("jalon.socle.management.commands.tache_nocturne.TACHES_NUIT", registre)
    return registre


def test_les_pieces_inscrites():
    assert TACHES_NUIT.codes() == ["dossiers", "doublons", "documents", "travaux"]
    assert nuit.TACHES_NUIT is TACHES_NUIT


def _panne() -> str:
    raise OSError("disque plein")


def test_une_tache_en_panne_n_arrete_pas_les_autres_et_se_voit(taches, capsys):
    taches.ajouter(TacheNuit("panne", "La première", _panne, ordre=1))
    taches.ajouter(TacheNuit("suite", "La seconde", lambda: "3 faites", ordre=2))
    with pytest.raises(SystemExit) as arret:
        call_command("tache_nocturne")
    assert arret.value.code == 1
    lu = capsys.readouterr()
    assert "La seconde : 3 faites." in lu.out
    assert "La première : échec" in lu.err


def test_une_seule_tache_par_son_nom(taches, capsys):
    taches.ajouter(TacheNuit("une", "Une", lambda: "faite"))
    taches.ajouter(TacheNuit("deux", "Deux", lambda: "faite"))
    call_command("tache_nocturne", "deux")
    assert capsys.readouterr().out == "Deux : faite.\n"
    with pytest.raises(CommandError, match="Tâche inconnue : trois. Connues : deux, une"):
        call_command("tache_nocturne", "trois")
