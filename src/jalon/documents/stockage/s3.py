"""Le magasin compatible S3, pour qui le choisit par `JALON_FICHIERS=s3://seau/dossier` (paquet « jalon[s3] »)."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from django.conf import settings

from .base import Objet
from .local import EMPREINTE

ABSENT = {"404", "NoSuchKey", "NotFound"}


class MagasinS3:
    """Un seau, un préfixe ; l'envoi S3 est atomique : un objet est entier ou n'est pas."""

    def __init__(self, client: Any, seau: str, prefixe: str = "") -> None:
        self.client, self.seau = client, seau
        self.prefixe = f"{prefixe.strip('/')}/" if prefixe.strip("/") else ""

    def deposer(self, fichier: BinaryIO, empreinte: str) -> None:
        """Envoie toujours : réécrire le même contenu rajeunit sa date."""
        fichier.seek(0)
        self.client.put_object(Bucket=self.seau, Key=self._cle(empreinte), Body=fichier.read())

    def ouvrir(self, empreinte: str) -> BinaryIO:
        try:
            objet = self.client.get_object(Bucket=self.seau, Key=self._cle(empreinte))
        except Exception as erreur:
            self._si_absent(erreur)
            raise FileNotFoundError(empreinte) from erreur
        return BytesIO(objet["Body"].read())

    def taille(self, empreinte: str) -> int | None:
        try:
            return self.client.head_object(Bucket=self.seau, Key=self._cle(empreinte))["ContentLength"]
        except Exception as erreur:
            self._si_absent(erreur)
            return None

    def supprimer(self, empreinte: str) -> None:
        self.client.delete_object(Bucket=self.seau, Key=self._cle(empreinte))

    def lister(self) -> Iterator[Objet]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.seau, Prefix=self.prefixe)
        for objet in (o for page in pages for o in page.get("Contents", ())):
            nom = objet["Key"].rpartition("/")[2]
            if EMPREINTE.fullmatch(nom):
                yield Objet(nom, objet["Size"], objet["LastModified"])

    def nettoyer(self, avant: datetime) -> int:
        """Rien à faire : S3 ne garde pas d'envoi incomplet sous une clé."""
        return 0

    def _cle(self, empreinte: str) -> str:
        if not EMPREINTE.fullmatch(empreinte):
            raise ValueError("empreinte SHA-256 attendue")
        return f"{self.prefixe}{empreinte[:2]}/{empreinte}"

    @staticmethod
    def _si_absent(erreur: Exception) -> None:
        """Relève l'erreur si elle dit autre chose que « absent »."""
        code = getattr(erreur, "response", {}).get("Error", {}).get("Code", "")
        if code not in ABSENT:
            raise erreur


def ouvrir_s3(adresse: str) -> MagasinS3:
    """Le magasin de « s3://seau/dossier » ; les clés d'accès viennent des variables habituelles d'AWS."""
    import boto3

    seau, _, prefixe = adresse.removeprefix("s3://").partition("/")
    return MagasinS3(boto3.client("s3", endpoint_url=settings.FICHIERS_S3_ADRESSE or None), seau, prefixe)
