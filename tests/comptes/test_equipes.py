"""Équipes : qui en est, ce qu'elle ouvre, tout de suite ; actes et écrans."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.comptes.models import Equipe, Utilisateur
from jalon.comptes.operations import (
    basculer_equipe,
    creer_equipe,
    modifier_equipe,
    modifier_utilisateur,
    supprimer_equipe,
)
from jalon.comptes.propositions import collegues
from jalon.comptes.rules import effet_equipe
from jalon.dossiers.models import AccesDossier, Dossier
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.socle.versions import Conflit
from tests.fabriques import centre, dossier, utilisateur

deux_moteurs = pytest.mark.deux_moteurs


def relire(compte: Utilisateur) -> Utilisateur:
    return Utilisateur.objects.pour_connexion().get(pk=compte.pk)


def vus(compte: Utilisateur) -> set[Dossier]:
    """Ce que la requête suivante de ce compte verra."""
    return set(Dossier.objects.visibles_par(relire(compte)).order_by("pk"))


@pytest.fixture
def monde(admin):
    """Paul et Awa font équipe ; Nadia, responsable, n'en est pas membre ; Thomas est seul."""
    paul, awa, thomas, nadia = (utilisateur(code) for code in ("conseiller",) * 3 + ("responsable",))
    equipe = creer_equipe(par=admin, libelle="Rennes", membres=[paul, awa], responsable=nadia)
    return {"paul": paul, "awa": awa, "thomas": thomas, "nadia": nadia, "equipe": equipe}


# ── Règles ──


@pytest.mark.parametrize(
    ("is_actif", "can_lire", "perimetre", "mot"),
    [
        (True, True, "equipes", "Voit les dossiers de l’équipe"),
        (True, True, "miens", "que les siens"),
        (True, True, "maison", "déjà tous"),
        (True, False, "equipes", "Ne lit pas"),
        (False, True, "equipes", "désactivé"),
    ],
)
def test_ce_qu_une_equipe_ouvre(is_actif, can_lire, perimetre, mot):
    assert mot in effet_equipe(is_actif, can_lire, perimetre)


# ── Périmètres ──


@deux_moteurs
def test_un_responsable_non_membre_voit_les_dossiers_de_l_equipe(monde):
    de_paul, _, de_nadia = dossier(monde["paul"]), dossier(monde["thomas"]), dossier(monde["nadia"])
    Dossier.objects.filter(pk=de_nadia.pk).update(conseiller=monde["nadia"])
    AccesDossier.objects.create(dossier=de_nadia, utilisateur=monde["nadia"], motif="conseiller")
    assert vus(monde["nadia"]) == {de_paul, de_nadia}
    assert vus(monde["awa"]) == {de_paul}  # l'inverse n'est pas vrai : le responsable garde les siens


@deux_moteurs
def test_changer_une_equipe_vaut_a_la_requete_suivante_sans_recrire_d_acces(admin, monde):
    de_paul, de_thomas = dossier(monde["paul"]), dossier(monde["thomas"])
    acces = list(AccesDossier.objects.order_by("pk").values_list("pk", flat=True))
    equipe, thomas, awa = monde["equipe"], monde["thomas"], monde["awa"]
    assert vus(thomas) == {de_thomas}
    modifier_equipe(par=admin, equipe=equipe, version=1, donnees={"responsable": None}, membres=[thomas, awa])
    assert vus(awa) == {de_thomas}
    assert vus(thomas) == {de_thomas}
    assert vus(monde["nadia"]) == set()
    assert vus(monde["paul"]) == {de_paul}
    basculer_equipe(par=admin, equipe=equipe, is_active=False)
    assert vus(awa) == set()
    basculer_equipe(par=admin, equipe=equipe, is_active=True)
    assert vus(awa) == {de_thomas}
    assert list(AccesDossier.objects.order_by("pk").values_list("pk", flat=True)) == acces


@deux_moteurs
def test_les_dossiers_d_un_collegue_desactive_restent_ceux_de_l_equipe(monde):
    de_paul = dossier(monde["paul"])
    Utilisateur.objects.filter(pk=monde["paul"].pk).update(is_active=False)
    assert vus(monde["awa"]) == {de_paul}
    assert vus(monde["paul"]) == set()


