"""Les étapes : déduites des faits, passées ou reprises, rappelées sur l'accueil."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.accueil.registres import SOURCES_ACCUEIL
from jalon.comptes.registres import ECRANS_ADMIN
from jalon.installation.operations import passer_etape, reprendre_etape
from jalon.installation.queries import avancement, etapes_de
from jalon.installation.registres import ETAPES
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.structure.operations import basculer_centre, creer_centre, modifier_reglages
from tests import fabriques

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def admin():
    return fabriques.utilisateur("administrateur")


def etats(admin) -> dict[str, str]:
    return {situee.etape.code: situee.etat.value for situee in etapes_de(admin)}


def finir(admin) -> None:
    for code in ETAPES.codes():
        passer_etape(par=admin, code=code)


def test_les_etapes_et_les_ecrans_de_la_maison_sont_inscrits():
    assert ETAPES.codes() == ["reglages", "centres", "utilisateurs", "catalogue"]
    for code in ("reglages", "centres", "lieux", "ressources", "jours_fermes"):
        assert code in ECRANS_ADMIN
    assert "premier_demarrage" in SOURCES_ACCUEIL


@pytest.mark.deux_moteurs
def test_une_etape_se_fait_par_les_faits_et_se_defait_avec_eux(admin):
    assert {etats(admin)[code] for code in ("reglages", "centres", "catalogue")} == {"a_faire"}
    modifier_reglages(par=admin, version=0, donnees={"raison_sociale": "Cap Exemple"})
    centre = creer_centre(par=admin, libelle="Rennes")
    fabriques.prestation()
    assert {etats(admin)[code] for code in ("reglages", "centres", "catalogue")} == {"faite"}
    basculer_centre(par=admin, objet=centre, is_active=False)
    assert etats(admin)["centres"] == "a_faire"


@pytest.mark.deux_moteurs
def test_passer_puis_reprendre_laisse_sa_trace(admin):
    passer_etape(par=admin, code="centres")
    passer_etape(par=admin, code="centres")
    assert etats(admin)["centres"] == "passee"
    reprendre_etape(par=admin, code="centres")
    assert etats(admin)["centres"] == "a_faire"
    actes = Entree.objects.filter(acte__startswith="etape_").order_by("pk").values_list("acte", "motif")
    assert list(actes) == [("etape_passee", "Créer les centres"), ("etape_reprise", "Créer les centres")]
    with pytest.raises(Refus):
        passer_etape(par=admin, code="inconnue")


@pytest.mark.parametrize("profil", ["conseiller", "gestionnaire", "responsable", "consultation"])
def test_seul_l_administrateur_mene_le_premier_demarrage(client, profil):
    par = fabriques.utilisateur(profil)
    with pytest.raises(AccesRefuse):
        passer_etape(par=par, code="centres")
    client.force_login(par)
    assert client.get(reverse("installation:premier_demarrage")).status_code == 403
    assert client.post(reverse("installation:passer", args=["centres"])).status_code == 403
    assert "Premier démarrage" not in client.get("/").content.decode()


def test_l_accueil_le_rappelle_tant_qu_il_reste_une_etape(client, admin):
    client.force_login(admin)
    assert "Premier démarrage" in client.get("/").content.decode()
    assert client.post(reverse("installation:passer", args=["centres"])).status_code == 302
    page = client.get(reverse("installation:premier_demarrage")).content.decode()
    assert "Reprendre" in page
    assert client.post(reverse("installation:reprendre", args=["centres"])).status_code == 302
    finir(admin)
    assert "Premier démarrage" not in client.get("/").content.decode()
    assert "La maison est prête" in client.get(reverse("installation:premier_demarrage")).content.decode()


def test_l_avancement_se_lit_en_une_requete(admin):
    with CaptureQueriesContext(connection) as requetes:
        donnees = avancement(etapes_de(admin))
    assert len(requetes) == 1
    assert donnees["prochaine"].etape.code == "reglages"
