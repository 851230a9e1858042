"""Le moteur remplit un modèle, lit ses marqueurs, refuse ce qui est hostile, et le dit en français."""

from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from PIL import Image as Pillow

from jalon.editeur.moteur import Image, MoteurErreur, marqueurs_du, remplissage, rendre, rendre_plusieurs
from jalon.editeur.moteur.surete import dangers
from jalon.editeur.moteur.transport import deballer, emballer

from . import gabarits
from .gabarits import modele, texte_de

pytestmark = pytest.mark.lent

CLAIRE = {"beneficiaire": {"nom": "MARTIN", "prenom": "Claire"}}
SEANCES = [{"date": f"{j:02d}/09/2026", "duree": "3 h"} for j in range(1, 31)]
BOUCLE = (
    ("Date", "Durée"),
    ("{%tr for s in seances %}", ""),
    ("{{ s.date }}", "{{ s.duree }}"),
    ("{%tr endfor %}", ""),
)


def test_les_marqueurs_du_corps_et_de_l_en_tete_se_remplissent():
    docx = modele("Bonjour {{ beneficiaire.prenom }} {{ beneficiaire.nom }}", entete="Pour {{ beneficiaire.nom }}")
    assert texte_de(rendre(docx, CLAIRE)) == "Pour MARTIN\nBonjour Claire MARTIN"


def test_une_boucle_de_trente_seances_fait_trente_rangees():
    texte = texte_de(rendre(modele(tableau=BOUCLE), {"seances": SEANCES}))
    assert texte.count("/09/2026") == 30
    assert "{%" not in texte


def test_une_condition_garde_ou_retire_son_paragraphe():
    docx = modele("{%p if employeur.nom %}", "Chez {{ employeur.nom }}", "{%p endif %}", "Fin")
    assert "Chez" not in texte_de(rendre(docx, {"employeur": {"nom": ""}}))
    assert "Chez ACME" in texte_de(rendre(docx, {"employeur": {"nom": "ACME"}}))


def test_une_valeur_ne_devient_jamais_du_balisage():
    contexte = {"beneficiaire": {"nom": "<w:p>&A</w:p> {{ 7*7 }}", "prenom": "Élise\nLigne 2"}}
    texte = texte_de(rendre(modele("{{ beneficiaire.nom }} / {{ beneficiaire.prenom }}"), contexte))
    assert texte.strip() == "<w:p>&A</w:p> {{ 7*7 }} / Élise\nLigne 2"


def test_une_image_se_pose_dans_le_document():
    from io import BytesIO

    flux = BytesIO()
    Pillow.new("RGB", (40, 20), "navy").save(flux, "PNG")
    rendu = rendre(modele("{{ structure.logo }}"), {"structure": {"logo": Image(flux.getvalue(), 30)}})
    assert len(Document(BytesIO(rendu)).inline_shapes) == 1


def test_un_marqueur_inconnu_est_nomme():
    with pytest.raises(MoteurErreur, match="« nmo »"):
        rendre(modele("{{ beneficiaire.nmo }}"), CLAIRE)
    with pytest.raises(MoteurErreur, match="« client »"):
        rendre(modele("{{ client.nom }}"), CLAIRE)


@pytest.mark.parametrize(
    "texte", ["{{ beneficiaire.nom }", "{% if beneficiaire.nom %}x", "{% for s in seances %}x{% endif %}"]
)
def test_une_faute_de_syntaxe_se_dit(texte):
    docx = modele(texte + " {{ fin }}" if texte.endswith("}") and "%" not in texte else texte)
    with pytest.raises(MoteurErreur, match="mal écrit"):
        rendre(docx, CLAIRE | {"seances": [], "fin": ""})


def test_plusieurs_documents_chacun_son_sort():
    bons = [CLAIRE, {"beneficiaire": {}}, CLAIRE]
    un, deux, trois = rendre_plusieurs(modele("{{ beneficiaire.nom }}"), bons)
    assert "MARTIN" in texte_de(un)
    assert isinstance(deux, MoteurErreur)
    assert "MARTIN" in texte_de(trois)


def test_un_contexte_ne_transporte_que_des_valeurs_simples():
    valeurs = {"a": [date(2026, 9, 1), Decimal("1.50"), None, True, 3], "b": {"c": "é"}}
    assert deballer(emballer(valeurs)) == valeurs
    with pytest.raises(TypeError, match="object"):
        emballer({"a": object()})


