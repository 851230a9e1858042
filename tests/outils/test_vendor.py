"""Les fichiers tiers : la liste d'icônes suffit aux gabarits, et une icône inconnue se dit clairement."""

import re

import pytest
import vendor

NOMS_GABARITS = re.compile(r'\{%\s*icone\s+"([\w/-]+)"')
NOMS_DIRECTS = re.compile(r"icones\.svg#([\w-]+)")


def icones_des_gabarits() -> dict[str, str]:
    """Nom d'icône → un gabarit qui la montre."""
    trouvees = {}
    for gabarit in (vendor.DEPOT / "src" / "jalon").rglob("*.html"):
        texte = gabarit.read_text(encoding="utf-8")
        for nom in NOMS_GABARITS.findall(texte) + NOMS_DIRECTS.findall(texte):
            trouvees[nom] = gabarit.name
    return trouvees


def test_chaque_icone_montree_est_dans_la_liste():
    connues = {nom.replace("/", "-") for nom in vendor.noms_icones(vendor.ICONES.read_text(encoding="utf-8"))}
    assert {nom: ou for nom, ou in icones_des_gabarits().items() if nom not in connues} == {}


def test_les_noms_ignorent_commentaires_et_doublons():
    assert vendor.noms_icones("# titre\ncheck\n\nbell # cloche\ncheck\n") == ["bell", "check"]


def test_une_icone_inconnue_est_nommee():
    with pytest.raises(vendor.VendorErreur, match="nexiste-pas"):
        vendor.symbole("nexiste-pas")


def test_un_symbole_garde_son_nom_et_son_cadre():
    assert vendor.symbole("check") == (
        '<symbol id="check" viewBox="0 0 24 24"><path d="M5 12l5 5l10 -10" /></symbol>'
    )


def test_les_cartes_des_sources_sont_retirees():
    assert vendor.CARTE_DES_SOURCES.sub("", "a{}\n/*# sourceMappingURL=a.css.map */") == "a{}"
    assert vendor.CARTE_DES_SOURCES.sub("", "a()\n//# sourceMappingURL=a.js.map\n") == "a()\n"
