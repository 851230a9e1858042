"""Le navigateur des parcours attrape ce qu'un œil ne voit pas : script fautif, politique violée, accessibilité."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from tests.harnais.fautes import relevees

ENTETE = (
    '<!doctype html><html lang="fr"><head><meta name="viewport" content="width=device-width"><title>Essai</title>'
    "{}</head><body><main><h1>Essai</h1>{}</main>"
)


def page_html(tete: str = "", corps: str = ""):
    @login_not_required
    def vue(request):
        return HttpResponse(ENTETE.format(tete, corps))

    return vue


@login_not_required
def script_fautif(request):
    return HttpResponse("fonctionInconnue();", content_type="text/javascript")


urlpatterns = [
    path("propre/", page_html(corps="<p>Bonjour</p>")),
    path("style/", page_html(corps='<p style="color:red">x</p>')),
    path("fautif/", page_html(tete='<script src="/fautif.js"></script>')),
    path("fautif.js", script_fautif),
    path("sans-nom/", page_html(corps="<button></button>")),
]
pytestmark = [
    pytest.mark.urls(__name__),
    pytest.mark.deux_moteurs,
    # sans quoi la base remise à neuf garde ses types de contenu, et le parcours suivant ne peut plus la remplir
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_une_page_propre_passe(page, axe):
    page.goto("/propre/")
    assert axe(page) == []


def test_une_erreur_de_script_est_relevee(page):
    with relevees() as fautes:
        page.goto("/fautif/")
    assert any("fonctionInconnue" in faute for faute in fautes)


def test_un_refus_de_la_politique_de_securite_est_releve(page):
    with relevees() as fautes:
        page.goto("/style/")
    assert any("Content Security Policy" in faute for faute in fautes)


def test_axe_refuse_un_bouton_sans_nom(page, axe):
    page.goto("/sans-nom/")
    with pytest.raises(AssertionError, match="button-name"):
        axe(page)


def test_le_telephone_a_sa_largeur(telephone):
    telephone.goto("/propre/")
    assert telephone.evaluate("innerWidth") == 390
