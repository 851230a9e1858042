"""Une maison d'essai et de quoi y écrire des mémos en une ligne."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jalon.memos.models import Memo
from jalon.memos.operations import ajouter_memo
from jalon.memos.registres import PORTEURS
from tests.maison import Maison, construire


@pytest.fixture
def maison(db) -> Maison:
    return construire()


@pytest.fixture
def jour() -> date:
    return timezone.localdate()


@pytest.fixture
def ecrire(maison):
    """`ecrire("conseiller", "Rappeler l'OPCO", visibilite="moi")` : sur le dossier de Claire, sauf `sur`."""

    def poser(
        qui="conseiller", contenu="Texte d’essai", *, porteur="dossier", sur=None, lecteurs=(), **donnees
    ) -> Memo:
        defauts = {"nature": "echange", "visibilite": "equipe", "contenu": contenu}
        return ajouter_memo(
            par=maison.utilisateurs[qui],
            porteur=PORTEURS.obtenir(porteur),
            objet=sur or maison.dossier,
            donnees=defauts | donnees,
            lecteurs=[maison.utilisateurs[cle] for cle in lecteurs],
        )

    return poser


@pytest.fixture
def relancer(ecrire, jour):
    """`relancer(jours=-4)` : une relance à faire il y a quatre jours."""

    def poser(qui="conseiller", contenu="Relancer", *, jours=0, **donnees) -> Memo:
        quand = jour + timedelta(days=jours)
        memo = min(quand, jour)
        return ecrire(qui, contenu, nature="relance", date_memo=memo, date_relance=quand, **donnees)

    return poser
