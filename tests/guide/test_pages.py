"""Les guides : rendus sans rien de dangereux, rangés, trouvés par la recherche, servis à qui est connecté."""

import pytest

from jalon.guide import rendu, source
from jalon.guide.pages import est_ecrit, images, page_de, pages
from jalon.guide.sommaire import GROUPES, sommaire, voisines
from jalon.guide.templatetags.guide import lien_guide
from tests import fabriques


def html(texte: str) -> str:
    return str(rendu.rendre(rendu.lire(texte)))


@pytest.fixture
def lecteur(client, db):
    client.force_login(fabriques.utilisateur("consultation"))
    return client


# ── Rendu ──


@pytest.mark.parametrize(
    "texte",
    [
        "<script>alert(1)</script>",
        "[ici](javascript:alert(1))",
        '<a href="#" onclick="x()">ici</a>',
        "![x](data:text/html;base64,AAAA)",
        '<img src="x" onerror="x()">',
        "| a |\n|:-:|\n| b |",
    ],
)
def test_un_guide_ne_porte_ni_script_ni_style(texte):
    rendu_ = html(texte)
    for interdit in ("<script", '="javascript:', '<a href="#"', '<img src="x"', "style=", 'src="data:'):
        assert interdit not in rendu_


def test_un_lien_vers_un_autre_guide_reste_dans_le_produit():
    assert 'href="/guide/financement/#relire"' in html("[x](financement.md#relire)")


def test_un_titre_a_la_meme_ancre_que_dans_le_depot():
    assert '<h2 id="dire-ce-quun-dossier-devra-avoir">' in html("## Dire ce qu’un dossier devra avoir")


def test_une_ligne_ne_commence_pas_par_une_ponctuation():
    assert html("Un lien : « là »") == "<p>Un lien\u00a0: «\u00a0là\u00a0»</p>\n".replace("\u00a0", "&nbsp;")


def test_une_image_est_servie_par_le_produit():
    assert (
        html("![La page](../images/dossier.png)") == '<p><img src="/guide/images/dossier.png" alt="La page"></p>\n'
    )


@pytest.mark.parametrize("page", pages().values(), ids=lambda page: page.code)
def test_chaque_guide_a_un_titre_un_resume_et_des_images_qui_existent(page):
    assert page.titre
    assert page.resume
    citees = {mot.split('"')[0] for mot in str(page.html).split('src="/guide/images/')[1:]}
    assert citees <= images()


@pytest.mark.parametrize("page", pages().values(), ids=lambda page: page.code)
def test_un_guide_ne_renvoie_qu_a_des_guides(page):
    """Un fichier du dépôt ne s'ouvre pas depuis le produit."""
    liens = {mot.split('"')[0] for mot in str(page.html).split('href="')[1:]}
    assert {lien for lien in liens if ".md" in lien} == set()


# ── Sommaire ──


def test_chaque_guide_est_au_sommaire_une_fois():
    codes = [page.code for _, choisies in sommaire() for page in choisies]
    assert sorted(codes) == sorted(pages())


def test_un_groupe_ne_nomme_pas_deux_fois_un_guide():
    codes = [code for _, groupe in GROUPES for code in groupe]
    assert len(codes) == len(set(codes))


def test_les_voisines_sont_celles_du_groupe():
    assert page_de("financement") in voisines(page_de("dossier"))
    assert page_de("structure") not in voisines(page_de("dossier"))


def test_une_partie_inconnue_n_est_pas_ecrite():
    assert est_ecrit("financement#relire")
    assert not est_ecrit("financement#inconnue")
    assert not est_ecrit("inconnue")


# ── Recherche ──


def titres(q: str) -> list[str]:
    return [r.titre for r in source.chercher(q, None, 20)]


def test_le_titre_passe_devant_une_partie_puis_le_texte():
    assert titres("financ")[0] == page_de("financement").titre
    partie = source.chercher("ouvert par erreur", None, 5)[0]
    assert (partie.titre, partie.url) == ("Ouvrir un dossier", "/guide/ouvrir-un-dossier/#ouvert-par-erreur")
    assert "Financer un dossier" in titres("subrogation")


@pytest.mark.parametrize("q", ["", "  ", "du", "de", "2026", "2026-000042", "le 12"])
def test_un_petit_mot_ou_un_numero_ne_trouve_pas_tous_les_guides(q):
    assert len(titres(q)) < 4


def test_la_recherche_partout_trouve_un_guide(lecteur):
    page = lecteur.get("/recherche/", {"q": "jauge"}).content.decode()
    assert 'href="/guide/dossier/"' in page


# ── Pages ──


def test_le_sommaire_mene_a_chaque_guide(lecteur):
    page = lecteur.get("/guide/").content.decode()
    assert all(f'href="/guide/{code}/"' in page for code in pages())


@pytest.mark.parametrize("code", sorted(pages()))
def test_chaque_guide_s_ouvre(lecteur, code):
    reponse = lecteur.get(f"/guide/{code}/")
    assert reponse.status_code == 200
    assert reponse.content.decode().count("<h1") == 1


def test_une_image_s_ouvre_et_un_chemin_se_refuse(lecteur):
    reponse = lecteur.get("/guide/images/dossier.png")
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "image/png")
    assert reponse.content.startswith(b"\x89PNG")
    for nom in ("inconnue.png", "..%2Fpages.py", "..%2f..%2fpages.py", "dossier.md"):
        assert lecteur.get(f"/guide/images/{nom}").status_code == 404


def test_un_guide_inconnu_est_absent(lecteur):
    assert lecteur.get("/guide/inconnu/").status_code == 404


# ── Lien « Guide » ──


def test_le_lien_mene_a_la_partie_et_ne_se_repete_pas():
    assert 'href="/guide/financement/#relire"' in lien_guide("financement#relire")
    assert lien_guide("financement", sauf="financement") == ""
    assert lien_guide("inconnu") == ""
