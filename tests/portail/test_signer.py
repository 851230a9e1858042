"""Signer par un lien ou le QR code de la salle : une fois, et rien ne dit pourquoi un jeton ne vaut pas (F4)."""

import re
import uuid
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jalon.emargement.enums import Moyen
from jalon.emargement.models import JetonSalle, LienSignature, Sceau
from jalon.emargement.operations import (
    LienMort,
    SaisieSignature,
    demander_signature,
    fermer_salle,
    ouvrir_salle,
    revoquer_lien,
    signer_par_lien,
)
from jalon.emargement.queries import attendus
from jalon.emargement.queries_liens import jeton_de_salle, places
from jalon.planning.operations import annuler_seance
from tests import fabriques
from tests.emargement.seances import TRACE, en_cours, signer_ligne

pytestmark = [pytest.mark.lent, pytest.mark.django_db(transaction=True)]
MORT = "Ce lien ne permet plus de signer"


@pytest.fixture(autouse=True)
def sans_limite():
    cache.clear()


@pytest.fixture
def dossier():
    claire = fabriques.beneficiaire(courriel="claire@essai.example.org")
    return fabriques.dossier(fabriques.utilisateur("conseiller"), beneficiaire=claire)


@pytest.fixture
def seance(dossier):
    return en_cours(dossier)


@pytest.fixture
def admin():
    return fabriques.utilisateur("administrateur")


@pytest.fixture
def jeton(admin, dossier, seance) -> str:
    return envoyer(admin, dossier, seance)


def envoyer(par, dossier, seance) -> str:
    recu = []
    demander_signature(
        par=par, dossier=dossier, seance=seance, cle=attendus(seance)[0].cle,
        adresse=lambda jeton: recu.append(jeton) or f"https://jalon.example.org/signer/{jeton}/",
    )  # fmt: skip
    return recu[0]


def ouvrir(par, seance) -> str:
    return jeton_de_salle(ouvrir_salle(par=par, seance=seance).graine)


def page(jeton: str, donnees: dict | None = None, *, nom: str = "signer"):
    adresse = reverse(f"portail:{nom}", args=[jeton])
    client = Client(enforce_csrf_checks=True, headers={"user-agent": "Telephone/1.0"})
    return client.get(adresse) if donnees is None else client.post(adresse, donnees)


def envoi(reponse) -> str:
    return re.search(r'name="envoi" value="([^"]+)"', reponse.content.decode()).group(1)


def saisie(**champs) -> dict:
    return {"envoi": str(uuid.uuid4()), "traits": TRACE, "nom": "", **champs}


def dit(reponse) -> str:
    return reponse.content.decode()


def test_le_lien_dit_qui_quoi_quand_puis_confirme(jeton, seance):  # F4
    vue = page(jeton)
    for mot in ("MARTIN Claire", seance.nom, "Je signe", "valable une fois"):
        assert mot in dit(vue)
    faite = page(jeton, saisie(envoi=envoi(vue)))
    sceau = Sceau.objects.select_related("contenu").get()
    assert faite.status_code == 200
    assert f"Signé à {timezone.localtime(sceau.horodatage):%H:%M}" in dit(faite)
    assert sceau.court in dit(faite)
    assert (sceau.contenu.moyen, sceau.contenu.agent) == (Moyen.LIEN, "Telephone/1.0")
    assert sceau.contenu.ip == "127.0.0.1"
    assert attendus(seance)[0].is_signe


def test_attester_au_clavier_demande_le_nom(jeton):  # F4
    sans = page(jeton, saisie(traits="", atteste="oui"))
    assert (sans.status_code, "Écrivez votre nom" in dit(sans)) == (422, True)
    vide = page(jeton, saisie(traits=""))
    assert vide.status_code == 422
    assert page(jeton, saisie(traits="", atteste="oui", nom="Claire Martin")).status_code == 200
    contenu = Sceau.objects.get().contenu
    assert (contenu.nom, contenu.traits) == ("Claire Martin", "")


@pytest.mark.parametrize("traits", ["{", "[1]", "[[]]", '[{"points": "x"}]', "\x00", "[" * 3000])
def test_un_trace_illisible_se_refuse_sans_panne_et_garde_le_lien(jeton, traits):
    reponse = page(jeton, saisie(traits=traits))
    assert reponse.status_code == 422
    assert page(jeton).status_code == 200


def test_un_double_envoi_confirme_deux_fois_et_ne_signe_qu_une(jeton):
    corps = saisie()
    premiere, seconde = page(jeton, corps), page(jeton, corps)
    assert premiere.content == seconde.content
    assert Sceau.objects.count() == 1


