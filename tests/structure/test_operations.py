"""La maison : réglages uniques, centres et lieux."""

import pytest
from django.db import IntegrityError, transaction

from jalon.journal.models import Entree
from jalon.socle.erreurs import Refus
from jalon.structure.models import Lieu, Reglages
from jalon.structure.operations import creer_centre, creer_lieu

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]


def test_sans_reglage_ceux_d_origine_servent():
    assert Reglages.courants().format_numero.format(annee=2026, numero=412) == "2026-000412"


def test_les_reglages_tiennent_en_une_ligne():
    Reglages.objects.create(pk=1, raison_sociale="Maison d’exemple")
    assert Reglages.courants().raison_sociale == "Maison d’exemple"
    with pytest.raises(IntegrityError), transaction.atomic():
        Reglages.objects.create(pk=2)


def test_un_centre_et_un_lieu_crees_sont_au_journal():
    rennes = creer_centre(par=None, code="rennes", libelle="Rennes")
    salle = creer_lieu(par=None, centre=rennes, libelle="Salle 2", capacite=8)
    assert str(salle) == "Rennes · Salle 2"
    assert [e.libelle for e in Entree.objects.du_sujet(rennes)] == ["Centre créé"]
    assert [e.libelle for e in Entree.objects.du_sujet(salle)] == ["Lieu créé"]


def test_deux_lieux_du_meme_centre_ne_portent_pas_le_meme_nom():
    rennes = creer_centre(par=None, code="rennes", libelle="Rennes")
    nantes = creer_centre(par=None, code="nantes", libelle="Nantes")
    creer_lieu(par=None, centre=rennes, libelle="Salle 1")
    creer_lieu(par=None, centre=nantes, libelle="Salle 1")
    with pytest.raises(Refus):
        creer_lieu(par=None, centre=rennes, libelle="Salle 1")
    assert Lieu.objects.count() == 2
