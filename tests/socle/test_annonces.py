"""Un acte annonce que des faits ont changé ; les pièces inscrites en tirent les conséquences (règle 1)."""

import pytest
from django.db import transaction

from jalon.prestations.models import Origine, Prestation
from jalon.socle import annonces
from jalon.socle.annonces import Consequence, annonces_groupees, faits_modifies
from jalon.socle.registres import Registre


@pytest.fixture
def vues(monkeypatch) -> list:
    """Trois conséquences d'essai ; rend la liste où elles notent leur passage."""
    passages: list = []
    registre: Registre[Consequence] = Registre("essai")
    for code, modele, ordre in (("tard", Prestation, 2), ("tot", Prestation, 1), ("ailleurs", Origine, 0)):
        registre.ajouter(Consequence(code, modele, lambda objet, code=code: passages.append((code, objet)), ordre))
    monkeypatch.setattr(annonces, "CONSEQUENCES", registre)
    return passages


@pytest.mark.django_db
def test_seules_les_consequences_du_modele_passent_dans_l_ordre(vues):
    prestation = Prestation(code="X")
    faits_modifies(prestation)
    assert vues == [("tot", prestation), ("tard", prestation)]


@pytest.mark.django_db(transaction=True)
def test_hors_de_la_transaction_de_l_acte_l_annonce_est_une_erreur(vues):
    with pytest.raises(RuntimeError, match="dans la transaction de l'acte"):
        faits_modifies(Prestation(code="X"))
    assert vues == []
    with transaction.atomic():
        faits_modifies(Prestation(code="X"))
    assert len(vues) == 2


def test_les_consequences_inscrites_sont_connues():
    assert {"statut_dossier", "nom_dossier"} <= set(annonces.CONSEQUENCES.codes())


@pytest.mark.django_db
def test_groupees_les_annonces_d_un_meme_objet_ne_passent_qu_une_fois_a_la_fin(vues):
    prestation = Prestation(code="X")
    with annonces_groupees():
        faits_modifies(prestation)
        faits_modifies(prestation)
        assert vues == []
    assert vues == [("tot", prestation), ("tard", prestation)]


@pytest.mark.django_db
def test_une_panne_pendant_le_groupe_ne_tire_aucune_consequence_et_rend_la_suite_normale(vues):
    def panne():
        with annonces_groupees():
            faits_modifies(Prestation(code="X"))
            raise OSError("panne")

    with pytest.raises(OSError, match="panne"):
        panne()
    assert vues == []
    faits_modifies(Prestation(code="X"))
    assert len(vues) == 2


@pytest.mark.django_db
def test_un_groupe_dans_un_groupe_attend_la_fin_du_plus_large(vues):
    une, autre = Prestation(pk=1), Prestation(pk=2)
    with annonces_groupees():
        with annonces_groupees():
            faits_modifies(une)
        assert vues == []
        faits_modifies(autre)
        faits_modifies(une)
    assert vues == [("tot", une), ("tot", autre), ("tard", une), ("tard", autre)]


@pytest.mark.django_db
def test_plusieurs_objets_se_recalculent_ensemble_et_ce_qui_s_annonce_alors_suit(monkeypatch):
    passages: list = []

    def tous(prestations) -> None:
        passages.append(sorted(p.pk for p in prestations))
        faits_modifies(Origine(pk=9))

    registre: Registre[Consequence] = Registre("essai")
    registre.ajouter(Consequence("un", Prestation, lambda p: passages.append(p.pk), recalculer_tous=tous))
    registre.ajouter(Consequence("suite", Origine, lambda o: passages.append(o.pk)))
    monkeypatch.setattr(annonces, "CONSEQUENCES", registre)
    with annonces_groupees():
        for pk in (1, 2, 2):
            faits_modifies(Prestation(pk=pk))
    assert passages == [[1, 2], 9]
    faits_modifies(Prestation(pk=3))
    assert passages == [[1, 2], 9, 3]
