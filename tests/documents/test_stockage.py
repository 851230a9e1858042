"""Le magasin : adressé par contenu, sûr à la coupure, le même en local et sur S3 (issue 5, point 5)."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from jalon.documents.stockage import MagasinLocal
from jalon.documents.stockage.s3 import MagasinS3

CONTENU = "Élise".encode()
EMPREINTE = hashlib.sha256(CONTENU).hexdigest()


class Absent(Exception):
    response = {"Error": {"Code": "NoSuchKey"}}


class FauxClient:
    """Le peu d'un client S3 dont le magasin se sert."""

    def __init__(self):
        self.objets = {}

    def put_object(self, Bucket, Key, Body):
        self.objets[Key] = (Body, datetime.now(UTC))

    def get_object(self, Bucket, Key):
        return {"Body": BytesIO(self._lire(Key))}

    def head_object(self, Bucket, Key):
        return {"ContentLength": len(self._lire(Key))}

    def delete_object(self, Bucket, Key):
        self.objets.pop(Key, None)

    def get_paginator(self, nom):
        return self

    def paginate(self, Bucket, Prefix):
        trouves = [(cle, objet) for cle, objet in self.objets.items() if cle.startswith(Prefix)]
        yield {"Contents": [{"Key": c, "Size": len(corps), "LastModified": d} for c, (corps, d) in trouves]}

    def _lire(self, cle):
        if cle not in self.objets:
            raise Absent
        return self.objets[cle][0]


@pytest.fixture(params=["local", "s3"])
def magasin(request, tmp_path):
    return MagasinLocal(tmp_path) if request.param == "local" else MagasinS3(FauxClient(), "seau", "jalon")


def test_on_retrouve_ce_que_l_on_depose(magasin):
    magasin.deposer(BytesIO(CONTENU), EMPREINTE)
    with magasin.ouvrir(EMPREINTE) as flux:
        assert flux.read() == CONTENU
    assert magasin.taille(EMPREINTE) == len(CONTENU)


def test_le_meme_contenu_n_y_est_qu_une_fois(magasin):
    for _ in range(2):
        magasin.deposer(BytesIO(CONTENU), EMPREINTE)
    (objet,) = magasin.lister()
    assert (objet.empreinte, objet.octets) == (EMPREINTE, len(CONTENU))


def test_un_absent_se_dit(magasin):
    assert magasin.taille(EMPREINTE) is None
    with pytest.raises(FileNotFoundError):
        magasin.ouvrir(EMPREINTE)
    magasin.supprimer(EMPREINTE)
    assert list(magasin.lister()) == []


def test_ce_qui_est_supprime_n_y_est_plus(magasin):
    magasin.deposer(BytesIO(CONTENU), EMPREINTE)
    magasin.supprimer(EMPREINTE)
    assert magasin.taille(EMPREINTE) is None


@pytest.mark.parametrize("nom", ["../../etc/passwd", "abc", EMPREINTE.upper(), ""])
def test_un_nom_n_est_jamais_un_chemin(magasin, nom):
    with pytest.raises(ValueError, match="empreinte"):
        magasin.ouvrir(nom)


def test_une_panne_de_s3_n_est_pas_une_absence():
    class EnPanne(FauxClient):
        def _lire(self, cle):
            raise OSError("délai")

    with pytest.raises(OSError, match="délai"):
        MagasinS3(EnPanne(), "seau").taille(EMPREINTE)


def test_un_depot_interrompu_ne_laisse_rien_sous_l_empreinte(tmp_path):
    class Coupee(BytesIO):
        def read(self, *args):
            raise OSError("coupure")

    magasin = MagasinLocal(tmp_path)
    with pytest.raises(OSError, match="coupure"):
        magasin.deposer(Coupee(), EMPREINTE)
    assert magasin.taille(EMPREINTE) is None
    assert list((tmp_path / "transit").iterdir()) == []


def test_les_restes_d_un_arret_brutal_se_nettoient(tmp_path):
    magasin = MagasinLocal(tmp_path)
    magasin.deposer(BytesIO(CONTENU), EMPREINTE)
    (tmp_path / "transit" / "reste").write_bytes(b"moit")
    assert magasin.nettoyer(datetime.now(UTC) - timedelta(hours=1)) == 0
    assert magasin.nettoyer(datetime.now(UTC) + timedelta(hours=1)) == 1
    assert magasin.taille(EMPREINTE) == len(CONTENU)


def test_redeposer_rajeunit_le_fichier(tmp_path):
    magasin = MagasinLocal(tmp_path)
    magasin.deposer(BytesIO(CONTENU), EMPREINTE)
    chemin = next(tmp_path.glob(f"??/??/{EMPREINTE}"))
    os.utime(chemin, (0, 0))
    magasin.deposer(BytesIO(CONTENU), EMPREINTE)
    assert next(magasin.lister()).modifie_at > datetime.now(UTC) - timedelta(minutes=1)
