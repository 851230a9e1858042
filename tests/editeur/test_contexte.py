"""Les valeurs d'un modèle : du texte seulement, en un nombre constant de requêtes (issue 8, « Markers »)."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.editeur.contexte import contexte_de
from jalon.editeur.enums import Famille
from jalon.editeur.registres import CONTEXTES, MARQUEURS, Marqueur, marqueurs_de
from jalon.planning.models import Participation
from jalon.socle.erreurs import Refus
from tests import fabriques

from . import modeles_docx

MATIN = datetime(2027, 1, 12, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def dossier(maison):
    return maison.dossier


def que_du_texte(valeur) -> bool:
    if isinstance(valeur, dict):
        return all(isinstance(cle, str) and que_du_texte(v) for cle, v in valeur.items())
    if isinstance(valeur, list):
        return all(que_du_texte(v) for v in valeur)
    return type(valeur) is str


def requetes(objet, contexte: str = "dossier") -> int:
    with CaptureQueriesContext(
        connection,
    ) as vues:
        contexte_de(objet, contexte=contexte, destinataire="interne")
    return len(vues)


def test_un_contexte_ne_porte_que_du_texte(dossier):
    valeurs = contexte_de(dossier, contexte="dossier", destinataire="beneficiaire")
    assert que_du_texte(valeurs)
    assert valeurs["dossier"]["numero"] == dossier.numero
    assert valeurs["beneficiaire"]["nom"] == dossier.beneficiaire.nom
    assert valeurs["seances"] == []


def test_chaque_marqueur_a_son_sens_sa_famille_et_son_contexte():
    familles = {famille.value for famille in Famille}
    for marqueur in MARQUEURS:
        assert marqueur.libelle, marqueur.code
        assert marqueur.sens, marqueur.code
        assert marqueur.famille in familles, marqueur.code
        assert marqueur.contexte in ("", *CONTEXTES.codes()), marqueur.code
        assert bool(marqueur.champs) == marqueur.is_liste, marqueur.code
    assert {m.famille for m in MARQUEURS} == familles


def test_chaque_boucle_donne_les_champs_qu_elle_annonce(dossier):
    fabriques.seance(MATIN, dossier)
    valeurs = contexte_de(dossier, contexte="dossier", destinataire="interne")
    boucles = [m for m in marqueurs_de("dossier") if m.is_liste]
    for marqueur in boucles:
        for ligne in valeurs[marqueur.code]:
            assert set(ligne) == set(marqueur.champs), marqueur.code
    assert [ligne["debut"] for ligne in valeurs["seances"]] == ["9\u00a0h\u00a030"]


def test_les_requetes_ne_dependent_pas_du_nombre_de_seances(dossier):
    fabriques.seance(MATIN, dossier)
    avant = requetes(dossier)
    for jour in range(1, 4):
        fabriques.seance(MATIN + timedelta(days=jour), dossier)
    assert requetes(dossier) == avant <= 16


def test_seuls_les_codes_demandes_sont_lus(dossier):
    with CaptureQueriesContext(connection) as vues:
        valeurs = contexte_de(dossier, contexte="dossier", destinataire="financeur", codes=["dossier.numero"])
    assert valeurs == {"texte": {}, "dossier": {"numero": dossier.numero}}
    assert len(vues) == 1


def test_un_texte_libre_se_retrouve_sous_texte(dossier):
    valeurs = contexte_de(
        dossier, contexte="dossier", destinataire="interne", codes=[], textes={"objet": "Rappel"}
    )
    assert valeurs == {"texte": {"objet": "Rappel"}}


@pytest.mark.parametrize("destinataire", ["employeur", "financeur", "prescripteur"])
def test_un_marqueur_confidentiel_est_refuse_en_le_nommant(dossier, destinataire):
    with pytest.raises(Refus, match=r"« objectifs_professionnels » est confidentiel"):
        contexte_de(
            dossier,
            contexte="dossier",
            destinataire=destinataire,
            codes=["dossier.numero", "objectifs_professionnels"],
        )
    assert "objectifs_professionnels" not in contexte_de(dossier, contexte="dossier", destinataire=destinataire)


@pytest.mark.parametrize("code", ["dossier.nimporte", "convention.reference"])
def test_un_marqueur_inconnu_du_contexte_est_refuse(dossier, code):
    with pytest.raises(Refus, match=code):
        contexte_de(dossier, contexte="dossier", destinataire="interne", codes=[code])


def test_une_seance_donne_aussi_son_dossier(dossier):
    seance = fabriques.seance(MATIN, dossier)
    participation = Participation.objects.get(seance=seance, dossier=dossier)
    valeurs = contexte_de(participation, contexte="seance", destinataire="beneficiaire")
    assert valeurs["seance"]["date"] == "12/01/2027"
    assert valeurs["seance"]["jour_semaine"] == "mardi"
    assert valeurs["dossier"]["numero"] == dossier.numero
    assert que_du_texte(valeurs)


def test_une_convention_donne_ses_marqueurs_et_ceux_de_la_maison(db):
    convention = fabriques.convention("CONV-9", montant=Decimal("1250"))
    valeurs = contexte_de(convention, contexte="convention", destinataire="financeur")
    assert valeurs["convention"]["reference"] == "CONV-9"
    assert valeurs["convention"]["montant"] == "1\u00a0250,00\u00a0€"
    assert valeurs["convention"]["prestations"] == "toutes"
    assert valeurs["structure"]["nom"]
    assert "dossier" not in valeurs


@pytest.mark.parametrize("code", ["dossier.items", "Dossier", "a.b.c", "texte.objet", "for"])
def test_un_code_de_marqueur_qui_ne_se_lirait_pas_est_refuse(code):
    with pytest.raises(ValueError, match="marqueur"):
        Marqueur(code, "l", "s", "dossier", "", lambda objet, lecture: "")


def test_un_modele_word_se_remplit_de_ces_valeurs(dossier):
    for jour in range(3):
        fabriques.seance(MATIN + timedelta(days=jour), dossier)
    modele = modeles_docx.docx(
        "Dossier {{ dossier.numero }} du {{ dossier.date_ouverture|date_longue }}",
        tableau=(
            ("{%tr for s in seances %}", "", ""),
            ("{{ s.numero }}", "{{ s.date }}", "{{ s.duree }}"),
            ("{%tr endfor %}", "", ""),
        ),
    )
    lu = modeles_docx.remplir(modele, contexte_de(dossier, contexte="dossier", destinataire="beneficiaire"))
    assert f"Dossier {dossier.numero} du" in lu
    assert [jour for jour in ("12/01/2027", "13/01/2027", "14/01/2027") if jour not in lu] == []