# ── Actes ──


def test_creer_dit_les_premiers_membres_au_journal(admin, monde):
    equipe = creer_equipe(par=admin, libelle="Bilans", membres=[monde["awa"]])
    changements = Entree.objects.du_sujet(equipe).get().changements
    assert [(c["avant"], c["apres"]) for c in changements if c["champ"] == "membres"] == [("—", str(monde["awa"]))]


@deux_moteurs
def test_modifier_laisse_avant_apres_et_refuse_une_lecture_perimee(admin, monde):
    equipe, rennes = monde["equipe"], centre("rennes")
    perimee = Equipe.objects.get(pk=equipe.pk)
    donnees = {"libelle": "Bilans", "centre": rennes}
    modifier_equipe(par=admin, equipe=equipe, version=1, donnees=donnees, membres=[monde["awa"]])
    entree = Entree.objects.du_sujet(equipe).first()
    assert {c["libelle"]: (c["avant"], c["apres"]) for c in entree.changements} == {
        "nom": ("Rennes", "Bilans"),
        "centre": ("—", "Rennes"),
        "membres": (", ".join(sorted([str(monde["awa"]), str(monde["paul"])])), str(monde["awa"])),
    }
    with pytest.raises(Conflit):
        modifier_equipe(par=admin, equipe=perimee, version=1, donnees={}, membres=[])
    assert equipe.membres.count() == 1
    suite = Entree.objects.count()
    modifier_equipe(par=admin, equipe=equipe, version=2, donnees=donnees, membres=[monde["awa"]])
    assert Entree.objects.count() == suite


@deux_moteurs
def test_changer_l_equipe_d_un_compte_avance_la_version_de_l_equipe(admin, monde):
    """Qui avait l'équipe ouverte verra le conflit, au lieu d'effacer le nouveau membre."""
    thomas, equipe = relire(monde["thomas"]), monde["equipe"]
    modifier_utilisateur(par=admin, utilisateur=thomas, version=thomas.version, donnees={"equipes": [equipe]})
    with pytest.raises(Conflit):
        modifier_equipe(par=admin, equipe=equipe, version=1, donnees={}, membres=[monde["awa"]])
    assert equipe.membres.count() == 3


@deux_moteurs
def test_deux_equipes_n_ont_pas_le_meme_nom(admin, monde):
    with pytest.raises(Refus, match="porte déjà ce nom"):
        creer_equipe(par=admin, libelle="rennes", membres=[])


@deux_moteurs
def test_seule_une_equipe_sans_membre_se_supprime(admin, monde):
    equipe = monde["equipe"]
    with pytest.raises(Refus, match="2 membres"):
        supprimer_equipe(par=admin, equipe=equipe)
    modifier_equipe(par=admin, equipe=equipe, version=1, donnees={}, membres=[])
    supprimer_equipe(par=admin, equipe=equipe)
    assert not Equipe.objects.exists()


@pytest.mark.parametrize("qui", ["conseiller", "responsable", "consultation"])
def test_sans_administrer_aucun_acte(qui, monde):
    par, equipe = utilisateur(qui), monde["equipe"]
    for acte in (
        lambda: creer_equipe(par=par, libelle="Moi", membres=[par]),
        lambda: modifier_equipe(par=par, equipe=equipe, version=1, donnees={}, membres=[par]),
        lambda: basculer_equipe(par=par, equipe=equipe, is_active=False),
        lambda: supprimer_equipe(par=par, equipe=equipe),
    ):
        with pytest.raises(AccesRefuse):
            acte()
    assert par not in equipe.membres.all()


# ── Écrans ──