def _morts(admin, dossier, seance) -> dict[str, str]:
    """Un jeton de chaque sorte qui ne permet pas, ou plus, de signer."""
    morts = {"deviné": "A" * 43, "court": "x", "étrange": "é%20<b>"}
    autre = fabriques.dossier(fabriques.utilisateur("conseiller"), beneficiaire=_louis())
    for sorte in ("utilisé", "révoqué", "expiré", "signé ailleurs", "annulée"):
        ici = en_cours(autre, debut=timezone.now() - timedelta(hours=3 + 2 * len(morts)))
        morts[sorte] = envoyer(admin, autre, ici)
        lien = LienSignature.objects.order_by("-pk").first()
        if sorte == "utilisé":
            assert page(morts[sorte], saisie()).status_code == 200
        elif sorte == "révoqué":
            revoquer_lien(par=admin, dossier=autre, lien=lien)
        elif sorte == "expiré":
            LienSignature.objects.filter(pk=lien.pk).update(expire_at=timezone.now())
        elif sorte == "signé ailleurs":
            signer_ligne(ici, 0)
        else:
            ici.refresh_from_db()
            annuler_seance(par=admin, seance=ici, version=ici.version, annulee_par="organisme", motif="Essai")
    return morts


def _louis():
    return fabriques.beneficiaire("Bernard", "Louis", courriel="louis@essai.example.org")


def test_devine_rejoue_revoque_expire_ou_annule_ce_sont_les_memes_octets(admin, dossier, seance):  # F4
    temoin = page("Z" * 43)
    assert (temoin.status_code, MORT in dit(temoin), "nouveau lien" in dit(temoin)) == (404, True, True)
    for sorte, mort in _morts(admin, dossier, seance).items():
        for donnees in (None, saisie(), {"qui": "x"}, {}):
            reponse = page(mort, donnees)
            assert (reponse.status_code, reponse.content) == (404, temoin.content), sorte
            assert dict(reponse.headers) == dict(temoin.headers), sorte
        salle = page(mort, nom="salle")
        assert (salle.status_code, salle.content) == (404, temoin.content), sorte


def test_le_jeton_d_un_dossier_ne_signe_pas_pour_un_autre(admin, dossier, seance, jeton):
    """Croisés : le code d'une personne d'une salle n'en désigne aucune dans une autre."""
    autre = fabriques.dossier(fabriques.utilisateur("conseiller"), beneficiaire=_louis())
    la = en_cours(autre)
    ici, ailleurs = ouvrir(admin, seance), ouvrir(admin, la)
    code = re.search(r'name="qui" value="([^"]+)"', dit(page(ici, nom="salle"))).group(1)
    croise = page(ailleurs, {"qui": code} | saisie(), nom="salle")
    assert (croise.status_code, croise.content) == (404, page("Z" * 43).content)
    assert page(jeton, nom="salle").content == croise.content
    assert page(ici).content == croise.content
    assert not Sceau.objects.exists()


@pytest.mark.parametrize("nom", ["signer", "salle"])
def test_la_page_ne_se_garde_ni_ne_se_suit_ni_ne_s_indexe(jeton, nom):
    reponse = page(jeton, nom=nom)
    assert reponse.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in reponse.headers["Cache-Control"]
    assert "noindex" in reponse.headers["X-Robots-Tag"]
    assert "script-src 'self'" in reponse.headers["Content-Security-Policy"]
    assert not reponse.cookies


