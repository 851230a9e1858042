"""Le contrôle d'un modèle au dépôt (issue 8, « Lint at upload ») : ce qui est refusé, réparé, dit."""

from io import BytesIO

import pytest

from jalon.documents.examen import examiner
from jalon.editeur.controle import Cadre, controler
from jalon.editeur.controle import polices as module_polices
from jalon.editeur.controle.autre_notation import TABLE, traduire
from jalon.editeur.controle.proches import plus_proche
from jalon.editeur.registres import MARQUEURS
from jalon.socle.erreurs import Refus

from . import gabarits, modeles_docx

pytestmark = pytest.mark.lent

DOSSIER = Cadre("dossier", "Un dossier", "beneficiaire", frozenset({"objet"}))


def lire(contenu: bytes, cadre: Cadre = DOSSIER, nom: str = "modele.docx"):
    return controler(examiner(BytesIO(contenu), nom), cadre)


def dits(contenu: bytes, gravite: str = "erreur", cadre: Cadre = DOSSIER) -> list[str]:
    return [c["texte"] for c in lire(contenu, cadre).constats if c["gravite"] == gravite]


def erreurs(*paragraphes: str, cadre: Cadre = DOSSIER) -> list[str]:
    return dits(modeles_docx.docx(*paragraphes), cadre=cadre)


def test_un_modele_juste_n_a_rien_a_corriger():
    controle = lire(
        modeles_docx.docx(
            "{{ beneficiaire.nom_complet }}, dossier {{ dossier.numero }}, {{ texte.objet }}",
            "{% if dossier.date_sortie %}le {{ dossier.date_sortie|date_longue }}{% else %}en cours{% endif %}",
            "{{ seances|length }} séances",
            tableau=(("{%tr for s in seances %}",), ("{{ loop.index }} {{ s.date }}",), ("{%tr endfor %}",)),
        )
    )
    assert [c for c in controle.constats if c["gravite"] == "erreur"] == []
    attendus = ["beneficiaire.nom_complet", "dossier.date_sortie", "dossier.numero", "seances"]
    assert controle.marqueurs == attendus


@pytest.mark.parametrize(
    ("ecrit", "phrase", "propose"),
    [
        ("{{ beneficiaire.prenon }}", "« beneficiaire.prenon » n’existe pas.", "beneficiaire.prenom"),
        ("{{ dosier.numero }}", "« dosier.numero » n’existe pas.", "dossier.numero"),
        ("{{ nom_complet }}", "« nom_complet » n’existe pas.", "nom_complet"),
        ("{% for s in seance %}{{ s.date }}{% endfor %}", "« seance » n’existe pas.", "seances"),
        ("{% for s in seances %}{{ s.dat }}{% endfor %}", "« s.dat » n’existe pas.", "s.date"),
        ("{{ texte.objt }}", "« objt » n’est pas demandé", "texte.objet"),
        ("{{ jour|date_long }}", "« date_long » n’existe pas", "date_longue"),
    ],
)
def test_un_nom_inconnu_propose_le_plus_proche_juste(ecrit, phrase, propose):
    (dit,) = erreurs(ecrit)
    assert phrase in dit
    assert f"Vouliez-vous « {propose}" in dit or propose in dit


@pytest.mark.parametrize(
    ("ecrit", "phrase"),
    [
        ("{% for s in seances %}{{ s.date }}", "n’est pas fermé : ajoutez {% endfor %}"),
        ("{% if dossier.numero %}", "n’est pas fermé : ajoutez {% endif %}"),
        ("{% endfor %}", "ferme ce qui n’est pas ouvert"),
        ("{% for s in seances %}{% endif %}{% endfor %}", "ferme ce qui n’est pas ouvert"),
        ("{{ dossier. }}", "mal écrit"),
        ("{% for s seances %}{% endfor %}", "mal écrit"),
        ("{{ dossier.numero", "Une accolade est seule"),
        ("{{ seances }}", "est une liste : répétez-la"),
        ("{% for s in dossier.numero %}{% endfor %}", "n’est pas une liste"),
        ("{% set a = 1 %}", "n’est pas accepté"),
        ("{{ seance.date }}", "ne se lit pas sur un dossier"),
    ],
)
def test_chaque_faute_dit_quoi_faire(ecrit, phrase):
    (dit,) = erreurs(ecrit)
    assert phrase in dit


@pytest.mark.parametrize("ecrit", [i for i in gabarits.INJECTIONS if "{" in i] + list(gabarits.DEMESURES))
def test_aucun_modele_hostile_ne_passe_le_controle(ecrit):
    assert erreurs(ecrit)