def test_les_marqueurs_d_un_modele_se_lisent_boucles_comprises():
    docx = modele(
        "{{ beneficiaire.nom }} {{ dossier.date|default('') }} {{ seances[0].lieu }}",
        "{% set qui = conseiller %}{{ qui.nom }}{% if texte.objet %}{{ texte.objet }}{% endif %}",
        entete="{{ structure.nom }}",
        tableau=BOUCLE,
    )
    assert marqueurs_du(docx) == {
        "beneficiaire.nom", "dossier.date", "seances.lieu", "conseiller", "conseiller.nom", "texte.objet",
        "structure.nom", "seances", "seances.date", "seances.duree",
    }  # fmt: skip


# ── Corpus hostile ──


@pytest.mark.parametrize("texte", gabarits.INJECTIONS)
def test_une_injection_est_refusee_en_francais(texte, monkeypatch):
    monkeypatch.setenv("JALON_SECRET_ESSAI", "ne-doit-pas-sortir")
    with pytest.raises(MoteurErreur) as refus:
        rendre(modele(texte), CLAIRE)
    assert "ne-doit-pas-sortir" not in refus.value.message
    assert refus.value.message.endswith(".")


@pytest.mark.parametrize("texte", gabarits.DEMESURES)
def test_un_calcul_demesure_s_arrete_et_le_serveur_continue(texte, monkeypatch):
    monkeypatch.setattr(remplissage, "CALCUL", 2)
    with pytest.raises(MoteurErreur):
        rendre(modele(texte), CLAIRE)
    assert "MARTIN" in texte_de(rendre(modele("{{ beneficiaire.nom }}"), CLAIRE))


def test_une_injection_dans_l_en_tete_ou_les_proprietes_est_refusee():
    document = Document()
    document.core_properties.title = "{{ cycler.__init__ }}"
    for docx in (modele("x", entete="{{ cycler.__init__ }}"), gabarits.octets(document)):
        with pytest.raises(MoteurErreur):
            rendre(docx, CLAIRE)


HOSTILES = {
    "entités": (gabarits.entites, "XML interdites"),
    "fichier lu": (gabarits.fichier_lu, "XML interdites"),
    "bombe": (gabarits.bombe, "démesuré"),
    "image http": (lambda: gabarits.image_liee("http://exemple.fr/x.png"), "exemple.fr"),
    "image file": (lambda: gabarits.image_liee("file:///etc/passwd"), "hors de lui"),
    "modèle attaché": (
        lambda: gabarits.avec_lien(modele("x"), "attachedTemplate", "http://exemple.fr/m.dotm"), "hors de lui",
    ),
    "objet": (lambda: gabarits.avec_lien(modele("x"), "oleObject", "embeddings/o.bin", "Internal"), "objet"),
    "page incorporée": (lambda: gabarits.avec_lien(modele("x"), "aFChunk", "p.html", "Internal"), "objet"),
    "champ image": (lambda: gabarits.champ('INCLUDEPICTURE "http://exemple.fr/x.png"'), "INCLUDEPICTURE"),
    "champ commande": (lambda: gabarits.champ('DDEAUTO c:\\\\windows "cmd"'), "DDEAUTO"),
    "macros": (lambda: gabarits.retoucher(modele("x"), **{"word/vbaProject.bin": b"x"}), "macros"),
    "pas un zip": (lambda: b"bonjour", "lisible"),
    "vide": (lambda: b"", "lisible"),
    "tronqué": (lambda: modele("x")[:2000], "lisible"),
}  # fmt: skip


@pytest.mark.parametrize("nom", HOSTILES)
def test_un_fichier_hostile_est_refuse_avec_sa_raison(nom):
    fabrique, attendu = HOSTILES[nom]
    docx = fabrique()
    assert any(attendu in phrase for phrase in dangers(docx))
    with pytest.raises(MoteurErreur, match=attendu):
        rendre(docx, CLAIRE)


def test_un_modele_ordinaire_n_a_pas_de_danger():
    lien = gabarits.avec_lien(modele("x"), "hyperlink", "https://exemple.fr/")
    assert dangers(modele("{{ a }}")) == dangers(lien) == []
