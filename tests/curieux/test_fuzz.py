"""Fuzz de tous les formulaires et de toutes les adresses : jamais une panne (S2, S8).

`make eprouver-curieux` en joue 20 000 sur chaque moteur ; ici, une tranche, toujours la même.
"""

import os

import pytest

from tests.balayage import Visiteur

from .jeu import Joueur
from .recolte import Envoi
from .requetes import Hasard, Requete, recolter

TRANCHE = 200
COMBIEN = int(os.environ.get("CURIEUX_REQUETES", TRANCHE))
GRAINE = int(os.environ.get("CURIEUX_GRAINE", 9))
# Ce qu'une requête absurde peut recevoir d'un serveur qui tient debout.
REPONSES = {200, 204, 301, 302, 304, 400, 401, 403, 404, 405, 409, 410, 413, 422, 429}


@pytest.mark.lent
def test_aucune_requete_ne_fait_tomber_la_maison(essais, publiques, capsys):
    profondeur = 1 if COMBIEN == TRANCHE else 2
    recolte = recolter(essais, Visiteur(essais.maison.admin), publiques, profondeur=profondeur)
    assert len(recolte) > 500
    hasard = Hasard(GRAINE, recolte, essais)
    resultat = Joueur(essais).jouer(hasard.requetes(COMBIEN))
    with capsys.disabled():
        if COMBIEN != TRANCHE:
            print(f"\n{COMBIEN} requêtes, graine {GRAINE} : {resultat}")
    assert not resultat.pannes, f"\n{resultat}"
    assert set(resultat.codes) <= REPONSES, resultat.codes


def test_une_panne_se_releve_avec_la_requete_qui_la_donne(essais, monkeypatch):
    monkeypatch.setattr("jalon.recherche.views.nettoyer_texte", lambda texte: 1 / 0)
    resultat = Joueur(essais).jouer([Requete("get", "/recherche/?q=martin", "conseiller")])
    [(lieu, requete)] = resultat.pannes.items()
    assert "ZeroDivisionError" in lieu
    assert "recherche/views.py" in lieu
    assert "GET" in requete.upper()


def test_la_meme_graine_donne_les_memes_requetes(essais):
    recolte = [Envoi("post", "/dossiers/nouveau/", {"beneficiaire": ["1"], "prestation": ["1", "2"]})]
    une, autre, troisieme = (
        [str(requete) for requete in Hasard(graine, recolte, essais).requetes(40)] for graine in (5, 5, 6)
    )
    assert une == autre != troisieme
