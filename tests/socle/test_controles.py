"""`jalon verifier` : dit les écarts, les répare quand il sait, sort avec 1 s'il en reste."""

import pytest
from django.core.management import CommandError, call_command

from jalon.socle.controles import Controle, Ecart
from jalon.socle.management.commands import verifier as commande
from jalon.socle.registres import Registre


@pytest.fixture
def ecarts(monkeypatch) -> list[Ecart]:
    """Trois contrôles : l'un répare ses écarts (la liste rendue), l'autre non, le dernier n'a rien."""
    a_reparer = [Ecart("2026-000001", "statut « En cours », recalculé « Terminé »")]

    def reparer() -> int:
        nombre = len(a_reparer)
        a_reparer.clear()
        return nombre

    registre: Registre[Controle] = Registre("essai")
    registre.ajouter(Controle("statuts", "Statuts", lambda: a_reparer, reparer, ordre=1))
    registre.ajouter(Controle("trous", "Trous", lambda: [Ecart(str(n), "manque") for n in range(25)], ordre=2))
    registre.ajouter(Controle("juste", "Ce qui est juste", lambda: iter(()), ordre=3))
    monkeypatch.setattr(commande, "CONTROLES", registre)
    return a_reparer


def passer(capsys, *arguments: str) -> tuple[int, str]:
    try:
        call_command("verifier", *arguments)
        code = 0
    except SystemExit as fin:
        code = fin.code
    return code, capsys.readouterr().out


def test_sans_nom_tout_se_verifie(ecarts, capsys):
    code, dit = passer(capsys)
    assert code == 1
    assert "Statuts : 1 écart(s).\n  2026-000001 : statut « En cours », recalculé « Terminé »" in dit
    assert "Trous : 25 écart(s)." in dit
    assert "et 5 de plus" in dit
    assert "Ce qui est juste : rien à redire." in dit


def test_un_controle_se_nomme(ecarts, capsys):
    assert passer(capsys, "juste") == (0, "Ce qui est juste : rien à redire.\n")


def test_ce_qui_se_repare_l_est_le_reste_se_dit(ecarts, capsys):
    assert passer(capsys, "statuts", "--reparer") == (0, "Statuts : 1 corrigé(s).\nStatuts : rien à redire.\n")
    code, dit = passer(capsys, "trous", "--reparer")
    assert (code, "corrigé" in dit) == (1, False)


def test_un_nom_inconnu_se_dit(ecarts):
    with pytest.raises(CommandError, match="Connus : statuts, trous, juste"):
        call_command("verifier", "inconnu")
