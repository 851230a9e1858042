"""Un modèle .odt : jugé avant d'être ouvert, converti en .docx, contrôlé ensuite comme un .docx (issue 8)."""

import shutil
from io import BytesIO

import pytest

from jalon.documents.examen import examiner
from jalon.editeur import controle as module
from jalon.editeur.controle import Cadre, controler
from jalon.editeur.moteur import pdf
from jalon.editeur.moteur.surete_odt import dangers_odt
from jalon.editeur.operations import creer_modele, deposer_version, modifier_modele, publier_modele
from jalon.editeur.queries import contenu_depose, contenu_pret
from jalon.socle.erreurs import Refus

from . import gabarits_odt
from .modeles_docx import remplir

SOFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice n’est pas sur cette machine")
DOSSIER = Cadre("dossier", "Un dossier", "beneficiaire", frozenset())
JUSTE = gabarits_odt.odt(
    "Bonjour {{ beneficiaire.pre<text:span>nom }}</text:span>",
    tableau=("{%tr for s in seances %}", "{{ s.date }}", "{%tr endfor %}"),
)


def lire(contenu: bytes):
    return controler(examiner(BytesIO(contenu), "modele.odt"), DOSSIER)


@SOFFICE
def test_un_odt_devient_un_docx_qui_se_remplit():
    lu = lire(JUSTE)
    assert [c for c in lu.constats if c["gravite"] == "erreur"] == []
    assert lu.marqueurs == ["beneficiaire.prenom", "seances"]
    valeurs = {"beneficiaire": {"prenom": "Claire"}, "seances": [{"date": f"{n}/01/2027"} for n in range(1, 31)]}
    texte = remplir(lu.pret, valeurs)
    assert "Bonjour Claire" in texte
    assert texte.count("/01/2027") == 30


@SOFFICE
def test_un_marqueur_inconnu_d_un_odt_se_dit_comme_dans_un_docx():
    (faute,) = [
        c for c in lire(gabarits_odt.odt("{{ beneficiaire.prenon }}")).constats if c["gravite"] == "erreur"
    ]
    assert faute["propose"] == "beneficiaire.prenom"


@SOFFICE
def test_la_version_garde_le_odt_depose_et_se_recontrole_sans_libreoffice(maison, monkeypatch):
    modele = creer_modele(par=maison.admin, donnees={"code": "odt", "intitule": "Depuis LibreOffice"})
    version = deposer_version(par=maison.admin, modele=modele, examen=examiner(BytesIO(JUSTE), "modele.odt"))
    assert (version.format, version.nom_fichier) == ("odt", "modele.odt")
    assert contenu_depose(version) == JUSTE
    assert contenu_pret(version).startswith(b"PK")
    publie = publier_modele(par=maison.admin, modele=modele)
    monkeypatch.setattr(pdf, "programme", lambda: None)
    modifier_modele(par=maison.admin, modele=publie, version=publie.version, donnees={"destinataire": "employeur"})


def test_sans_libreoffice_un_odt_est_refuse_en_le_disant(monkeypatch):
    monkeypatch.setattr(pdf, "programme", lambda: None)
    with pytest.raises(Refus, match="LibreOffice n’est pas installé") as refus:
        lire(JUSTE)
    assert refus.value.champ == "fichiers"


@pytest.mark.parametrize("nom", gabarits_odt.HOSTILES)
def test_un_odt_hostile_est_refuse_avant_d_etre_ouvert(nom, monkeypatch):
    monkeypatch.setattr(module, "en_docx", lambda odt: pytest.fail("LibreOffice ne doit pas l’ouvrir"))
    contenu, phrase = gabarits_odt.HOSTILES[nom]
    assert phrase in " ".join(dangers_odt(contenu))
    with pytest.raises(Refus):
        lire(contenu)


def test_un_lien_de_texte_reste_permis():
    lien = '<text:p><text:a xlink:href="https://exemple.fr">le site</text:a></text:p>'
    assert dangers_odt(gabarits_odt.odt("x", corps=lien)) == []
