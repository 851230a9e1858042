"""La photo : contrôlée sur son contenu, ré-encodée, visible de qui voit les détails."""

from io import BytesIO

import pytest
from PIL import Image

from jalon.annuaire.models import Personne, Photo
from jalon.annuaire.operations import changer_photo, retirer_photo, supprimer_fiche
from jalon.journal.models import Entree
from jalon.socle.erreurs import AccesRefuse, Refus
from jalon.structure.images import PHOTO_COTE, PHOTO_OCTETS_MAX
from tests import fabriques

from .conftest import page

deux_moteurs = pytest.mark.deux_moteurs


def image(format_: str = "JPEG", taille=(400, 600), mode: str = "RGB", couleur="red") -> BytesIO:
    sortie = BytesIO()
    Image.new(mode, taille, couleur).save(sortie, format_)
    sortie.seek(0)
    sortie.name = "moi.jpg"
    return sortie


@pytest.fixture
def admin(db):
    return fabriques.utilisateur("administrateur")


@deux_moteurs
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_la_photo_devient_un_jpeg_carre_et_se_trace(admin, format_):
    claire = fabriques.personne()
    changer_photo(par=admin, personne=claire, fichier=image(format_))
    claire.refresh_from_db()
    lue = Image.open(BytesIO(bytes(claire.photo.contenu)))
    assert (lue.format, lue.size) == ("JPEG", (PHOTO_COTE, PHOTO_COTE))
    assert claire.empreinte_photo
    changer_photo(par=admin, personne=claire, fichier=image(couleur="blue"))
    assert Photo.objects.count() == 1
    retirer_photo(par=admin, personne=claire)
    retirer_photo(par=admin, personne=claire)
    assert not Photo.objects.exists()
    actes = [e.acte for e in Entree.objects.du_sujet(claire)]
    assert actes == ["photo_retiree", "photo_changee", "photo_changee", "personne_creee"]


def test_la_meme_photo_deposee_deux_fois_ne_change_rien(admin):
    claire = fabriques.personne()
    for _ in range(2):
        changer_photo(par=admin, personne=claire, fichier=image())
    assert Entree.objects.filter(acte="photo_changee").count() == 1


def test_une_transparence_devient_blanche_pas_noire(admin):
    claire = fabriques.personne()
    changer_photo(par=admin, personne=claire, fichier=image("PNG", mode="RGBA", couleur=(0, 0, 0, 0)))
    lue = Image.open(BytesIO(bytes(Photo.objects.get().contenu)))
    assert min(lue.getpixel((10, 10))) > 250


@pytest.mark.parametrize(
    ("fichier", "phrase"),
    [
        (lambda: BytesIO(b"pas une image"), "n’est pas une image"),
        (lambda: BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "n’est pas une image"),
        (lambda: BytesIO(image("PNG").getvalue()[:-40]), "n’est pas une image"),
        (lambda: image("GIF"), "n’est pas une image"),
        (lambda: BytesIO(b"\xff\xd8" + b"0" * PHOTO_OCTETS_MAX), "5 Mo"),
        (lambda: image("PNG", taille=(30_000, 30_000), mode="1", couleur=0), "trop de pixels"),
        (lambda: image("PNG", taille=(30_000, 2_000), mode="1", couleur=0), "trop de pixels"),
    ],
)
@pytest.mark.lent
def test_ce_qui_n_est_pas_une_photo_se_refuse_en_une_phrase(admin, fichier, phrase):
    claire = fabriques.personne()
    with pytest.raises(Refus, match=phrase) as refus:
        changer_photo(par=admin, personne=claire, fichier=fichier())
    assert refus.value.champ == "photo"
    assert not Photo.objects.exists()


def test_un_bandeau_de_30_000_pixels_se_recadre(admin):
    claire = fabriques.personne()
    changer_photo(par=admin, personne=claire, fichier=image("PNG", taille=(30_000, 200), mode="1", couleur=1))
    assert Image.open(BytesIO(bytes(Photo.objects.get().contenu))).size == (PHOTO_COTE, PHOTO_COTE)


def test_hors_du_perimetre_ni_photo_ni_depot(deux_equipes, connecte):
    jade = deux_equipes.jade
    changer_photo(par=deux_equipes.ines, personne=jade, fichier=image())
    for acte, options in ((changer_photo, {"fichier": image()}), (retirer_photo, {})):
        with pytest.raises(AccesRefuse):
            acte(par=deux_equipes.paul, personne=jade, **options)
    client, adresse = connecte(deux_equipes.paul), f"/annuaire/personnes/{jade.pk}/"
    assert client.get(f"{adresse}photo/").status_code == 403
    assert "a-photo" not in page(client.get(adresse))


def test_la_photo_se_depose_se_montre_et_se_retire_a_l_ecran(admin, connecte):
    claire = fabriques.personne()
    client, adresse = connecte(admin), f"/annuaire/personnes/{claire.pk}/"
    assert client.get(f"{adresse}photo/").status_code == 404
    assert client.get(f"{adresse}photo/deposer/").status_code == 200
    assert client.post(f"{adresse}photo/deposer/", {"photo": BytesIO(b"non")}).status_code == 422
    faux = client.post(f"{adresse}photo/deposer/", {})
    assert "Choisissez une image." in page(faux)
    assert client.post(f"{adresse}photo/deposer/", {"photo": image()}).status_code == 302

    assert f'src="{adresse}photo/' in page(client.get(adresse))
    servie = client.get(f"{adresse}photo/")
    assert servie["Content-Type"] == "image/jpeg"
    assert servie["Cache-Control"] == "private, no-cache"
    assert "default-src 'none'" in servie["Content-Security-Policy"]
    memes = client.get(f"{adresse}photo/", headers={"If-None-Match": servie["ETag"]})
    assert (memes.status_code, memes.content) == (304, b"")

    assert client.post(f"{adresse}photo/retirer/").status_code == 302
    assert client.get(f"{adresse}photo/").status_code == 404
    assert "j-avatar--40" in page(client.get(adresse))


def test_une_fiche_supprimee_emporte_sa_photo(admin):
    claire = fabriques.personne()
    changer_photo(par=admin, personne=claire, fichier=image())
    supprimer_fiche(par=admin, fiche=claire)
    assert not Photo.objects.exists()
    assert not Personne.objects.exists()
