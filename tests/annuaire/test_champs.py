"""Champs prêts et propositions : la porte, le rôle qui range, le type qui limite, les clés de financeur."""

import pytest

from jalon.annuaire.champs import ChampFinanceur, ChampPersonne, ChampSociete
from jalon.ui.formulaires import FormulaireJalon
from tests import fabriques

pytestmark = pytest.mark.django_db


class Essai(FormulaireJalon):
    financeur = ChampFinanceur(label="Financeur", required=False)
    tuteur = ChampPersonne(role="tuteur", label="Tuteur", required=False)
    employeur = ChampSociete(type="employeur", label="Employeur", required=False)
    donneur_ordre = ChampSociete(type="donneur_ordre", strict=True, label="Donneur d’ordre", required=False)


def essai(donnees=None, *, profil: str = "conseiller", ouvert: bool = True, **options) -> Essai:
    form = Essai(donnees, **options)
    utilisateur = fabriques.utilisateur(profil)
    for champ in form.fields.values():
        if ouvert:
            champ.pour(utilisateur)
    return form


def test_un_financeur_est_une_societe_ou_une_personne():
    duval, claire = fabriques.societe("Duval"), fabriques.personne()
    for valeur, fiche in ((f"s{duval.pk}", duval), (f"p{claire.pk}", claire), ("", None)):
        form = essai({"financeur": valeur})
        assert form.is_valid()
        assert form.cleaned_data["financeur"] == fiche


@pytest.mark.parametrize(
    "valeur", ["s999999", "p999999", "12", "x12", "s", "s-1", "s" + "9" * 60, "s１２", "s1;p2", "\x00"]
)
def test_une_cle_de_financeur_forgee_se_refuse(valeur):
    form = essai({"financeur": valeur})
    assert form.errors["financeur"] == ["Cette fiche n’existe pas, ou n’est pas dans votre périmètre."]


def test_sans_utilisateur_rien_n_est_permis():
    duval = fabriques.societe("Duval")
    assert not essai({"financeur": f"s{duval.pk}"}, ouvert=False).is_valid()


def test_la_page_porte_le_financeur_choisi():
    duval = fabriques.societe("Duval")
    html = str(essai(initial={"financeur": duval})["financeur"])
    assert f'<option value="s{duval.pk}" selected>Duval</option>' in html
    assert "type=financeur&amp;pour=financeur" in html
    assert essai(initial={"financeur": duval})["financeur"].valeur_lisible == "Duval"


def test_renvoyer_le_meme_financeur_n_est_pas_un_changement():
    duval = fabriques.societe("Duval")
    assert not essai({"financeur": f"s{duval.pk}"}, initial={"financeur": duval}).has_changed()
    assert essai({"financeur": ""}, initial={"financeur": duval}).has_changed()


def test_un_financeur_verrouille_garde_sa_valeur():
    duval, autre = fabriques.societe("Duval"), fabriques.societe("Autre")
    form = essai({"financeur": f"s{autre.pk}"}, initial={"financeur": duval})
    form.verrouiller("financeur", "Verrouillé.")
    assert form.is_valid()
    assert form.cleaned_data["financeur"] == duval


def test_sans_script_la_recherche_trouve_la_seule_fiche():
    duval = fabriques.societe("Ateliers Duval")
    claire = fabriques.personne("Martin", "Claire")
    form = essai({"financeur__recherche": "duv", "tuteur__recherche": "mart", "employeur__recherche": "atel"})
    assert form.is_valid()
    assert form.cleaned_data["financeur"] == form.cleaned_data["employeur"] == duval
    assert form.cleaned_data["tuteur"] == claire
    assert "Aucune fiche" in essai({"financeur__recherche": "zzz"}).errors["financeur"][0]
    fabriques.societe("Duval et fils")
    assert "2 fiches correspondent" in essai({"financeur__recherche": "duv"}).errors["financeur"][0]


def test_le_donneur_d_ordre_est_limite_a_son_type():  # C5
    region, duval = fabriques.societe("Région", "donneur_ordre"), fabriques.societe("Duval", "employeur")
    assert essai({"donneur_ordre": region.pk}).is_valid()
    assert not essai({"donneur_ordre": duval.pk}).is_valid()