def test_le_debit_est_limite(jeton, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signature": "2/m/ip"}
    statuts = [page("A" * 43).status_code, page(jeton).status_code, page(jeton).status_code]
    assert statuts == [404, 200, 429]


def test_la_salle_ne_montre_que_prenom_et_initiale(admin, seance):
    salle = ouvrir(admin, seance)
    vue = dit(page(salle, nom="salle"))
    assert "Claire M." in vue
    assert "MARTIN" not in vue.upper().replace("CLAIRE M.", "")
    code = re.search(r'name="qui" value="([^"]+)"', vue).group(1)
    choix = page(salle, {"qui": code}, nom="salle")
    assert "MARTIN" not in dit(choix).upper()
    faite = page(salle, {"qui": code} | saisie(envoi=envoi(choix)), nom="salle")
    assert "Merci Claire" in dit(faite)
    assert Sceau.objects.get().contenu.moyen == Moyen.QR
    encore = page(salle, {"qui": code}, nom="salle")
    assert (encore.status_code, "a déjà signé" in dit(encore)) == (422, True)
    rejoue = page(salle, {"qui": code} | saisie(), nom="salle")
    assert (rejoue.status_code, Sceau.objects.count()) == (422, 1)


def test_le_qr_code_ferme_ou_fini_ne_montre_plus_personne(admin, seance):
    salle = ouvrir(admin, seance)
    assert ouvrir(admin, seance) == salle
    JetonSalle.objects.update(expire_at=timezone.now())
    assert page(salle, nom="salle").status_code == 404
    suivante = ouvrir(admin, seance)
    assert suivante != salle
    fermer_salle(par=admin, seance=seance)
    assert page(suivante, nom="salle").status_code == 404


def test_trop_tot_la_page_dit_quand_revenir(admin, dossier):
    demain = en_cours(dossier, debut=timezone.now() + timedelta(days=1))
    jeton = envoyer(admin, dossier, demain)
    assert "La signature ouvre le" in dit(page(jeton))
    assert page(jeton, saisie()).status_code == 422


def test_la_signature_tardive_se_dit_et_se_retient(admin, dossier):  # EM-07
    hier = en_cours(dossier, debut=timezone.now() - timedelta(days=2))
    jeton = envoyer(admin, dossier, hier)
    assert "finie depuis 1 jour" in dit(page(jeton))
    assert "après la séance" in dit(page(jeton, saisie()))
    assert '"retard_minutes":0' not in Sceau.objects.get().contenu.donnees


def test_ni_le_jeton_ni_l_adresse_ne_restent_dans_un_journal(jeton, caplog):
    with caplog.at_level("INFO"):
        page(jeton)
        page("A" * 43)
    assert jeton not in caplog.text
    assert mail.outbox[0].to[0] not in caplog.text


@pytest.mark.deux_moteurs
def test_deux_telephones_au_meme_instant_un_seul_signe(jeton):
    """Le lien sert une fois, même ouvert deux fois."""
    issues, depart = [], Barrier(2)

    def signer():
        depart.wait()
        try:
            sceau = signer_par_lien(jeton=jeton, saisie=SaisieSignature(envoi=uuid.uuid4(), traits=TRACE))
            issues.append(sceau.pk)
        except LienMort:
            issues.append("mort")
        finally:
            connection.close()

    fils = [Thread(target=signer) for _ in range(2)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert sorted(map(str, issues))[-1] == "mort"
    assert Sceau.objects.count() == 1


def test_la_signature_se_confirme_par_courriel_avec_son_empreinte(jeton, dossier):
    faite = page(jeton, saisie())
    assert "claire@essai.example.org" in dit(faite)
    confirmation = mail.outbox[-1]
    assert confirmation.to == ["claire@essai.example.org"]
    assert Sceau.objects.get().empreinte in confirmation.body
    assert jeton not in confirmation.body
    assert dossier.documents.count() == 2


def test_une_journee_entiere_se_signe_deux_fois(admin, dossier):  # EM-01
    """Un lien par demi-journée ; dans la salle, l'après-midi ne s'ouvre qu'une demi-heure avant."""
    veille = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=1)
    longue = en_cours(dossier, debut=veille, minutes=450)
    claires = [a for a in attendus(longue) if a.participation]
    jetons = []
    for ligne in claires:
        demander_signature(
            par=admin, dossier=dossier, seance=longue, cle=ligne.cle,
            adresse=lambda jeton: jetons.append(jeton) or f"https://jalon.example.org/signer/{jeton}/",
        )  # fmt: skip
    assert len(jetons) == 2
    assert "de 09:00 à 13:00" in dit(page(jetons[0]))
    assert "de 13:00 à 16:30" in dit(page(jetons[1]))
    for jeton in jetons:
        assert page(jeton, saisie()).status_code == 200
    assert Sceau.objects.count() == 2


def test_la_salle_n_ouvre_que_les_demi_journees_commencees():  # EM-01
    jour = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    longue = en_cours(fabriques.dossier(), debut=jour, minutes=450)
    salle = JetonSalle(seance=longue, graine="essai")
    matin = places(salle, jour + timedelta(hours=1))
    assert [place.attendu.moment.code for place in matin] == ["matin", "matin"]
    assert not matin[0].is_partage
    soir = places(salle, jour + timedelta(hours=4))
    assert len(soir) == 4
    assert all(place.is_partage for place in soir)
    assert len({place.code for place in soir}) == 4
