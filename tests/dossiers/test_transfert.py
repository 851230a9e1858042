"""« Transférer ses dossiers » : un acte, tout ou rien, chaque dossier au journal, les accès à jour."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.comptes.models import Profil, Utilisateur
from jalon.dossiers.enums import MotifAcces
from jalon.dossiers.models import AccesDossier, Dossier
from jalon.dossiers.operations import annuler_dossier, demander_transfert, transferer_dossiers
from jalon.dossiers.operations import transfert as acte
from jalon.dossiers.rules.transfert import ROLES, refus_transfert
from jalon.dossiers.transferts import Transfert, dossiers_a_transferer, lire_apercu
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.models import Travail
from jalon.socle.travaux.taches import executer_travail
from tests.fabriques import centre, dossier, equipe, evenement, utilisateur

deux_moteurs = pytest.mark.deux_moteurs
CONSEILLER, GESTIONNAIRE = MotifAcces.CONSEILLER, MotifAcces.GESTIONNAIRE


@pytest.fixture
def admin(db):
    return utilisateur("administrateur")


@pytest.fixture
def monde(admin):
    """Paul part : conseiller de deux dossiers (un clos), gestionnaire d'un troisième ; Awa reçoit."""
    paul, awa, sophie = utilisateur("conseiller"), utilisateur("conseiller"), utilisateur("gestionnaire")
    ouvert = dossier(paul, donnees={"gestionnaire": sophie})
    clos = dossier(paul)
    evenement(clos, "entree", clos.created_at.date(), par=admin)
    evenement(clos, "abandon", clos.created_at.date(), par=admin)
    gere = dossier(sophie, donnees={"gestionnaire": paul})
    return {"paul": paul, "awa": awa, "sophie": sophie, "ouvert": ouvert, "clos": clos, "gere": gere}


def acces(lu: Dossier) -> set[tuple[int, str]]:
    return set(AccesDossier.objects.filter(dossier=lu).values_list("utilisateur", "motif"))


# ── Règles ──


@pytest.mark.parametrize(
    ("faits", "champ"),
    [
        ({}, None),
        ({"roles": []}, "roles"),
        ({"roles": ["animateur"]}, "roles"),
        ({"is_le_meme": True}, "vers"),
        ({"is_actif": False, "can_lire": False}, "vers"),
        ({"can_lire": False}, "vers"),
    ],
)
def test_a_qui_l_on_peut_transferer(faits, champ):
    refus = refus_transfert(**{"is_le_meme": False, "is_actif": True, "can_lire": True, "roles": ROLES, **faits})
    assert (refus and refus[0]) == champ


# ── Acte ──


@deux_moteurs
def test_les_dossiers_ouverts_passent_dans_leurs_roles(admin, monde):
    paul, awa, sophie = monde["paul"], monde["awa"], monde["sophie"]
    assert transferer_dossiers(par=admin, transfert=Transfert(paul, awa), attendus=2) == 2
    ouvert, clos, gere = (Dossier.objects.get(pk=monde[cle].pk) for cle in ("ouvert", "clos", "gere"))
    assert (ouvert.conseiller, ouvert.gestionnaire) == (awa, sophie)
    assert acces(ouvert) == {(awa.pk, CONSEILLER), (sophie.pk, GESTIONNAIRE)}
    assert gere.gestionnaire == awa
    assert acces(gere) == {(awa.pk, GESTIONNAIRE)}
    assert clos.conseiller == paul
    assert acces(clos) == {(paul.pk, CONSEILLER)}
    assert set(Dossier.objects.visibles_par(awa).order_by("pk")) == {ouvert, gere}


@deux_moteurs
def test_chaque_dossier_a_son_entree_et_le_compte_la_sienne(admin, monde):
    transferer_dossiers(par=admin, transfert=Transfert(monde["paul"], monde["awa"], ROLES, is_ouverts=False))
    for cle, champ in (("ouvert", "conseiller"), ("clos", "conseiller"), ("gere", "gestionnaire")):
        entree = Entree.objects.du_sujet(monde[cle]).filter(acte="dossier_transfere").get()
        assert [c["champ"] for c in entree.changements] == [champ]
        assert entree.changements[0]["apres"] == str(monde["awa"])
        assert str(monde["paul"]) in entree.motif
    assert Entree.objects.du_sujet(monde["paul"]).first().motif == f"3 dossiers à {monde['awa']}."


