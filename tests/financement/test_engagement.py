"""Engager plus que la convention : un droit, un motif, et jamais deux fois les mêmes heures (domaine)."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import Sum

from jalon.dossiers.operations import annuler_dossier, restaurer_dossier
from jalon.financement.models import Convention, Financement
from jalon.financement.operations import modifier_convention, modifier_financement
from jalon.financement.queries import reste_de, with_engagement
from jalon.financement.rules import Depassement, Engagement, depassement, est_aggrave
from jalon.journal.models import Entree
from jalon.socle.erreurs import Refus
from tests.fabriques import convention, dossier, utilisateur

pytestmark = pytest.mark.deux_moteurs
D = Decimal
FILS = 6


def financer(ouvert, par, version=0, **donnees) -> Financement:
    return modifier_financement(
        par=par, dossier=ouvert, version=version, financeur=None, donnees=donnees, parts=[]
    )


@pytest.fixture
def sophie():
    return utilisateur("gestionnaire")


@pytest.fixture
def nadia():
    """Une responsable : elle peut dépasser."""
    return utilisateur("responsable", prenom="Nadia", nom="Benali")


# ── La décision ──


@pytest.mark.parametrize(
    ("reste", "demande", "attendu"),
    [
        ((600, D(100)), (600, D(100)), (0, D(0))),
        ((600, D(100)), (660, D("100.01")), (60, D("0.01"))),
        ((-60, None), (60, D(9999)), (120, D(0))),
        ((None, None), (99999, D(9999)), (0, D(0))),
        ((0, D(0)), (None, None), (0, D(0))),
        ((-60, D(-10)), (0, D(0)), (0, D(0))),
    ],
)
def test_ce_qui_manque_se_compte_en_heures_et_en_euros(reste, demande, attendu):
    manque = depassement(Engagement(*reste), Engagement(*demande))
    assert (manque.minutes, manque.montant) == attendu
    assert bool(manque) is any(attendu)


@pytest.mark.parametrize(
    ("manque", "mots"),
    [((480, D("600.00")), "8 h et 600,00 €"), ((0, D("0.01")), "0,01 €"), ((90, D(0)), "1 h 30")],
)
def test_ce_qui_manque_se_dit_en_mots(manque, mots):
    assert str(Depassement(*manque)).replace("\u00a0", " ") == mots


def test_un_depassement_qui_ne_grandit_pas_n_est_pas_redemande():
    manque = Depassement(60, D(0))
    assert not est_aggrave(Engagement(600), Engagement(600), manque)
    assert not est_aggrave(Engagement(600), Engagement(540), manque)
    assert est_aggrave(Engagement(600), Engagement(601), manque)
    assert not est_aggrave(Engagement(600, D(1)), Engagement(600, D(2)), manque)  # les euros, eux, suffisent


# ── L'acte ──


@pytest.mark.django_db
def test_sans_le_droit_on_n_engage_pas_plus_que_ce_qui_reste(sophie):
    cadre = convention("CONV-1", minutes_financees=600)
    financer(dossier(), sophie, convention=cadre, minutes_financees=480)
    with pytest.raises(Refus, match="CONV-1 ne suffit pas : il lui manque 1\u00a0h. Votre profil") as refus:
        financer(dossier(), sophie, convention=cadre, minutes_financees=180)
    assert refus.value.champ == "minutes_financees"
    assert Financement.objects.count() == 1


@pytest.mark.django_db
def test_les_euros_comptent_autant_que_les_heures(sophie):
    cadre = convention(montant=D("1000.00"))
    with pytest.raises(Refus, match="il lui manque 0,01\u00a0€") as refus:
        financer(dossier(), sophie, convention=cadre, montant_total=D("1000.01"))
    assert refus.value.champ == "montant_total"


@pytest.mark.django_db
def test_avec_le_droit_un_motif_est_demande_puis_se_lit_des_deux_cotes(nadia):
    cadre, ouvert = convention("CONV-1", minutes_financees=600), dossier()
    donnees = {"convention": cadre, "minutes_financees": 660}
    with pytest.raises(Refus, match="Dites pourquoi") as refus:
        financer(ouvert, nadia, **donnees)
    assert refus.value.champ == "motif_depassement"
    financer(ouvert, nadia, **donnees, motif_depassement="Accord oral de l’OPCO")
    for sujet in (ouvert, cadre):
        entree = Entree.objects.du_sujet(sujet).get(acte="convention_depassee")
        assert (entree.motif, entree.auteur_libelle) == ("Accord oral de l’OPCO", "Nadia Benali")
        assert entree.changements[0]["apres"] == "1\u00a0h"


@pytest.mark.django_db
def test_un_depassement_accepte_ne_se_redemande_qu_en_grandissant(nadia, sophie):
    cadre, ouvert = convention(minutes_financees=600), dossier()
    financer(ouvert, nadia, convention=cadre, minutes_financees=660, motif_depassement="Accord")
    financer(ouvert, sophie, version=1, commentaire="Relancé")
    with pytest.raises(Refus, match="Votre profil"):
        financer(ouvert, sophie, version=2, minutes_financees=661)
    financement = financer(ouvert, sophie, version=2, minutes_financees=600)
    assert financement.motif_depassement == ""


@pytest.mark.django_db
def test_reduire_une_convention_sous_ce_qui_est_engage_demande_aussi_droit_et_motif(sophie, nadia):
    cadre = convention(minutes_financees=600)
    financer(dossier(), sophie, convention=cadre, minutes_financees=480)
    options = {"convention": cadre, "version": 1, "donnees": {"minutes_financees": 420}, "prestations": []}
    with pytest.raises(Refus, match="engagent 1\u00a0h de plus. Votre profil") as refus:
        modifier_convention(par=sophie, **options)
    assert refus.value.champ == "minutes_financees"
    options["convention"] = Convention.objects.get()
    with pytest.raises(Refus, match="Dites pourquoi") as refus:
        modifier_convention(par=nadia, **options)
    assert refus.value.champ == "motif"
    options["convention"] = Convention.objects.get()
    modifier_convention(par=nadia, motif="Avenant à la baisse", **options)
    assert Entree.objects.du_sujet(cadre).first().motif == "Avenant à la baisse"


@pytest.mark.django_db
def test_un_dossier_annule_rend_ses_heures_et_ne_les_reprend_que_si_elles_restent(sophie):
    cadre, premier = convention("CONV-1", minutes_financees=600), dossier()
    financer(premier, sophie, convention=cadre, minutes_financees=600)
    annuler_dossier(par=sophie, dossier=premier, motif="Erreur")
    assert reste_de(with_engagement(Convention.objects.all()).get()).minutes == 600
    financer(dossier(), sophie, convention=cadre, minutes_financees=60)
    with pytest.raises(Refus, match="CONV-1 ne suffit plus : il lui manque 1\u00a0h"):
        restaurer_dossier(par=sophie, dossier=premier)


# ── À plusieurs ──


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("champ", ["minutes_financees", "montant_total"])
def test_les_heures_d_une_convention_ne_sont_jamais_vendues_deux_fois(champ):
    plafond = {"minutes_financees": 600} if champ == "minutes_financees" else {"montant": D(600)}
    cadre, sophie = convention(**plafond), utilisateur("gestionnaire")
    ouverts, depart = [dossier() for _ in range(FILS)], Barrier(FILS)

    def engager(ouvert) -> bool:
        try:
            depart.wait(timeout=20)
            financer(ouvert, sophie, convention=cadre, **{champ: 240})
        except Refus:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(FILS) as fils:
        assert sum(fils.map(engager, ouverts)) == 2
    assert Financement.objects.aggregate(somme=Sum(champ))["somme"] == 480
