"""Champs de formulaire : ce qui est tapé est gardé, ce qui est compris est typé."""

from datetime import date
from decimal import Decimal

import pytest

from jalon.socle.erreurs import Refus
from jalon.ui.exemples import FormulaireExemple, JeuExemple, lignes_exemple
from jalon.ui.formulaires import (
    ChampChoix,
    ChampDate,
    ChampDuree,
    ChampMontant,
    ChampOuiNon,
    ChampTelephone,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)


class Essai(FormulaireJalon):
    nom = ChampTexte(label="Nom", max_length=10)
    note = ChampTexteLong(label="Note", required=False)
    debut = ChampDate(label="Début", required=False)
    part = ChampMontant(label="Part", required=False, maximum=Decimal("100"))
    duree = ChampDuree(label="Durée", required=False)
    telephone = ChampTelephone(label="Téléphone", required=False)
    choix = ChampChoix(label="Choix", choices=[("a", "A"), ("b", "B")], required=False)
    prevenir = ChampOuiNon(label="Prévenir")


def remplir(**valeurs) -> Essai:
    return Essai({"nom": "Martin", **valeurs})


def test_une_saisie_juste_devient_des_valeurs_typees():
    form = remplir(debut="14092026", part="99,5", duree="1 h 30", telephone="0612345678", choix="b", prevenir="on")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["debut"] == date(2026, 9, 14)
    assert form.cleaned_data["part"] == Decimal("99.50")
    assert form.cleaned_data["duree"] == 90
    assert form.cleaned_data["telephone"] == "+33612345678"
    assert form.cleaned_data["choix"] == "b"
    assert form.cleaned_data["prevenir"] is True


def test_un_champ_facultatif_vide_vaut_rien():
    form = remplir()
    assert form.is_valid()
    assert form.cleaned_data["debut"] is None
    assert form.cleaned_data["part"] is None
    assert form.cleaned_data["telephone"] == ""


@pytest.mark.parametrize(
    ("champ", "saisie", "phrase"),
    [
        ("debut", "31/02/2026", "Le 31/02/2026 n’existe pas."),
        ("part", "1 234,567", "« 1 234,567 » : deux décimales au plus."),
        ("part", "100,01", "Le maximum est 100,00 €."),
        ("duree", "24 h 75", "« 24 h 75 » : les minutes vont de 0 à 59."),
        ("nom", "x" * 5000, "10 caractères au plus (vous en avez 5000)."),
        ("choix", "c", "Choisissez une des valeurs proposées."),
    ],
)
def test_une_saisie_fausse_reste_a_l_ecran_avec_sa_phrase(champ, saisie, phrase):
    form = remplir(**{champ: saisie})
    assert [e.replace("\xa0", " ") for e in form.errors[champ]] == [phrase]
    if champ != "choix":
        assert saisie in str(form[champ])


def test_les_caracteres_de_controle_sont_retires_le_reste_est_garde():
    form = remplir(nom="Zoé\x00\x07 😀", note="שלום\r\nligne")
    assert form.is_valid()
    assert form.cleaned_data["nom"] == "Zoé 😀"
    assert form.cleaned_data["note"] == "שלום\nligne"


def test_le_navigateur_ne_coupe_pas_un_texte_trop_long():
    assert "maxlength" not in str(Essai()["nom"])


def test_un_champ_se_decrit_aux_lecteurs_d_ecran():
    html = str(remplir(debut="31/02/2026")["debut"].as_field_group())
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_debut_error"' in html
    assert 'id="id_debut_error"' in html
    assert 'for="id_debut"' in html
    assert "(obligatoire)" in str(Essai()["nom"].as_field_group())


def test_un_refus_metier_se_montre_a_cote_du_champ_ou_en_haut():
    form = remplir()
    assert form.is_valid()
    form.refuser(Refus("La fin précède le début.", champ="debut"))
    form.refuser(Refus("Une autre personne a clôturé ce dossier.", champ="inconnu"))
    assert form.errors["debut"] == ["La fin précède le début."]
    assert form.non_field_errors() == ["Une autre personne a clôturé ce dossier."]


