"""Ce que personnes et sociétés partagent : où elles sont, et comment on filtre par lieu."""

from django.db import models

from jalon.socle.recherche_texte import ChampCleTri, cle_tri

from ..rules import cle_code_postal


def en_ligne(adresse: str, complement: str, code_postal: str, ville: str, pays: str) -> str:
    """Une adresse sur une ligne, ou une chaîne vide."""
    return ", ".join(p for p in (adresse, complement, f"{code_postal} {ville}".strip(), pays) if p)


class Situee(models.Model):
    """Une adresse, et ses clés normalisées : « saint ma » filtre Saint-Malo, « 35 » l'Ille-et-Vilaine."""

    adresse = models.CharField("adresse", max_length=200, blank=True)
    complement_adresse = models.CharField("complément d’adresse", max_length=200, blank=True)
    code_postal = models.CharField("code postal", max_length=10, blank=True)
    ville = models.CharField("ville", max_length=120, blank=True)
    pays = models.CharField("pays", max_length=80, blank=True)
    cle_ville = ChampCleTri(max_length=120)
    cle_code_postal = ChampCleTri(max_length=10)

    class Meta:
        abstract = True

    @property
    def adresse_en_ligne(self) -> str:
        """L'adresse sur une ligne, ou une chaîne vide."""
        return en_ligne(self.adresse, self.complement_adresse, self.code_postal, self.ville, self.pays)

    def preparer_lieu(self) -> None:
        """Recompose les clés par lesquelles on filtre."""
        self.cle_ville = cle_tri(self.ville)
        self.cle_code_postal = cle_code_postal(self.code_postal)