def test_sans_le_droit_d_ecrire_pas_de_creation_a_la_volee():
    assert "data-creer" in str(essai()["tuteur"])
    for nom in Essai.base_fields:
        assert "data-creer" not in str(essai(profil="consultation")[nom])


# ── Propositions ──


def proposees(client, adresse: str) -> list[tuple[str, str]]:
    return [(r["groupe"], r["text"]) for r in client.get(f"/annuaire/{adresse}").json()["results"]]


def test_le_role_range_sans_exclure(connecte):  # C1
    fabriques.personne("Martin", "Anne")
    fabriques.personne("Martin", "Zoé", roles=("tuteur",))
    assert proposees(connecte(), "personnes/propositions/?q=mar&role=tuteur") == [
        ("Tuteurs", "MARTIN Zoé"),
        ("Autres personnes", "MARTIN Anne"),
    ]


def test_un_role_inconnu_ne_range_rien(connecte):
    fabriques.personne("Martin", "Anne")
    assert proposees(connecte(), "personnes/propositions/?q=mar&role=pirate") == [("", "MARTIN Anne")]


def test_le_nom_qui_commence_par_la_saisie_vient_d_abord(connecte):
    fabriques.personne("Abel", "Marie")
    fabriques.personne("Martin", "Zoé")
    assert [t for _, t in proposees(connecte(), "personnes/propositions/?q=mar")] == ["MARTIN Zoé", "ABEL Marie"]


def test_sans_saisie_les_plus_recentes(connecte):
    for prenom in ("Anne", "Zoé"):
        fabriques.personne("Martin", prenom)
    assert [t for _, t in proposees(connecte(), "personnes/propositions/")] == ["MARTIN Zoé", "MARTIN Anne"]


def test_les_societes_du_type_d_abord_ou_elles_seules(connecte):
    fabriques.societe("Duval un")
    fabriques.societe("Duval zéro", "donneur_ordre")
    client = connecte()
    assert proposees(client, "societes/propositions/?q=duv&type=donneur_ordre") == [
        ("Donneurs d’ordre", "Duval zéro"),
        ("Autres sociétés", "Duval un"),
    ]
    strict = "societes/propositions/?q=duv&type=donneur_ordre&strict=1"
    assert [t for _, t in proposees(client, strict)] == ["Duval zéro"]


def test_les_financeurs_sont_des_societes_puis_des_particuliers(connecte):  # B5
    opco = fabriques.societe("Martin Opco", "financeur")
    fabriques.societe("Martin Bois")
    claire = fabriques.personne("Martin", "Claire")
    client = connecte()
    assert proposees(client, "financeurs/propositions/?q=mar") == [
        ("Financeurs", "Martin Opco"),
        ("Autres sociétés", "Martin Bois"),
        ("Particuliers", "MARTIN Claire"),
    ]
    valeurs = [r["value"] for r in client.get("/annuaire/financeurs/propositions/?q=mar").json()["results"]]
    assert valeurs[0] == f"s{opco.pk}"
    assert valeurs[2] == f"p{claire.pk}"
    assert "MARTIN Claire" not in str(proposees(client, "financeurs/propositions/"))


def test_vingt_propositions_et_on_dit_qu_il_y_en_a_d_autres(connecte):
    for rang in range(21):
        fabriques.personne("Martin", f"Anne {rang:02d}", roles=("tuteur",) if rang % 2 else ())
    for requete in ("q=mar", "q=mar&role=tuteur", "role=tuteur"):
        reponse = connecte().get(f"/annuaire/personnes/propositions/?{requete}").json()
        assert (len(reponse["results"]), reponse["suite"]) == (20, True)


@pytest.mark.parametrize("q", ["m", "\x00", "%", "_", "'", '"', "é" * 5000, "🙂", "mar OR 1=1", "NEAR(", "علي"])
def test_aucune_saisie_ne_casse_la_recherche(connecte, q):
    fabriques.personne("Martin", "Claire")
    client = connecte()
    for quoi in ("personnes", "societes", "financeurs"):
        assert client.get(f"/annuaire/{quoi}/propositions/", {"q": q}).status_code == 200
