"""Un petit annuaire d'essai : les mécanismes du socle s'éprouvent sans mot du métier."""

from types import SimpleNamespace

import pytest
from django.db import connection, models

from jalon.socle import index_recherche
from jalon.socle.recherche_texte import ChampCleTri, ChampTexteRecherche, cle_tri, texte_recherche


class Ville(models.Model):
    nom = models.CharField(max_length=80)

    class Meta:
        app_label = "essai"

    def __str__(self) -> str:
        return self.nom


class Fiche(models.Model):
    nom = models.CharField(max_length=200)
    prenom = models.CharField(max_length=200, blank=True)
    statut = models.CharField(max_length=20, default="en_cours")
    entree = models.DateField(null=True)
    ville = models.ForeignKey(Ville, models.PROTECT, null=True, related_name="fiches")
    texte_recherche = ChampTexteRecherche()
    cle_tri = ChampCleTri(db_index=True)

    class Meta:
        app_label = "essai"

    def __str__(self) -> str:
        return f"{self.nom.upper()} {self.prenom}".strip()


class Visite(models.Model):
    fiche = models.ForeignKey(Fiche, models.CASCADE, related_name="visites")

    class Meta:
        app_label = "essai"


MODELES = (Ville, Fiche, Visite)


def creer_fiche(nom: str, prenom: str = "", **champs) -> Fiche:
    return Fiche.objects.create(
        nom=nom,
        prenom=prenom,
        texte_recherche=texte_recherche(nom, prenom),
        cle_tri=cle_tri(nom, prenom),
        **champs,
    )


def installer_index() -> None:
    index_recherche.installer(Fiche, ["texte_recherche"], "default")


@pytest.fixture(scope="session")
def _tables_essai(django_db_setup, django_db_blocker):
    """Les tables d'essai, posées une fois à côté de celles du produit et retirées à la fin."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editeur:
            for modele in MODELES:
                editeur.create_model(modele)
        installer_index()
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editeur:
        if connection.vendor == "sqlite":
            editeur.execute(f"DROP TABLE {index_recherche.nom_table(Fiche)}")
        for modele in reversed(MODELES):
            editeur.delete_model(modele)


@pytest.fixture
def essai(_tables_essai, db) -> SimpleNamespace:
    """Les modèles d'essai et de quoi les remplir."""
    return SimpleNamespace(
        Fiche=Fiche, Ville=Ville, Visite=Visite, creer_fiche=creer_fiche, installer_index=installer_index
    )
