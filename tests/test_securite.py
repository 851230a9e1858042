"""Ce que toute réponse porte, et ce que la connexion ne laisse pas faire (ASVS 5.0, niveau 1)."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import fabriques

pytestmark = pytest.mark.django_db
MOT_DE_PASSE = "une phrase assez longue"


def _compte():
    paul = fabriques.utilisateur("conseiller")
    paul.set_password(MOT_DE_PASSE)
    paul.save()
    return paul


@pytest.mark.parametrize(
    ("adresse", "statut"),
    [("/production/", 200), ("/connexion/", 200), ("/rien/du/tout/", 404), ("/admin/utilisateurs/", 403)],
)
def test_toute_reponse_ferme_le_navigateur(client, adresse, statut):
    """Le barème de l'Observatory : ni script ni style en ligne, ni cadre, ni type deviné."""
    if adresse != "/connexion/":
        client.force_login(_compte())
    reponse = client.get(adresse)
    assert reponse.status_code == statut
    politique = {d.split()[0]: d.split()[1:] for d in reponse["Content-Security-Policy"].split("; ")}
    assert politique["default-src"] == ["'none'"]
    assert politique["script-src"] == politique["style-src"] == ["'self'"]
    assert politique["object-src"] == politique["base-uri"] == politique["frame-ancestors"] == ["'none'"]
    assert politique["form-action"] == ["'self'"]
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert reponse["X-Frame-Options"] == "DENY"
    assert reponse["Referrer-Policy"] == "same-origin"
    assert reponse["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not reponse.has_header("Access-Control-Allow-Origin")
    assert "charset=utf-8" in reponse["Content-Type"]


def test_une_page_de_donnees_ne_reste_pas_dans_le_navigateur(client):
    client.force_login(_compte())
    assert "no-store" in client.get("/production/")["Cache-Control"]


def test_un_formulaire_sans_son_jeton_est_refuse_et_n_ecrit_rien():
    client = Client(enforce_csrf_checks=True)
    client.force_login(_compte())
    assert client.post(reverse("dossiers:nouveau"), {"prestation": "1"}).status_code == 403


def test_la_session_change_a_la_connexion_et_meurt_a_la_deconnexion(client):
    paul = _compte()
    client.get("/connexion/")
    client.cookies[settings.SESSION_COOKIE_NAME] = "posee-par-un-autre"
    client.post("/connexion/", {"login": paul.courriel, "password": MOT_DE_PASSE})
    ouverte = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert ouverte not in ("", "posee-par-un-autre")
    assert client.get("/production/").status_code == 200
    client.post("/deconnexion/")
    rejoue = Client()
    rejoue.cookies[settings.SESSION_COOKIE_NAME] = ouverte
    assert rejoue.get("/production/").status_code == 302


def test_un_compte_inconnu_et_un_mauvais_mot_de_passe_se_disent_pareil(client):
    paul = _compte()
    cache.clear()
    connu = client.post("/connexion/", {"login": paul.courriel, "password": "faux"})
    inconnu = client.post("/connexion/", {"login": "personne@example.org", "password": "faux"})
    nettoye = [
        re.sub(rb'(value|content|data-[a-z-]+)="[^"]*"', b"", page.content).replace(courriel.encode(), b"")
        for page, courriel in ((connu, paul.courriel), (inconnu, "personne@example.org"))
    ]
    assert connu.status_code == inconnu.status_code
    assert nettoye[0] == nettoye[1]


def test_cinq_echecs_suspendent_le_compte_vise_puis_il_rouvre(client):
    """Limité par compte et par adresse, cinq minutes : l'occupant légitime n'est jamais dehors pour toujours."""
    paul = _compte()
    cache.clear()
    for _ in range(5):
        client.post("/connexion/", {"login": paul.courriel, "password": "faux"})
    bon = {"login": paul.courriel, "password": MOT_DE_PASSE}
    client.post("/connexion/", bon)
    assert client.get("/production/").status_code == 302
    cache.clear()  # le délai passé
    client.post("/connexion/", bon)
    assert client.get("/production/").status_code == 200


PRODUCTION = """
import json
from django.conf import settings as s
temoins = [s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME]
transport = [s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS]
print(json.dumps([s.DEBUG, *temoins, *transport]))
"""


@pytest.mark.lent
def test_la_production_ferme_temoins_et_transport(tmp_path):
    reglages = {
        "DJANGO_SETTINGS_MODULE": "jalon.config.settings.production", "JALON_CLE_SECRETE": "x" * 60,
        "JALON_HOTES": "jalon.example.org", "JALON_DONNEES": str(tmp_path),
    }  # fmt: skip
    lu = subprocess.run(
        [sys.executable, "-c", PRODUCTION], env=os.environ | reglages, capture_output=True, text=True, check=True
    )
    attendu = [False, True, True, "__Host-jalon_session", "__Host-jalon_csrf", True, 365 * 24 * 3600, True]
    assert json.loads(lu.stdout) == attendu


# ── La table de docs/exploitation/securite.md ──

RACINE = Path(__file__).parents[1]
LIGNE = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| (Tenue|Hébergeur|Sans objet) \| ([^|]+) \|$", re.MULTILINE)


def test_la_table_cite_des_essais_qui_existent():
    lignes = LIGNE.findall((RACINE / "docs/exploitation/securite.md").read_text())
    assert len({numero for numero, *_ in lignes}) == len(lignes) == 70
    for _, _, etat, ou in lignes:
        for fichier, essai in re.findall(r"`(tests/[^:`]+)::(test_\w+)`", ou):
            assert f"def {essai}(" in (RACINE / fichier).read_text(), essai
        assert etat == "Tenue" or "`tests/" not in ou
