"""Choisir une fiche en tapant : la page ne porte que l'option courante, la queryset seule permet (règle 3)."""

import pytest
from django.urls import path

from jalon.comptes.models import Profil
from jalon.ui.formulaires import ChampAutocomplete, ChampAutocompleteMultiple, FormulaireJalon
from jalon.ui.reponses import Proposition, propositions

urlpatterns = [path("p/", lambda request: None, name="profils"), path("n/", lambda request: None, name="creer")]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def chercher(queryset, texte):
    return queryset.filter(libelle__icontains=texte).order_by("libelle")


class Essai(FormulaireJalon):
    profil = ChampAutocomplete(
        None, label="Profil", url_name="profils", creer_url="creer", lies={"centre": "centre"}, chercher=chercher
    )
    autres = ChampAutocompleteMultiple(None, label="Autres", url_name="profils", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        permis = Profil.objects.exclude(code="cache").order_by("libelle")
        self.fields["profil"].queryset = permis
        self.fields["autres"].queryset = permis


@pytest.fixture
def profils() -> dict[str, Profil]:
    Profil.objects.all().delete()
    codes = {"alpha": "Alpha un", "beta": "Alpha deux", "cache": "Caché"}
    return {code: Profil.objects.create(code=code, libelle=libelle) for code, libelle in codes.items()}


def test_la_page_ne_porte_que_l_option_choisie(profils):
    html = str(Essai(initial={"profil": profils["alpha"].pk})["profil"])
    assert "Alpha un" in html
    assert "Alpha deux" not in html
    assert 'data-autocomplete="/p/"' in html
    assert 'data-creer="/n/"' in html
    assert 'data-lies="centre:centre"' in html


def test_une_fiche_permise_est_choisie(profils):
    form = Essai({"profil": profils["beta"].pk, "autres": [profils["alpha"].pk]})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["profil"] == profils["beta"]
    assert list(form.cleaned_data["autres"]) == [profils["alpha"]]


@pytest.mark.parametrize("valeur", ["999999", "x", str(10**30), "-1"])
def test_un_identifiant_forge_est_refuse_comme_absent(profils, valeur):
    form = Essai({"profil": valeur})
    attendue = ["Cette fiche n’existe pas, ou n’est pas dans votre périmètre."]
    assert form.errors["profil"] == attendue
    assert "Profil" in str(form["profil"].as_field_group())
    assert Essai({"profil": profils["cache"].pk}).errors["profil"] == attendue


def test_verrouille_il_montre_la_fiche_et_garde_la_valeur(profils):
    form = Essai({"profil": profils["beta"].pk}, initial={"profil": profils["cache"].pk})
    form.verrouiller("profil", "Contactez l’administrateur.")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["profil"] == profils["cache"]
    assert 'value="Caché"' in str(form["profil"].as_field_group())


def test_sans_script_une_recherche_qui_ne_trouve_qu_une_fiche_la_choisit(profils):
    form = Essai({"profil": profils["alpha"].pk, "profil__recherche": "deux"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["profil"] == profils["beta"]


def test_sans_script_plusieurs_fiches_sont_proposees_et_aucune_est_dite(profils):
    form = Essai({"profil": "", "profil__recherche": "alpha"})
    assert form.errors["profil"] == ["2 fiches correspondent à « alpha » : choisissez-en une."]
    html = str(form["profil"])
    assert "Alpha un" in html
    assert "Alpha deux" in html
    assert Essai({"profil__recherche": "zzz"}).errors["profil"] == ["Aucune fiche ne correspond à « zzz »."]


def test_un_conflit_montre_le_nom_de_la_fiche(profils):
    form = Essai({"profil": profils["alpha"].pk})
    form.signaler_conflit("profil", auteur="A", heure="9:00", valeur=profils["beta"].pk)
    assert form["profil"].conflit.valeur == "Alpha deux"
    assert form["profil"].conflit.brute == str(profils["beta"].pk)


def test_les_propositions_disent_texte_detail_et_groupe():
    reponse = propositions([Proposition(1, "Alpha", "détail", "Suggérées")], suite=True)
    assert b'"text": "Alpha"' in reponse.content
    assert b'"suite": true' in reponse.content
