"""Un .eml se lit : expéditeur, date, objet, texte, pièces jointes ; jamais de HTML d'un tiers (F5)."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.documents.courriels import composer_courriel, lire_courriel

from . import fichiers


def test_un_courriel_dit_qui_quand_quoi():
    lu = lire_courriel(fichiers.courriel())
    assert lu.expediteur == "Odile Garnier <odile@exemple.fr>"
    assert lu.destinataires == "paul@exemple.fr"
    assert lu.objet == "Accord de l’OPCO"
    assert lu.texte == "Bonjour,\nVoici l’accord."
    assert lu.horodatage == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert lu.pieces_jointes == ("accord signé.pdf",)


def test_du_html_on_ne_garde_que_le_texte():
    html = "<html><head><title>t</title><style>p{}</style></head><body><p>Bonjour</p><script>alert(1)</script>"
    assert (
        lire_courriel(fichiers.courriel(html=html + "<p>Claire &amp; Paul</p>")).texte == "Bonjour\nClaire & Paul"
    )


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"bonjour",
        b"From: \r\n\r\nrien",
        b"\xff\xfe" * 200,
    ],
)
def test_sans_en_tete_ce_n_est_pas_un_courriel(octets):
    assert lire_courriel(octets) is None


@pytest.mark.parametrize(
    "entetes",
    [
        b"Date: hier",
        b"Date: Mon, 99 Foo 2026 99:99:99",
        b"Content-Type: text/plain; charset=inconnu",
        b"Content-Transfer-Encoding: base64",
        b"To: =?utf-8?q?=FF=FE?= <>>",
        b"Content-Type: multipart/mixed",
    ],
)
def test_des_en_tetes_bancals_n_arretent_rien(entetes):
    lu = lire_courriel(b"From: a@exemple.fr\r\nSubject: Essai\r\n" + entetes + b"\r\n\r\ntexte\xe9")
    assert lu.objet == "Essai"


@given(st.binary(max_size=400))
def test_rien_ne_fait_tomber_la_lecture(octets):
    lire_courriel(b"From: a@exemple.fr\r\n" + octets)


def test_un_message_compose_se_relit():
    instant = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
    octets = composer_courriel(
        expediteur="Jalon <j@exemple.fr>",
        destinataires="claire@exemple.fr",
        objet="Votre\r\nBcc: pirate@exemple.fr rendez-vous",
        texte="Bonjour Élise,\nÀ mardi.",
        instant=instant,
    )
    lu = lire_courriel(octets)
    assert lu.objet == "Votre Bcc: pirate@exemple.fr rendez-vous"
    assert (lu.texte, lu.horodatage) == ("Bonjour Élise,\nÀ mardi.", instant)
    assert b"\nBcc:" not in octets