def test_creer_puis_modifier_par_les_ecrans(connecte, monde):
    client = connecte()
    envoi = {"libelle": "Pôle VAE", "responsable": monde["nadia"].pk, "membres": [monde["thomas"].pk]}
    reponse = client.post("/admin/equipes/nouvelle/", envoi)
    equipe = Equipe.objects.get(libelle="Pôle VAE")
    assert reponse.url == f"/admin/equipes/{equipe.pk}/"
    page = client.get(reponse.url).content.decode()
    assert str(monde["thomas"]) in page
    assert "Voit les dossiers de l’équipe" in page
    envoi |= {"version": 1, "membres": [monde["thomas"].pk, monde["awa"].pk]}
    assert client.post(f"/admin/equipes/{equipe.pk}/modifier/", envoi).status_code == 302
    assert equipe.membres.count() == 2
    conflit = client.post(f"/admin/equipes/{equipe.pk}/modifier/", {**envoi, "libelle": "VAE"})
    assert conflit.status_code == 422
    assert 'name="version" value="2"' in conflit.content.decode()
    assert client.post(f"/admin/equipes/{equipe.pk}/etat/", {"actif": "non"}).status_code == 302
    assert "n’ouvre plus aucun dossier" in client.get(f"/admin/equipes/{equipe.pk}/").content.decode()
    assert client.post(f"/admin/equipes/{equipe.pk}/supprimer/").status_code == 422
    for nom in ("etat", "supprimer", "modifier"):
        assert client.get(f"/admin/equipes/{equipe.pk}/{nom}/").status_code == 200
    client.post(f"/admin/equipes/{equipe.pk}/modifier/", {"libelle": "VAE", "version": 3})
    assert client.post(f"/admin/equipes/{equipe.pk}/supprimer/").url == "/admin/equipes/"


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"libelle": ""}, "Ce champ est obligatoire."),
        ({"libelle": "RENNES"}, "porte déjà ce nom"),
        ({"libelle": "X", "membres": ["999999"]}, "n’existe pas"),
        ({"libelle": "X", "membres": ["pirate"]}, "n’existe pas"),
        ({"libelle": "X", "responsable": "999999"}, "n’a plus de compte actif"),
    ],
)
def test_une_saisie_refusee_ne_cree_rien(connecte, monde, champs, phrase):
    reponse = connecte().post("/admin/equipes/nouvelle/", champs)
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode()
    assert Equipe.objects.count() == 1


def test_un_compte_desactive_ne_se_choisit_plus_mais_reste_membre(connecte, monde):
    client, equipe = connecte(), monde["equipe"]
    Utilisateur.objects.filter(pk__in=[monde["paul"].pk, monde["thomas"].pk]).update(is_active=False)
    adresse = f"/admin/equipes/{equipe.pk}/modifier/"
    envoi = {"libelle": "Rennes", "version": 1, "membres": [monde["paul"].pk]}
    assert client.post(adresse, {**envoi, "membres": [monde["thomas"].pk]}).status_code == 422
    assert client.post(adresse, envoi).status_code == 302
    assert set(equipe.membres.all()) == {monde["paul"]}


def test_on_propose_les_comptes_actifs_par_leur_nom(connecte, db):
    client = connecte()
    zoe = utilisateur("conseiller", prenom="Zoé", nom="Le Œuff", centre=centre("nantes"))
    utilisateur("conseiller", prenom="Zoé", nom="Partie", is_active=False)
    lignes, suite = collegues("oeuff zoe")
    assert ([ligne.value for ligne in lignes], suite) == ([zoe.pk], False)
    assert lignes[0].detail == "Conseiller · Nantes"
    trouves = client.get("/admin/equipes/collegues/?q=zoe").json()["results"]
    assert [ligne["value"] for ligne in trouves] == [zoe.pk]


def test_le_cout_ne_depend_ni_des_membres_ni_des_equipes(connecte, admin, monde):
    client = connecte()

    def requetes(adresse: str) -> int:
        client.get(adresse)
        with CaptureQueriesContext(connection) as lues:
            client.get(adresse)
        return len(lues)

    adresses = ("/admin/equipes/", f"/admin/equipes/{monde['equipe'].pk}/")
    avant = [requetes(adresse) for adresse in adresses]
    for rang in range(3):
        creer_equipe(par=admin, libelle=f"Équipe {rang}", membres=[monde["thomas"]])
    plus = [utilisateur(centre=centre("nantes")) for _ in range(3)]
    donnees = {"centre": centre("rennes"), "responsable": monde["nadia"]}
    modifier_equipe(par=admin, equipe=monde["equipe"], version=1, donnees=donnees, membres=plus)
    assert [requetes(adresse) for adresse in adresses] == avant == [13, 6]
