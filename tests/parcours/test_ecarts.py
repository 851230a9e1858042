"""H4 : avant de facturer, prévu, planifié et réalisé se comparent ; chaque différence mène où elle se règle."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jalon.financement.operations import modifier_financement
from jalon.planning.operations import valider_seance
from tests import fabriques

from . import gestes

pytestmark = pytest.mark.lent


@pytest.fixture
def tenue(maison):
    """Le dossier de Claire : 4 h financées à 75 € de l'heure, 5 h réalisées."""
    donnees = {
        "convention": maison.conventions["opco"],
        "minutes_financees": 240,
        "tarification": "horaire",
        "tarif_horaire": Decimal(75),
        "montant_total": Decimal(300),
    }
    opco = maison.societes["opco"]
    modifier_financement(
        par=maison.admin, dossier=maison.dossier, version=0, financeur=opco, donnees=donnees, parts=[]
    )
    agenda = fabriques.animateur(maison.utilisateurs["conseiller"], "Henry")
    hier = timezone.now().replace(microsecond=0) - timedelta(days=1)
    seance = fabriques.seance(hier, maison.dossier, animateurs=(agenda,), minutes=300)
    valider_seance(par=maison.admin, seance=seance, version=seance.version)
    return agenda


def etape(zone, libelle: str):
    """La ligne d'une étape du tableau."""
    return zone.get_by_role("row").filter(has=zone.page.get_by_role("rowheader", name=libelle))


@pytest.mark.parametrize("taille", ["bureau", "téléphone"])
def test_l_ecart_est_nomme_et_mene_ou_il_se_regle(connexion, maison, tenue, axe, taille):  # H4
    page = connexion("conseiller", taille)
    gestes.ouvrir_dossier(page, maison.dossier.numero)
    gestes.onglet(page, "Financement")
    bloc = gestes.bloc(page, "etapes")
    for libelle, heures, euros in (
        ("Prévu", "4 h", "300,00 €"),
        ("Planifié", "5 h", "375,00 €"),
        ("Réalisé", "5 h", "375,00 €"),
    ):
        expect(etape(bloc, libelle)).to_contain_text(heures)
        expect(etape(bloc, libelle)).to_contain_text(euros)
    expect(etape(bloc, "Facturé").get_by_role("cell")).to_have_text(["—", "—"])
    expect(bloc).to_contain_text("1 h réalisée au-delà des heures financées")
    expect(bloc).to_contain_text("Montant prévu inférieur de 75,00 € au réalisé")
    axe(page)

    # Le premier écart mène à son champ ; corrigé, il se tait
    bloc.get_by_role("link", name="Modifier les heures financées").click()
    zone = gestes.bloc(page, "financement")
    expect(zone.locator("#id_financement-minutes_financees")).to_be_in_viewport()
    gestes.saisir(zone, minutes_financees="8", montant_total="600")
    gestes.enregistrer(zone)
    gestes.enregistre(page)
    bloc = gestes.bloc(page, "etapes")
    expect(bloc).not_to_contain_text("au-delà des heures financées")

    # Ce qui n'est pas planifié mène à la séance à planifier
    expect(bloc).to_contain_text("3 h financées ne sont pas planifiées")
    bloc.get_by_role("link", name="Planifier une séance").click()
    expect(page.get_by_role("heading", name="Nouvelle séance")).to_be_visible()


def test_la_convention_nomme_l_ecart_et_mene_a_son_dossier(connexion, maison, tenue, axe):  # H4
    page = connexion("gestionnaire")
    page.goto(f"/admin/conventions/{maison.conventions['opco'].pk}/")
    carte = page.get_by_role("region", name="Prévu, planifié, réalisé, facturé")
    expect(etape(carte, "Réalisé")).to_contain_text("5 h")
    expect(carte).to_contain_text("1 h réalisée au-delà des heures financées")
    axe(page)
    carte.get_by_role("link", name=f"Voir le dossier {maison.dossier.numero}").first.click()
    expect(gestes.bloc(page, "etapes")).to_contain_text("1 h réalisée au-delà des heures financées")
