"""L'invitation : un lien qui sert une fois, sept jours, et dont la base ne garde que l'empreinte."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from jalon.comptes.models import Invitation, Utilisateur
from jalon.comptes.operations import (
    accepter_invitation,
    desactiver_utilisateur,
    inviter_utilisateur,
    modifier_utilisateur,
    renvoyer_invitation,
    revoquer_invitation,
)
from jalon.comptes.rules import etat_compte
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from tests.balayage import octets
from tests.fabriques import MOT_DE_PASSE, profil, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
NEUF = "les marées du printemps 2026"
FICHIERS = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture(autouse=True)
def sans_limite():
    cache.clear()


@pytest.fixture
def admin(db):
    return utilisateur("administrateur", mot_de_passe=MOT_DE_PASSE)


def inviter(admin, courriel: str = "lea@essai.example.org") -> tuple[Utilisateur, str]:
    donnees = {"prenom": "Léa", "nom": "Ney", "courriel": courriel, "profil": profil("conseiller")}
    return inviter_utilisateur(par=admin, donnees=donnees)


def choisir(client, jeton: str, mot_de_passe: str = NEUF):
    saisie = {"password1": mot_de_passe, "password2": mot_de_passe}
    return client.post(f"/invitation/{jeton}/", saisie)


def vieillir(jours: int) -> None:
    Invitation.objects.update(expire_at=timezone.now() + timedelta(days=7 - jours))


def test_la_personne_choisit_son_mot_de_passe_et_entre(client, admin):
    lea, jeton = inviter(admin)
    page = client.get(f"/invitation/{jeton}/")
    assert "Bienvenue, Léa" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]
    assert choisir(client, jeton).url == "/connexion/"
    reponse = client.post("/connexion/", {"login": lea.courriel, "password": NEUF})
    assert reponse.url == "/"
    actes = {(e.libelle, e.auteur_libelle) for e in Entree.objects.du_sujet(lea)}
    assert ("Invitation acceptée", "Léa Ney") in actes


def test_la_base_ne_garde_pas_le_jeton(admin):
    lea, jeton = inviter(admin)
    invitation = Invitation.objects.get()
    assert jeton not in str(vars(invitation))
    assert len(invitation.empreinte) == 64
    assert jeton not in str([vars(entree) for entree in Entree.objects.du_sujet(lea)])


def test_un_mot_de_passe_faible_se_refuse_et_le_lien_reste(client, admin):
    lea, jeton = inviter(admin)
    for faible in ("court", "lea@essai.example.org", "motdepasse1234"[:11]):
        assert choisir(client, jeton, faible).status_code == 422
    saisie = {"password1": NEUF, "password2": "autre chose"}
    assert client.post(f"/invitation/{jeton}/", saisie).status_code == 422
    assert choisir(client, jeton).status_code == 302


@pytest.mark.parametrize("methode", ["get", "post"])
def test_faux_use_expire_revoque_desactive_ce_sont_les_memes_octets(client, admin, methode):
    morts = {"faux": "x" * 43}
    lea, morts["usé"] = inviter(admin)
    accepter_invitation(jeton=morts["usé"], mot_de_passe=NEUF)
    yan, morts["révoqué"] = inviter(admin, "yan@essai.example.org")
    revoquer_invitation(par=admin, utilisateur=yan)
    zoe, morts["remplacé"] = inviter(admin, "zoe@essai.example.org")
    renvoyer_invitation(par=admin, utilisateur=zoe)
    ugo, morts["désactivé"] = inviter(admin, "ugo@essai.example.org")
    desactiver_utilisateur(par=admin, utilisateur=ugo, motif="Erreur")
    ida, morts["expiré"] = inviter(admin, "ida@essai.example.org")
    Invitation.objects.filter(utilisateur=ida).update(expire_at=timezone.now())
    rendus = set()
    for jeton in morts.values():
        reponse = getattr(client, methode)(f"/invitation/{jeton}/", {"password1": NEUF, "password2": NEUF})
        rendus.add((reponse.status_code, octets(reponse, jeton), reponse.headers["Referrer-Policy"]))
    assert len(rendus) == 1
    assert next(iter(rendus))[0] == 404
    assert [
        u.has_usable_password() for u in Utilisateur.objects.filter(pk__in=[yan.pk, zoe.pk, ugo.pk, ida.pk])
    ] == [False] * 4


def test_il_vaut_sept_jours_pas_huit(client, admin):
    _, jeton = inviter(admin)
    vieillir(6)
    assert client.get(f"/invitation/{jeton}/").status_code == 200
    vieillir(8)
    assert client.get(f"/invitation/{jeton}/").status_code == 404


def test_corriger_le_courriel_tue_le_lien_deja_parti(client, admin):
    lea, jeton = inviter(admin)
    donnees = {"courriel": "leane@essai.example.org"}
    modifier_utilisateur(par=admin, utilisateur=lea, version=1, donnees=donnees)
    assert client.get(f"/invitation/{jeton}/").status_code == 404


def test_un_compte_ouvert_ne_se_reinvite_pas_ni_un_compte_ferme(admin):
    lea, jeton = inviter(admin)
    lea = accepter_invitation(jeton=jeton, mot_de_passe=NEUF)
    with pytest.raises(Refus, match="Mot de passe oublié"):
        renvoyer_invitation(par=admin, utilisateur=lea)
    yan, _ = inviter(admin, "yan@essai.example.org")
    desactiver_utilisateur(par=admin, utilisateur=yan, motif="Erreur")
    with pytest.raises(Refus, match="désactivé"):
        renvoyer_invitation(par=admin, utilisateur=yan)


def test_sans_le_droit_personne_n_invite(admin):
    paul, (lea, _) = utilisateur(), inviter(admin)
    for acte in (renvoyer_invitation, revoquer_invitation):
        with pytest.raises(AccesRefuse):
            acte(par=paul, utilisateur=lea)
    with pytest.raises(AccesRefuse):
        inviter(paul, "pirate@essai.example.org")


@pytest.mark.django_db(transaction=True)
def test_deux_clics_au_meme_instant_n_ouvrent_le_compte_qu_une_fois():
    lea, jeton = inviter(utilisateur("administrateur"))
    depart = Barrier(2)

    def accepter(mot_de_passe: str) -> bool:
        depart.wait(timeout=10)
        try:
            accepter_invitation(jeton=jeton, mot_de_passe=mot_de_passe)
        except Refus:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as fils:
        assert sum(fils.map(accepter, [NEUF, MOT_DE_PASSE])) == 1


def test_les_essais_sont_limites(client):
    statuts = [client.get(f"/invitation/{rang}/").status_code for rang in range(31)]
    assert statuts == [404] * 30 + [429]


class TestCourriel:
    """Ces essais gardent leurs transactions : le courriel part une fois l'acte conclu."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def saisie(self) -> dict:
        return {
            "prenom": "Léa",
            "nom": "Ney",
            "courriel": "lea@essai.example.org",
            "profil": profil("conseiller").pk,
            "version": 0,
        }

    def test_le_lien_part_par_courriel_et_ne_se_montre_pas(self, client, admin):
        client.force_login(admin)
        reponse = client.post("/admin/utilisateurs/nouveau/", self.saisie(), follow=True)
        assert "Invitation envoyée à lea@essai.example.org." in reponse.content.decode()
        (courriel,) = mail.outbox
        assert courriel.to == ["lea@essai.example.org"]
        assert courriel.subject == "Votre accès à Jalon"
        html = courriel.alternatives[0][0]
        lien = next(mot for mot in courriel.body.split() if "/invitation/" in mot)
        assert f'href="{lien}"' in html
        assert "style" not in html
        assert lien not in reponse.content.decode()
        client.logout()
        assert client.get(lien.removeprefix("http://testserver")).status_code == 200

    def test_sans_envoi_configure_l_ecran_donne_le_lien_une_seule_fois(self, client, admin, settings):
        settings.EMAIL_BACKEND = FICHIERS
        client.force_login(admin)
        page = client.post("/admin/utilisateurs/nouveau/", self.saisie()).content.decode()
        assert "/invitation/" in page
        assert "il ne sera plus montré" in page
        lea = Utilisateur.objects.get(prenom="Léa")
        assert 'value="http' not in client.get(f"/admin/utilisateurs/{lea.pk}/").content.decode()

    def test_un_serveur_muet_ne_perd_pas_le_lien(self, client, admin, settings):
        settings.EMAIL_BACKEND = "tests.comptes.test_invitations.ServeurMuet"
        client.force_login(admin)
        page = client.post("/admin/utilisateurs/nouveau/", self.saisie()).content.decode()
        assert "Le courriel n’est pas parti." in page

    def test_un_invite_n_entre_pas_par_mot_de_passe_oublie(self, client, admin):
        lea, _ = inviter(admin)
        client.post("/mot-de-passe/oublie/", {"email": lea.courriel})
        (courriel,) = mail.outbox
        assert "lien de l’invitation" in courriel.body
        assert "/mot-de-passe/nouveau/" not in courriel.body + courriel.alternatives[0][0]

    def test_les_reponses_sont_les_memes_pour_un_invite_un_inconnu_un_compte_ouvert(self, client, admin):
        lea, _ = inviter(admin)
        adresses = [lea.courriel, "personne@essai.example.org", admin.courriel]
        reponses = [client.post("/mot-de-passe/oublie/", {"email": adresse}) for adresse in adresses]
        assert {(r.status_code, r.url) for r in reponses} == {(302, "/mot-de-passe/oublie/envoye/")}
        assert [courriel.subject for courriel in mail.outbox] == [
            "Votre accès à Jalon attend votre invitation",
            "Demande de mot de passe dans Jalon",
            "Choisir un nouveau mot de passe dans Jalon",
        ]


class ServeurMuet:
    """Un serveur de courriel qui ne répond pas."""

    def __init__(self, *args, **kwargs) -> None:
        pass

    def send_messages(self, messages) -> int:
        raise TimeoutError


@pytest.mark.parametrize(
    ("is_active", "is_ouvert", "jours", "etat"),
    [
        (False, True, None, "desactive"),
        (False, False, 3, "desactive"),
        (True, True, None, "actif"),
        (True, False, None, "a_inviter"),
        (True, False, 3, "invite"),
        (True, False, -1, "a_relancer"),
    ],
)
def test_l_etat_d_un_compte_se_deduit(is_active, is_ouvert, jours, etat):
    maintenant = timezone.now()
    expire_at = None if jours is None else maintenant + timedelta(days=jours)
    rendu = etat_compte(is_active=is_active, is_ouvert=is_ouvert, expire_at=expire_at, maintenant=maintenant)
    assert rendu == etat
