"""L'export d'une liste : mêmes lignes qu'à l'écran, droits, formules neutralisées (A2, règle 7)."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.http import QueryDict

from jalon.socle.listes import Colonne, export
from jalon.socle.listes.export import TOUTES, ecrire_csv, ecrire_xlsx, neutraliser, preparer_export, texte_csv

deux_moteurs = pytest.mark.deux_moteurs


@pytest.fixture
def relire_csv(liste, personne):
    """Le CSV d'une adresse, rouvert : les en-têtes puis les lignes."""

    def relire(adresse: str = "", colonnes: str = "affichees", qui=None) -> list[list[str]]:
        prepare = preparer_export(liste, QueryDict(adresse), qui or personne(), colonnes)
        octets = "".join(ecrire_csv(prepare)).encode()
        return list(csv.reader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";"))

    return relire


@pytest.fixture
def relire_xlsx(liste, personne, tmp_path):
    """Le classeur d'une adresse, rouvert sans calculer : feuille des lignes, feuille des codes."""

    def relire(adresse: str = "", colonnes: str = "affichees", qui=None):
        chemin = tmp_path / "export.xlsx"
        ecrire_xlsx(preparer_export(liste, QueryDict(adresse), qui or personne(), colonnes), chemin)
        return openpyxl.load_workbook(chemin)

    return relire


@deux_moteurs
def test_le_csv_a_les_lignes_de_l_ecran_dans_son_ordre(relire_csv, fiches):
    entetes, *lignes = relire_csv("statut=en_cours&tri=-nom")
    assert entetes == ["nom", "ville", "entree"]
    assert lignes == [["ZOLA Émile", "Rennes", "10/01/2026"], ["MARTIN Claire", "Rennes", "01/02/2026"]]


def test_le_csv_commence_par_un_bom(liste, personne, fiches):
    prepare = preparer_export(liste, QueryDict(), personne())
    assert next(ecrire_csv(prepare)).encode().startswith(b"\xef\xbb\xbfnom;ville;entree")


@deux_moteurs
def test_l_export_compte_ce_que_l_ecran_compte(liste, personne, relire_csv, essai):
    for rang in range(37):
        essai.creer_fiche(f"Nom {rang:02}", statut="suspendu" if rang % 3 else "en_cours")
    page = liste.lire_donnees(QueryDict("statut=suspendu"), personne(), "/")
    assert len(relire_csv("statut=suspendu&page=2")) - 1 == page.compte.nombre == 24


@deux_moteurs
def test_seules_les_lignes_choisies_et_visibles_s_exportent(relire_csv, fiches):
    zola, _, _, _, cache = fiches
    lignes = relire_csv(f"choix={zola.pk}&choix={cache.pk}&choix=abc")
    assert [ligne[0] for ligne in lignes[1:]] == ["ZOLA Émile"]
    assert len(relire_csv(f"choix={zola.pk}&tout=oui")) == 5


@deux_moteurs
def test_une_colonne_sans_droit_ne_s_exporte_pas(relire_csv, fiches, personne):
    assert relire_csv(colonnes=TOUTES)[0] == ["export", "nom", "ville", "entree"]
    avec = relire_csv(colonnes=TOUTES, qui=personne("admin.lecture"))
    assert avec[0] == ["export", "nom", "ville", "entree", "secret"]


def test_une_colonne_peut_n_etre_qu_a_l_ecran_ou_que_dans_l_export(liste, relire_csv, fiches):
    liste.colonnes = (
        Colonne("nom", "Nom", str, tri=("cle_tri",), is_exportee=False),
        Colonne("prenom", "Prénom", is_affichable=False),
        Colonne("cle", "Clé", "pk", is_affichable=False, par_defaut=False),
        Colonne("statut", "Statut", exporter=lambda fiche, qui: fiche.statut.upper()),
    )
    assert [c.code for c in liste.colonnes_de(None)] == ["nom", "statut"]
    assert relire_csv("q=zola") == [["prenom", "statut"], ["Émile", "EN_COURS"]]
    assert relire_csv("q=zola", TOUTES)[0] == ["prenom", "cle", "statut"]


@pytest.mark.parametrize("debut", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0=", "＝"])
def test_une_formule_est_neutralisee(debut):
    assert neutraliser(f"{debut}1+1") == f"'{debut}1+1"


@pytest.mark.parametrize(
    ("valeur", "texte"),
    [
        (None, ""),
        (True, "oui"),
        (-3, "-3"),
        (Decimal("-1234.50"), "-1234,50"),
        (date(2026, 11, 24), "24/11/2026"),
        (datetime(2026, 11, 24, 8, 5, tzinfo=UTC), "24/11/2026 09:05"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ('d\'Auvergne; "l’œuvre"', 'd\'Auvergne; "l’œuvre"'),
    ],
)
def test_chaque_valeur_s_ecrit_en_francais(valeur, texte):
    assert texte_csv(valeur) == texte


@deux_moteurs
def test_un_nom_hostile_reste_du_texte_dans_les_deux_formats(relire_csv, relire_xlsx, essai):
    hostiles = ['=HYPERLINK("http://mal","clic")', "+33", "-1+1", "@SUM(A1)", 'a;"b"\nc', "http://exemple.fr"]
    for nom in hostiles:
        essai.creer_fiche(nom)
    lignes = {ligne[0] for ligne in relire_csv()[1:]}
    assert lignes == {neutraliser(nom.upper()) for nom in hostiles}
    feuille = relire_xlsx()["Fiches"]
    cellules = [ligne[0] for ligne in feuille.iter_rows(min_row=2)]
    assert {cellule.value for cellule in cellules} == {nom.upper() for nom in hostiles}
    assert {cellule.data_type for cellule in cellules} == {"s"}
    assert not any(cellule.hyperlink for cellule in cellules)


@deux_moteurs
def test_le_classeur_porte_libelles_types_et_codes(relire_xlsx, fiches):
    classeur = relire_xlsx("tri=entree")
    lignes = list(classeur["Fiches"].iter_rows(values_only=True))
    assert lignes[0] == ("Nom", "Ville", "Entrée")
    assert lignes[1] == ("ZOLA Émile", "Rennes", datetime(2026, 1, 10))
    assert lignes[-1] == ("ABEL Jean", None, None)
    codes = list(classeur["Colonnes"].iter_rows(values_only=True))
    assert codes == [("Colonne", "Code"), ("Nom", "nom"), ("Ville", "ville"), ("Entrée", "entree")]


@deux_moteurs
def test_les_requetes_dependent_des_paquets_pas_des_lignes(
    liste, personne, essai, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(export, "PAQUET", 10)
    for rang in range(25):
        essai.creer_fiche(f"Nom {rang:02}")
    with django_assert_num_queries(1 + 3):
        assert len(list(ecrire_csv(preparer_export(liste, QueryDict(), personne())))) == 26


@deux_moteurs
def test_une_ligne_effacee_pendant_l_export_manque_sans_erreur(liste, personne, essai, fiches):
    prepare = preparer_export(liste, QueryDict(), personne())
    fiches[0].delete()
    assert len(list(prepare.lignes())) == 3