@deux_moteurs
def test_un_seul_role_laisse_l_autre(admin, monde):
    transferer_dossiers(par=admin, transfert=Transfert(monde["paul"], monde["awa"], (CONSEILLER,)))
    assert Dossier.objects.get(pk=monde["gere"].pk).gestionnaire == monde["paul"]


@deux_moteurs
def test_qui_tient_les_deux_roles_ne_fait_qu_une_entree(admin, monde):
    deux = dossier(monde["paul"], donnees={"gestionnaire": monde["paul"]})
    transferer_dossiers(par=admin, transfert=Transfert(monde["paul"], monde["awa"]))
    assert acces(deux) == {(monde["awa"].pk, CONSEILLER), (monde["awa"].pk, GESTIONNAIRE)}
    entree = Entree.objects.du_sujet(deux).filter(acte="dossier_transfere").get()
    assert len(entree.changements) == 2


@deux_moteurs
def test_rien_a_moitie(admin, monde, monkeypatch):
    """Une panne sur le dernier dossier n'en laisse aucun transféré."""
    poser = acte.poser_acces

    def tomber(lu, role, vers):
        if lu.pk == monde["gere"].pk:
            raise RuntimeError("panne")
        poser(lu, role, vers)

    monkeypatch.setattr(acte, "poser_acces", tomber)
    with pytest.raises(RuntimeError):
        transferer_dossiers(par=admin, transfert=Transfert(monde["paul"], monde["awa"]))
    assert Dossier.objects.get(pk=monde["ouvert"].pk).conseiller == monde["paul"]
    assert not Entree.objects.filter(acte="dossier_transfere").exists()


@deux_moteurs
def test_une_liste_qui_a_change_depuis_l_apercu_est_refusee(admin, monde):
    dossier(monde["paul"])
    with pytest.raises(Refus, match="a changé depuis l’aperçu"):
        transferer_dossiers(par=admin, transfert=Transfert(monde["paul"], monde["awa"]), attendus=2)


@deux_moteurs
def test_un_dossier_annule_ne_bouge_pas(admin, monde):
    annuler_dossier(par=admin, dossier=monde["ouvert"], motif="Erreur")
    transferer_dossiers(par=admin, transfert=Transfert(monde["paul"], monde["awa"], ROLES, is_ouverts=False))
    assert Dossier.objects.get(pk=monde["ouvert"].pk).conseiller == monde["paul"]


@pytest.mark.parametrize("individuels", [[], ["admin.ecriture"]])
def test_il_faut_administrer_et_ecrire_les_dossiers(monde, individuels):
    par = utilisateur("consultation", droits_individuels=individuels)
    for faire in (
        lambda t: transferer_dossiers(par=par, transfert=t),
        lambda t: demander_transfert(par=par, transfert=t, attendus=51),
    ):
        with pytest.raises(AccesRefuse):
            faire(Transfert(monde["paul"], monde["awa"]))


@pytest.mark.parametrize("attendus", [1, 51])
def test_vers_un_compte_desactive_ou_soi_meme_non(admin, monde, attendus):
    parti = utilisateur(is_active=False)
    for vers in (parti, monde["paul"]):
        with pytest.raises(Refus):
            demander_transfert(par=admin, transfert=Transfert(monde["paul"], vers), attendus=attendus)


def test_on_ne_transfere_que_ce_qu_on_voit(monde):
    """Un administrateur limité à ses équipes laisse les autres dossiers, et le sait."""
    par = utilisateur("responsable", droits_individuels=["admin.ecriture"])
    equipe(par, monde["sophie"])
    par = Utilisateur.objects.pour_connexion().get(pk=par.pk)
    apercu = lire_apercu(par, Transfert(monde["paul"], monde["awa"]))
    assert (apercu.nombre, apercu.hors_perimetre, apercu.is_perdu) == (1, 1, True)
    assert set(dossiers_a_transferer(par, Transfert(monde["paul"], None))) == {monde["ouvert"]}


def test_l_apercu_compte_par_role_et_previent_des_centres(admin, monde):
    Profil.objects.filter(code="conseiller").update(is_limite_aux_centres=True)
    awa = Utilisateur.objects.pour_connexion().get(pk=monde["awa"].pk)
    Dossier.objects.filter(pk=monde["ouvert"].pk).update(centre=centre("rennes"))
    apercu = lire_apercu(admin, Transfert(monde["paul"], awa))
    assert apercu.par_role == [("Conseiller référent", 1), ("Gestionnaire", 1)]
    assert apercu.hors_centres == 2
    Utilisateur.objects.filter(pk=awa.pk).update(centre=centre("rennes"))
    awa = Utilisateur.objects.pour_connexion().get(pk=awa.pk)
    assert lire_apercu(admin, Transfert(monde["paul"], awa)).hors_centres == 1
    assert not apercu.is_perdu


