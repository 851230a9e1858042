"""Un logo se juge sur son contenu, et ressort ré-encodé."""

from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from jalon.socle.erreurs import Refus
from jalon.structure.images import COTE_MAX, OCTETS_MAX, nettoyer_image


def image(format_: str = "PNG", taille=(60, 30), mode: str = "RGB", **options) -> BytesIO:
    sortie = BytesIO()
    Image.new(mode, taille, "teal").save(sortie, format_, **options)
    return BytesIO(sortie.getvalue())


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_les_trois_formats_deviennent_un_png(format_):
    propre = nettoyer_image(image(format_))
    assert propre.contenu.startswith(b"\x89PNG")
    assert (propre.largeur, propre.hauteur) == (60, 30)
    assert len(propre.empreinte) == 64


def test_une_grande_image_est_ramenee_sans_deformer():
    propre = nettoyer_image(image(taille=(3200, 800)))
    assert (propre.largeur, propre.hauteur) == (COTE_MAX, COTE_MAX // 4)


def test_la_transparence_reste():
    propre = nettoyer_image(image(mode="RGBA"))
    assert Image.open(BytesIO(propre.contenu)).mode == "RGBA"


def test_ce_qui_n_est_pas_l_image_est_perdu():
    infos = PngInfo()
    infos.add_text("Comment", "<script>alert(1)</script>")
    depose = image(pnginfo=infos).getvalue() + b"<?php echo 1; ?>"
    propre = nettoyer_image(BytesIO(depose))
    assert b"script" not in propre.contenu
    assert b"php" not in propre.contenu


@pytest.mark.parametrize(
    "contenu",
    [
        b"",
        b"pas une image",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        image("GIF").getvalue(),
        image("PNG").getvalue()[:-30],
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)
def test_un_autre_fichier_est_refuse_quel_que_soit_son_nom(contenu):
    with pytest.raises(Refus, match="n’est pas une image") as refus:
        nettoyer_image(BytesIO(contenu))
    assert refus.value.champ == "logo"


def test_au_dela_de_deux_mega_octets_c_est_refuse():
    with pytest.raises(Refus, match="2 Mo"):
        nettoyer_image(BytesIO(b"\x89PNG" + b"0" * OCTETS_MAX))


def test_une_bombe_de_pixels_est_refusee():
    bombe = image("PNG", taille=(20_000, 20_000), mode="1")
    assert len(bombe.getvalue()) < OCTETS_MAX
    with pytest.raises(Refus):
        nettoyer_image(bombe)
