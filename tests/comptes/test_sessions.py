"""Les sessions : les voir, les fermer ; un compte désactivé et un mot de passe changé les ferment."""

from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from jalon.comptes.activite import CLE
from jalon.comptes.operations import desactiver_utilisateur, fermer_session, reactiver_utilisateur
from jalon.comptes.queries import sessions_ouvertes
from jalon.comptes.rules import navigateur_en_mots
from jalon.journal.models import Entree
from tests.fabriques import MOT_DE_PASSE, utilisateur

pytestmark = [pytest.mark.django_db, pytest.mark.deux_moteurs]
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"
)
NEUF = "un tout autre mot de passe"


@pytest.fixture(autouse=True)
def sans_limite():
    cache.clear()


@pytest.fixture
def paul(db):
    return utilisateur(prenom="Paul", nom="Henry", mot_de_passe=MOT_DE_PASSE)


def entrer(qui, agent: str = FIREFOX) -> Client:
    client = Client(headers={"user-agent": agent})
    assert client.post("/connexion/", {"login": qui.courriel, "password": MOT_DE_PASSE}).status_code == 302
    return client


def est_dedans(client: Client) -> bool:
    return client.get("/compte/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "mots"),
    [
        (FIREFOX, "Firefox sur Windows"),
        (IPHONE, "Safari sur iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36", "Chrome sur Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge sur Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
            "Chrome sur Android",
        ),
        ("curl/8.5", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_le_navigateur_se_dit_en_mots(agent, mots):
    assert navigateur_en_mots(agent) == mots


def test_mon_compte_montre_mes_sessions_la_mienne_d_abord(paul):
    ici, _ = entrer(paul), entrer(paul, IPHONE)
    page = ici.get("/compte/").content.decode()
    assert page.index("Firefox sur Windows") < page.index("Safari sur iPhone")
    assert "Cette session" in page
    assert "Dernière connexion" in page
    assert "127.0.0.1" not in page


def test_fermer_toutes_les_autres_garde_celle_ci(paul):
    ici, ailleurs, tiers = entrer(paul), entrer(paul, IPHONE), entrer(utilisateur(mot_de_passe=MOT_DE_PASSE))
    reponse = ici.post("/compte/sessions/fermer/", follow=True)
    assert "1 session fermée : seule celle-ci reste ouverte." in reponse.content.decode()
    assert [est_dedans(client) for client in (ici, ailleurs, tiers)] == [True, False, True]
    assert Entree.objects.du_sujet(paul).first().libelle == "Sessions fermées"


def test_fermer_une_session_et_la_sienne(paul):
    ici, ailleurs = entrer(paul), entrer(paul, IPHONE)
    la, celle_ci = (UserSession.objects.get(user_agent=agent) for agent in (IPHONE, FIREFOX))
    ici.post(f"/compte/sessions/{la.pk}/fermer/")
    assert [est_dedans(ici), est_dedans(ailleurs)] == [True, False]
    assert ici.post(f"/compte/sessions/{celle_ci.pk}/fermer/").status_code == 302
    assert not est_dedans(ici)


def test_la_session_d_un_autre_est_absente(paul):
    awa = utilisateur(mot_de_passe=MOT_DE_PASSE)
    ici, autre = entrer(paul), entrer(awa)
    la = UserSession.objects.get(user=awa)
    assert ici.post(f"/compte/sessions/{la.pk}/fermer/").status_code == 404
    assert est_dedans(autre)
    with pytest.raises(ValueError, match="titulaire"):
        fermer_session(par=paul, session=la)


def test_desactive_en_pleine_session_il_est_dehors_et_n_y_revient_pas_reactive(paul):
    ici, admin = entrer(paul), utilisateur("administrateur")
    desactiver_utilisateur(par=admin, utilisateur=paul, motif="Départ")
    reponse = ici.get("/production/")
    assert reponse.status_code == 302
    assert reponse.url.startswith("/connexion/")
    assert not UserSession.objects.filter(user=paul).exists()
    reactiver_utilisateur(par=admin, utilisateur=paul)
    assert not est_dedans(ici)
    assert est_dedans(entrer(paul))


def test_changer_son_mot_de_passe_ferme_les_autres_sessions_et_se_journalise(paul):
    ici, ailleurs = entrer(paul), entrer(paul, IPHONE)
    saisie = {"oldpassword": MOT_DE_PASSE, "password1": NEUF, "password2": NEUF}
    assert ici.post("/mot-de-passe/changer/", saisie).status_code == 302
    assert [est_dedans(ici), est_dedans(ailleurs)] == [True, False]
    assert [s.navigateur for s in sessions_ouvertes(paul)] == ["Firefox sur Windows"]
    assert Entree.objects.du_sujet(paul).first().libelle == "Mot de passe changé"


def test_un_mot_de_passe_oublie_puis_choisi_ferme_tout(paul):
    ici = entrer(paul)
    paul.refresh_from_db()
    lien = f"/mot-de-passe/nouveau/{user_pk_to_url_str(paul)}-{default_token_generator.make_token(paul)}/"
    neuf = Client()
    adresse = neuf.get(lien).url
    assert neuf.post(adresse, {"password1": NEUF, "password2": NEUF}).status_code == 302
    assert not est_dedans(ici)
    assert Entree.objects.du_sujet(paul).first().libelle == "Mot de passe changé"


def test_l_activite_se_note_a_dix_minutes_pres(paul):
    ici = entrer(paul)
    session = UserSession.objects.get()
    avant = session.last_seen_at
    ici.get("/compte/")
    session.refresh_from_db()
    assert session.last_seen_at == avant
    magasin = ici.session
    magasin[CLE] = (timezone.now() - timedelta(minutes=11)).timestamp()
    magasin.save()
    ici.get("/compte/")
    session.refresh_from_db()
    assert session.last_seen_at > avant
