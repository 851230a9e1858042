"""Le harnais attrape ce qu'il promet d'attraper : chaque règle est essayée par une faute."""

import socket
import warnings

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.template import Context, engines
from django.template.base import Origin, Template
from django.urls import path

from tests.harnais.ecritures import table_ecrite
from tests.harnais.fautes import relevees
from tests.harnais.gabarits import MAISON
from tests.harnais.reponses import en_ligne


@login_not_required
def page_fautive(request):
    return HttpResponse('<p style="color:red">bonjour</p>')


@login_not_required
def lecture_qui_ecrit(request):
    ContentType.objects.create(app_label="essai", model="essai")
    return HttpResponse("écrit")


urlpatterns = [path("style/", page_fautive), path("ecrit/", lecture_qui_ecrit)]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        '<p style="color:red">x</p>',
        '<button onclick="x()">x</button>',
        '<a href=" javascript:x()">x</a>',
        '<p hx-on:click="x()">x</p>',
    ],
)
def test_un_script_ou_un_style_en_ligne_est_une_faute(html):
    assert len(en_ligne(html)) == 1


def test_une_page_propre_ne_releve_rien():
    html = '<script src="/a.js" defer></script><script type="application/json">{}</script><p class="x">x</p>'
    assert en_ligne(html) == []


@pytest.mark.urls(__name__)
def test_une_reponse_avec_un_style_en_ligne_est_relevee(client):
    with relevees() as fautes:
        client.get("/style/")
    assert len(fautes) == 1
    assert "/style/" in fautes[0]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_un_get_qui_ecrit_est_releve(client):
    with relevees() as fautes:
        client.get("/ecrit/")
    assert fautes == ["GET /ecrit/ écrit dans django_content_type"]


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "dossiers_dossier" ("id") VALUES (1)', "dossiers_dossier"),
        ('INSERT OR IGNORE INTO "a" VALUES (1)', "a"),
        ('UPDATE "a" SET x = 1', "a"),
        ('DELETE FROM "a"', "a"),
        ('SELECT * FROM "a"', None),
        ('UPDATE "django_session" SET x = 1', None),
        ('INSERT INTO "journal_consultation" VALUES (1)', None),
        ("SAVEPOINT s1", None),
    ],
)
def test_lecriture_se_reconnait_a_la_requete(sql, table):
    assert table_ecrite(sql) == table


def gabarit(texte: str, fichier) -> Template:
    return Template(texte, Origin(str(fichier)), "essai.html", engines["django"].engine)


def test_une_variable_inconnue_de_nos_gabarits_est_une_faute():
    with relevees() as fautes:
        gabarit("{{ inconnue }}", MAISON / "ui" / "templates" / "essai.html").render(Context({}))
    assert fautes == ["variable inconnue « inconnue » dans ui/templates/essai.html"]


def test_un_gabarit_de_bibliotheque_reste_libre():
    with relevees() as fautes:
        assert gabarit("[{{ inconnue }}]", "ailleurs/essai.html").render(Context({})) == "[]"
    assert fautes == []


def test_un_chemin_qui_passe_par_none_existe():
    with relevees() as fautes:
        contexte = Context({"personne": {"employeur": None}})
        gabarit("{{ personne.employeur.nom }}", MAISON / "essai.html").render(contexte)
    assert fautes == []


@pytest.mark.django_db
def test_une_lecture_sans_ordre_rend_ses_lignes_melangees():
    ContentType.objects.bulk_create(ContentType(app_label="essai", model=f"m{i:03}") for i in range(40))
    essai = ContentType.objects.filter(app_label="essai")
    assert [un.model for un in essai.order_by("model")] == sorted(un.model for un in essai)
    assert [un.pk for un in essai] != sorted(un.pk for un in essai)


@pytest.mark.django_db
def test_une_tranche_sans_ordre_est_une_faute():
    ContentType.objects.bulk_create(ContentType(app_label="essai", model=f"m{i}") for i in range(5))
    with relevees() as fautes:
        list(ContentType.objects.filter(app_label="essai")[:3])
        ContentType.objects.get(app_label="essai", model="m1")
    assert fautes == ["tranche de ContentType sans ordre : ajouter order_by()"]


def test_le_reseau_est_ferme():
    with pytest.raises(Exception, match="192.0.2.1"), socket.socket() as prise:
        prise.connect(("192.0.2.1", 80))


def test_un_avertissement_est_une_erreur():
    with pytest.raises(UserWarning):
        warnings.warn("attention", stacklevel=1)