@pytest.mark.parametrize("destinataire", ["employeur", "financeur", "prescripteur"])
def test_un_marqueur_confidentiel_est_interdit_a_ce_destinataire(destinataire):
    cadre = Cadre("dossier", "Un dossier", destinataire)
    (dit,) = erreurs("{% for o in objectifs_professionnels %}{{ o.objectif }}{% endfor %}", cadre=cadre)
    assert "« objectifs_professionnels » est confidentiel" in dit
    assert erreurs("{% for o in objectifs_professionnels %}{{ o.objectif }}{% endfor %}") == []


def test_un_marqueur_coupe_par_word_est_recolle_et_le_dit():
    coupe = modeles_docx.decoupe("Dossier {{ dos", "sier.num", "ero }} du jour")
    controle = lire(coupe)
    attendu = "Word avait coupé « {{ dossier.numero }} » : il est recollé."
    assert [c["texte"] for c in controle.constats] == [attendu]
    assert modeles_docx.remplir(controle.pret, {"dossier": {"numero": "2026-1"}}) == "Dossier 2026-1 du jour"


def test_des_guillemets_courbes_dans_un_marqueur_sont_redresses():
    controle = lire(modeles_docx.docx("{% if dossier.statut == “En cours” %}oui{% endif %}"))
    assert [c for c in controle.constats if c["gravite"] == "erreur"] == []
    assert modeles_docx.remplir(controle.pret, {"dossier": {"statut": "En cours"}}) == "oui"


def test_un_fichier_juste_reste_le_meme_a_l_octet_pres():
    contenu = modeles_docx.docx("{{ dossier.numero }}")
    assert lire(contenu).pret == contenu


def test_l_autre_notation_est_traduite_et_le_reste_dit_non_repris():
    controle = lire(
        modeles_docx.docx(
            "{d.benef.nom} {d.dossier.prestation} {d.structure.nom}", "{d.liste[i].x} {d.facture.total}"
        )
    )
    assert controle.marqueurs == ["beneficiaire.nom", "prestation.intitule", "structure.nom"]
    non_repris = [c["marqueur"] for c in controle.constats if c["gravite"] == "erreur"]
    assert sorted(non_repris) == ["{d.facture.total}", "{d.liste[i].x}"]
    assert "« {d.benef.nom} » devient « {{ beneficiaire.nom }} »." in [c["texte"] for c in controle.constats]


def test_chaque_traduction_mene_a_un_marqueur_qui_existe():
    codes = {code for champs in TABLE.values() for code in champs.values()}
    assert {code for code in codes if code not in MARQUEURS} == set()
    assert set(TABLE) == {"benef", "dossier", "seance", "conseiller", "structure"}
    assert traduire("benef.date_naissance") == "{{ beneficiaire.date_naissance }}"
    assert traduire("benef.nom:upperCase()") is None


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (gabarits.image_liee("http://exemple.test/a.png"), "hors de lui"),
        (gabarits.image_liee("file:///etc/hostname"), "hors de lui"),
        (gabarits.champ('INCLUDETEXT "file:///etc/passwd"'), "va chercher un contenu ailleurs"),
        (gabarits.bombe(), "démesuré"),
        (gabarits.entites(), "déclarations XML interdites"),
        (gabarits.fichier_lu(), "déclarations XML interdites"),
        (gabarits.retoucher(gabarits.modele("m"), **{"word/vbaProject.bin": b"x"}), "macros"),
        (gabarits.retoucher(gabarits.modele("m"), **{"../../etc/x": b"x"}), "chemins interdits"),
    ],
)
def test_un_fichier_dangereux_est_refuse_avant_toute_lecture(contenu, phrase):
    with pytest.raises(Refus, match=phrase):
        lire(contenu)


def test_un_lien_hypertexte_est_permis():
    lie = gabarits.avec_lien(gabarits.modele("{{ jour }}"), "hyperlink", "https://exemple.test")
    assert lire(lie).marqueurs == ["jour"]


def test_un_autre_format_est_refuse_en_disant_lequel():
    with pytest.raises(Refus, match=r"\.docx"):
        lire(b"bonjour", nom="modele.txt")


def test_une_police_absente_se_dit_et_une_jumelle_ne_se_dit_pas(monkeypatch):
    monkeypatch.setattr(module_polices, "polices_presentes", lambda: frozenset({"carlito", "liberation sans"}))
    aptos = dits(modeles_docx.docx("{{ jour }}", police="Aptos"), "avis")
    assert any("« Aptos »" in dit for dit in aptos)
    arial = dits(modeles_docx.docx("{{ jour }}", police="Arial"), "avis")
    assert not any("« Arial »" in dit for dit in arial)


def test_un_modele_sans_marqueur_le_dit():
    assert any("aucun marqueur" in dit for dit in dits(modeles_docx.docx("Bonjour"), "avis"))


def test_le_plus_proche_ne_propose_rien_de_trop_loin():
    assert plus_proche("zzz", ["dossier.numero"]) == ""
    assert plus_proche("dossier.numro", ["dossier.numero", "dossier.statut"]) == "dossier.numero"