# ── Travail long ──


@deux_moteurs
def test_au_dela_de_cinquante_un_travail_long_fait_tout(admin, monde, monkeypatch):
    monkeypatch.setattr(acte, "IMMEDIAT_MAX", 1)
    transfert = Transfert(monde["paul"], monde["awa"])
    travail = demander_transfert(par=admin, transfert=transfert, attendus=2, retour="/")
    assert json.loads(json.dumps(travail.parametres))["roles"] == ["conseiller", "gestionnaire"]
    if Travail.objects.get(pk=travail.pk).is_actif:
        executer_travail.call(travail.pk)
    travail = Travail.objects.get(pk=travail.pk)
    assert (travail.message, travail.fait) == ("2 dossiers : fait.", 2)
    assert Dossier.objects.get(pk=monde["ouvert"].pk).conseiller == monde["awa"]


# ── Écran ──


@pytest.fixture
def client_admin(client, admin):
    client.force_login(admin)
    return client


def adresse(monde) -> str:
    return f"/admin/utilisateurs/{monde['paul'].pk}/transferer/"


def test_choisir_lire_confirmer(client_admin, monde):
    page = client_admin.get(adresse(monde)).content.decode()
    assert "Choisissez le collègue" in page
    assert monde["ouvert"].numero in page
    assert monde["clos"].numero not in page
    choix = {"vers": monde["awa"].pk, "roles": ["conseiller"], "quels": "tous"}
    fragment = client_admin.get(adresse(monde), choix, headers={"HX-Request": "true", "HX-Target": "apercu"})
    assert "Transférer 2 dossiers à" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    reponse = client_admin.post(adresse(monde), {**choix, "nombre": "2"})
    assert reponse.url == f"/admin/utilisateurs/{monde['paul'].pk}/acces/"
    assert Dossier.objects.get(pk=monde["clos"].pk).conseiller == monde["awa"]
    assert Dossier.objects.get(pk=monde["gere"].pk).gestionnaire == monde["paul"]


def test_au_dela_on_suit_le_travail(client_admin, monde, monkeypatch):
    monkeypatch.setattr(acte, "IMMEDIAT_MAX", 1)
    choix = {"vers": monde["awa"].pk, "roles": ["conseiller", "gestionnaire"], "quels": "ouverts", "nombre": "2"}
    assert client_admin.post(adresse(monde), choix).url.startswith("/travaux/")


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"vers": ""}, "Ce champ est obligatoire."),
        ({"vers": "999999"}, "n’existe pas"),
        ({"vers": "soi"}, "n’existe pas"),
        ({"roles": []}, "Ce champ est obligatoire."),
        ({"roles": ["animateur"]}, "Choisissez une des valeurs proposées."),
        ({"quels": "aucuns"}, "Choisissez une des valeurs proposées."),
        ({"nombre": "7"}, "a changé depuis l’aperçu"),
        ({"nombre": "²"}, "a changé depuis l’aperçu"),
    ],
)
def test_une_forgerie_ne_transfere_rien(client_admin, monde, champs, phrase):
    choix = {"vers": monde["awa"].pk, "roles": ["conseiller"], "quels": "ouverts", "nombre": "1", **champs}
    reponse = client_admin.post(adresse(monde), choix)
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode()
    assert Dossier.objects.get(pk=monde["ouvert"].pk).conseiller == monde["paul"]


def test_lire_admin_ne_suffit_pas(client, monde):
    client.force_login(utilisateur("conseiller", droits_individuels=["admin.lecture"]))
    choix = {"vers": monde["awa"].pk, "roles": ["conseiller"], "quels": "ouverts", "nombre": "1"}
    assert client.get(adresse(monde)).status_code == 403
    assert client.post(adresse(monde), choix).status_code == 403


def test_l_apercu_coute_autant_pour_un_dossier_que_pour_plusieurs(client_admin, monde):
    def requetes() -> int:
        client_admin.get(adresse(monde))
        with CaptureQueriesContext(connection) as lues:
            client_admin.get(adresse(monde))
        return len(lues)

    avant = requetes()
    for _ in range(3):
        dossier(monde["paul"])
    assert requetes() == avant == 10  # dont l’agenda de celui qui part
