"""« Que voit cet utilisateur, et pourquoi ? » : la réponse est celle de la porte de lecture, dite en phrases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.comptes.models import Profil, Utilisateur
from jalon.dossiers.explications import faits_d_acces, raisons, verifier
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import annuler_dossier
from jalon.dossiers.rules.perimetre import FaitsAcces, verdict
from tests.fabriques import centre, dossier, equipe, utilisateur


@pytest.mark.parametrize(
    ("faits", "is_visible", "mot"),
    [
        ({"perimetre": "maison"}, True, "tous les dossiers de la structure"),
        ({"perimetre": "miens"}, False, "Il n’en est ni"),
        ({"perimetre": "equipes"}, False, "Ni lui ni un membre"),
        ({"perimetre": "miens", "roles": ("gestionnaire",)}, True, "Il en est gestionnaire"),
        ({"perimetre": "miens", "collegues": (("Rennes", "Awa", "gestionnaire"),)}, False, "Il n’en est ni"),
        ({"perimetre": "equipes", "collegues": (("Rennes", "Awa", "gestionnaire"),)}, True, "Équipe Rennes : Awa"),
        ({"perimetre": "maison", "can_lire": False}, False, "de lire les dossiers"),
        ({"perimetre": "maison", "is_actif": False, "can_lire": False}, False, "désactivé"),
        ({"perimetre": "maison", "is_limite_aux_centres": True}, False, "à aucun centre"),
        ({"perimetre": "maison", "is_limite_aux_centres": True, "centre": "Nantes"}, False, "au centre Nantes"),
        ({"perimetre": "maison", "is_limite_aux_centres": True, "is_dans_ses_centres": True}, True, "tous les"),
        ({"perimetre": "maison", "is_annule": True}, True, "par son numéro"),
    ],
)
def test_le_verdict_et_sa_raison(faits, is_visible, mot):
    rendu = verdict(FaitsAcces(**{"is_actif": True, "can_lire": True, **faits}))
    assert rendu.is_visible is is_visible
    assert mot in " ".join(rendu.raisons)


pytestmark = pytest.mark.django_db


@pytest.fixture
def monde():
    """Paul et Awa font deux équipes, Nadia dirige la première ; Thomas est seul ; un dossier annulé."""
    paul, awa, thomas, nadia = (utilisateur(code) for code in ("conseiller",) * 3 + ("responsable",))
    equipe(paul, awa, libelle="Rennes")
    equipe(paul, awa, libelle="VAE")
    Utilisateur.objects.get(pk=nadia.pk).equipes_dirigees.add(paul.equipes.get(libelle="Rennes"))
    de_paul, de_awa, de_thomas, annule = dossier(paul), dossier(awa), dossier(thomas), dossier(awa)
    Dossier.objects.filter(pk=de_paul.pk).update(centre=centre("rennes"))
    annuler_dossier(par=utilisateur("administrateur"), dossier=annule, motif="Erreur")
    return {
        "comptes": [paul, awa, thomas, nadia, utilisateur("consultation"), utilisateur(is_active=False)],
        "dossiers": [de_paul, de_awa, de_thomas, annule],
    }


@pytest.mark.deux_moteurs
@pytest.mark.parametrize("is_limite", [False, True])
@pytest.mark.parametrize("perimetre", ["miens", "equipes", "maison"])
def test_le_verdict_est_celui_de_la_porte_de_lecture(monde, perimetre, is_limite):
    Profil.objects.update(perimetre_dossiers=perimetre, is_limite_aux_centres=is_limite)
    Utilisateur.objects.filter(pk=monde["comptes"][1].pk).update(centre=centre("rennes"))
    for ancien in monde["comptes"]:
        compte = Utilisateur.objects.pour_connexion().get(pk=ancien.pk)
        joignables = set(Dossier.objects.joignables_par(compte).values_list("pk", flat=True))
        for lu in Dossier.objects.select_related("centre").order_by("pk"):
            assert verdict(faits_d_acces(compte, lu)).is_visible is (lu.pk in joignables), (compte.pk, lu.pk)


@pytest.mark.deux_moteurs
def test_les_dossiers_se_comptent_par_raison(monde):
    paul, _, thomas, nadia, consultation, _ = monde["comptes"]
    assert raisons(paul) == [("Conseiller référent", 1), ("Équipe Rennes", 1), ("Équipe VAE", 1)]
    assert raisons(thomas) == [("Conseiller référent", 1)]
    assert raisons(nadia) == [("Équipe Rennes", 2)]
    assert raisons(consultation) == []


def test_on_ne_verifie_que_ce_qu_on_voit_soi_meme(monde):
    """Sans quoi l'écran dirait à un administrateur limité quels dossiers existent ailleurs."""
    paul, awa, thomas, *_ = monde["comptes"]
    de_paul, de_thomas = monde["dossiers"][0], monde["dossiers"][2]
    assert verifier(thomas, de_paul.numero, awa)[1].is_visible is False
    assert verifier(thomas, de_thomas.numero, awa) is None
    assert verifier(thomas, "2026-999999", awa) is None


def ouvrir(client, compte, numero: str = "") -> str:
    reponse = client.get(f"/admin/utilisateurs/{compte.pk}/acces/", {"numero": numero} if numero else {})
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_l_ecran_dit_droits_perimetres_et_verifie_un_dossier(client, monde):
    paul, _, thomas, nadia, _, parti = monde["comptes"]
    Utilisateur.objects.filter(pk=paul.pk).update(droits_individuels=["dossiers.exporter", "facturation.lecture"])
    client.force_login(utilisateur("administrateur"))
    page = ouvrir(client, paul)
    assert page.count("droit individuel") == 2
    assert "Équipe VAE" in page
    oui = ouvrir(client, nadia, f" {monde['dossiers'][1].numero} ")
    assert "Oui : il voit" in oui
    assert "Équipe Rennes" in oui
    assert "Non : il ne voit pas" in ouvrir(client, thomas, monde["dossiers"][0].numero)
    absent = ouvrir(client, thomas, "<b>2026</b>")
    assert "Aucun dossier de votre périmètre" in absent
    assert "<b>2026</b>" not in absent
    assert "il ne voit plus rien" in ouvrir(client, parti)


def test_l_ecran_demande_de_lire_admin(client, monde):
    client.force_login(monde["comptes"][0])
    assert client.get(f"/admin/utilisateurs/{monde['comptes'][1].pk}/acces/").status_code == 403


def test_le_cout_ne_depend_ni_des_dossiers_ni_des_equipes(client, monde):
    client.force_login(utilisateur("administrateur"))
    paul, awa, *_ = monde["comptes"]

    def requetes() -> int:
        ouvrir(client, paul, monde["dossiers"][1].numero)
        with CaptureQueriesContext(connection) as lues:
            ouvrir(client, paul, monde["dossiers"][1].numero)
        return len(lues)

    avant = requetes()
    for rang in range(3):
        dossier(awa)
        equipe(paul, awa, libelle=f"Équipe {rang}")
    assert requetes() == avant == 13
