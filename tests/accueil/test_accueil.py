"""L'accueil montre mes dossiers, ceux de mon équipe, et rien hors de mon périmètre."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jalon.accueil.enums import Portee
from jalon.accueil.queries import dossiers_recents, fins_prevues, ouverts_par_statut
from jalon.accueil.registres import SOURCES_ACCUEIL
from jalon.dossiers.models import Dossier
from jalon.journal.operations import noter_consultation
from tests import fabriques

pytestmark = pytest.mark.django_db


def numeros(utilisateur, portee=Portee.MOI) -> list[str]:
    return [recent.dossier.numero for recent in dossiers_recents(utilisateur, portee)]


def texte(reponse) -> str:
    return reponse.content.decode()


def test_les_blocs_inscrits():
    assert {"travaux", "ouverts_par_statut", "dossiers_recents", "fins_prevues"} <= set(SOURCES_ACCUEIL.codes())


@pytest.mark.deux_moteurs
def test_le_dernier_dossier_touche_vient_d_abord():
    moi = fabriques.utilisateur("conseiller")
    premier, second = fabriques.dossier(moi), fabriques.dossier(moi)
    assert numeros(moi) == [second.numero, premier.numero]
    fabriques.evenement(premier, "entree", timezone.localdate(), par=moi)
    recents = dossiers_recents(moi, Portee.MOI)
    assert recents[0].dossier == premier
    assert recents[0].quoi == "Événement : entrée"
    assert recents[0].quand.startswith("aujourd’hui à ")


def test_un_dossier_consulte_revient_en_tete():
    moi = fabriques.utilisateur("conseiller")
    premier, second = fabriques.dossier(moi), fabriques.dossier(moi)
    noter_consultation(par=moi, sujet=premier)
    assert numeros(moi) == [premier.numero, second.numero]


def test_mon_equipe_montre_le_travail_des_collegues_et_dit_qui():
    moi, collegue = fabriques.utilisateur("conseiller"), fabriques.utilisateur("conseiller")
    fabriques.equipe(moi, collegue)
    dossier = fabriques.dossier(collegue)
    assert numeros(moi) == []
    (recent,) = dossiers_recents(moi, Portee.EQUIPE)
    assert (recent.dossier, recent.auteur) == (dossier, str(collegue))


@pytest.mark.parametrize("portee", Portee)
def test_rien_hors_de_mon_perimetre(client, portee):
    moi = fabriques.utilisateur("conseiller")
    ailleurs = fabriques.dossier(beneficiaire=fabriques.beneficiaire("Ailleurs"))
    noter_consultation(par=moi, sujet=ailleurs)  # consulté du temps où il était le mien
    assert numeros(moi, portee) == []
    client.force_login(moi)
    page = texte(client.get("/", {"portee": portee.value}))
    assert "AILLEURS" not in page
    assert ailleurs.numero not in page


def test_les_comptes_par_statut_menent_a_la_meme_liste(client):
    moi = fabriques.utilisateur("conseiller")
    fabriques.dossier(moi)
    fabriques.evenement(fabriques.dossier(moi), "entree", timezone.localdate())
    comptes = {c.statut.value: c for c in ouverts_par_statut(moi, Portee.MOI)}
    assert {code: c.nombre for code, c in comptes.items()} == {"previsionnel": 1, "en_cours": 1, "suspendu": 0}
    client.force_login(moi)
    liste = client.get(comptes["en_cours"].adresse)
    assert liste.status_code == 200
    assert liste.context["liste"].compte.nombre == 1


def test_les_fins_proches_et_celles_qui_viennent_de_passer():
    moi, jour = fabriques.utilisateur("conseiller"), timezone.localdate()
    for ecart in (-40, -2, 12, 45):
        dossier = fabriques.dossier(moi)
        fabriques.evenement(dossier, "entree", jour - timedelta(days=60))
        Dossier.objects.filter(pk=dossier.pk).update(date_fin_previsionnelle=jour + timedelta(days=ecart))
    assert [(f.texte, f.is_depassee) for f in fins_prevues(moi, Portee.MOI, jour)] == [
        ("dépassée de 2 jours", True),
        ("dans 12 jours", False),
    ]


def test_sans_dossier_l_accueil_aide(connecte):
    page = texte(connecte("conseiller").get("/"))
    assert "Aucun dossier pour l’instant" in page
    assert "/dossiers/nouveau/" in page


def test_en_lecture_seule_pas_de_nouveau_dossier(connecte):
    page = texte(connecte("consultation").get("/"))
    assert "/dossiers/nouveau/" not in page
    assert "La structure" in page


def test_sans_droit_sur_les_dossiers_l_accueil_s_ouvre_quand_meme(client):
    profil = fabriques.profil("conseiller")
    profil.droits = ["annuaire.lecture"]
    profil.save()
    client.force_login(fabriques.utilisateur("conseiller"))
    page = texte(client.get("/"))
    assert "Rien à montrer ici" in page
    assert "/production/" not in page


def test_l_accueil_coute_autant_pour_un_dossier_que_pour_trois(client):
    moi = fabriques.utilisateur("conseiller")
    client.force_login(moi)
    fabriques.evenement(fabriques.dossier(moi), "entree", timezone.localdate(), par=moi)
    client.get("/")
    with CaptureQueriesContext(connection) as un:
        client.get("/")
    for _ in range(2):
        fabriques.evenement(fabriques.dossier(moi), "entree", timezone.localdate(), par=moi)
    with CaptureQueriesContext(connection) as trois:
        client.get("/")
    assert len(trois) == len(un) <= 26


def test_l_accueil_demande_de_se_connecter(client):
    assert client.get("/").status_code == 302