def test_un_champ_verrouille_ignore_ce_qui_est_envoye():  # G2
    form = Essai({"nom": "Forgé"}, initial={"nom": "Martin"})
    form.verrouiller("nom", "Changer le nom demande un droit : contactez l’administrateur.")
    assert form.is_valid()
    assert form.cleaned_data["nom"] == "Martin"
    html = str(form["nom"].as_field_group())
    assert "readonly" in html
    assert 'value="Martin"' in html
    assert "contactez l’administrateur" in html
    assert 'name="nom"' not in html


def test_un_conflit_dit_qui_a_enregistre_quoi():  # G1
    form = remplir(debut="14/09/2026")
    form.signaler_conflit("debut", auteur="Paul Henry", heure="10:42", valeur=date(2026, 9, 12))
    html = str(form["debut"].as_field_group())
    assert "Paul Henry a enregistré à 10:42 : <b>12/09/2026</b>" in html
    assert 'data-reprendre="12/09/2026"' in html
    assert 'value="14/09/2026"' in html


def test_un_conflit_se_lit_en_mots_dans_un_choix_ou_une_case():
    form = remplir()
    form.signaler_conflit("choix", auteur="A", heure="1:00", valeur="b")
    form.signaler_conflit("prevenir", auteur="A", heure="1:00", valeur=True)
    form.signaler_conflit("part", auteur="A", heure="1:00", valeur=Decimal("12"))
    form.signaler_conflit("note", auteur="A", heure="1:00", valeur="")
    assert form["choix"].conflit.valeur == "B"
    assert form["prevenir"].conflit.valeur == "oui"
    assert form["part"].conflit.valeur == "12,00\xa0€"
    assert form["note"].conflit.valeur == "vide"


def test_apres_un_refus_le_script_sait_ce_qui_est_enregistre():
    form = Essai({"nom": ""}, initial={"nom": "Martin", "debut": date(2026, 9, 14)})
    assert 'data-depart="Martin"' in str(form["nom"])
    assert 'data-depart="14/09/2026"' in str(form["debut"])
    assert "data-depart" not in str(Essai(initial={"nom": "Martin"})["nom"])


def _lignes(**valeurs) -> JeuExemple:
    base = {"p-TOTAL_FORMS": "2", "p-INITIAL_FORMS": "1", "p-0-nom": "Région", "p-0-montant": "450"}
    return JeuExemple({**base, **valeurs}, initial=lignes_exemple(), prefix="p")


def test_une_ligne_vide_ne_compte_pas():
    jeu = _lignes()
    assert jeu.is_valid(), jeu.errors
    assert [ligne["nom"] for ligne in jeu.lignes_gardees] == ["Région"]


def test_une_ligne_retiree_ne_compte_pas_meme_fausse():
    jeu = _lignes(**{"p-0-DELETE": "on", "p-0-montant": "", "p-1-nom": "Nouveau", "p-1-montant": "12,5"})
    assert jeu.is_valid(), jeu.errors
    assert [ligne["nom"] for ligne in jeu.lignes_gardees] == ["Nouveau"]


def test_une_ligne_commencee_doit_etre_complete():
    jeu = _lignes(**{"p-1-nom": "Nouveau"})
    assert not jeu.is_valid()
    assert jeu.errors[1]["montant"] == ["Ce champ est obligatoire."]


def test_trop_de_lignes_est_une_phrase():
    jeu = _lignes(**{"p-TOTAL_FORMS": "7"}, **{f"p-{i}-nom": "N" for i in range(7)})
    assert not jeu.is_valid()
    assert jeu.non_form_errors() == ["5 lignes au plus."]


def test_le_formulaire_d_exemple_porte_chaque_genre_de_champ():
    html = str(FormulaireExemple())
    assert "data-calendrier" in html
    assert "j-bascule" in html
    assert "j-unite" in html
