"""Un petit annuaire d'essai : les mécanismes du socle s'éprouvent sans mot du métier."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection, models
from django.db.models import Exists, OuterRef

from jalon.socle import index_recherche, listes
from jalon.socle.listes import LISTES, Colonne, Filtre, Liste, Vue
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


# ── Une liste d'essai, qui a de tout ──

STATUTS = [("en_cours", "En cours"), ("suspendu", "Suspendu"), ("termine", "Terminé")]


@pytest.fixture
def personne():
    """Quelqu'un qui regarde, avec ces droits : `personne("admin.lecture")`."""

    def personne(*droits: str) -> SimpleNamespace:
        return SimpleNamespace(a_le_droit=lambda code: code in droits, is_authenticated=False)

    return personne


def par_periode(queryset, valeur, utilisateur):
    debut, fin = valeur
    queryset = queryset.filter(entree__gte=debut) if debut else queryset
    return queryset.filter(entree__lte=fin) if fin else queryset


def par_statuts(queryset, valeurs, utilisateur):
    return queryset.filter(statut__in=valeurs)


@pytest.fixture
def liste(essai) -> Liste:
    """Une liste qui a de tout."""

    def nom_de_ville(valeur, utilisateur):
        return (
            essai.Ville.objects.filter(pk=valeur).values_list("nom", flat=True).first()
            if valeur.isdigit()
            else None
        )

    def par_visite(queryset, valeur, utilisateur):
        existe = Exists(essai.Visite.objects.filter(fiche=OuterRef("pk")))
        return queryset.filter(existe if valeur else ~existe)

    class ListeEssai(Liste):
        code, titre = "fiches", "Fiches"
        modele = essai.Fiche
        nom_singulier, nom_pluriel, is_feminin = "fiche", "fiches", True
        champ_recherche = "texte_recherche"
        tri_defaut = "nom"
        par_page = 10
        colonnes = (
            Colonne("nom", "Nom", valeur=str, tri=("cle_tri",), ordre=1),
            Colonne("entree", "Entrée", tri=("entree",), ordre=3),
            Colonne("ville", "Ville", valeur="ville.nom", tri=("ville__nom",), ordre=2),
            Colonne("secret", "Secret", valeur="statut", droit="admin.lecture", ordre=9),
            Colonne("export", "Pour l’export", valeur="pk", tri=("pk",), par_defaut=False),
        )
        filtres = (
            Filtre(
                "statut",
                "Statut",
                listes.CHOIX_MULTIPLE,
                lambda q, v, u: q.filter(statut__in=v),
                lambda u: STATUTS,
            ),
            Filtre("un", "Un statut", listes.CHOIX, lambda q, v, u: q.filter(statut=v), lambda u: STATUTS),
            Filtre("visite", "Visitée", listes.BOOLEEN, par_visite),
            Filtre("jour", "Jour", listes.DATE, lambda q, v, u: q.filter(entree=v)),
            Filtre("entree", "Entrée", listes.PERIODE, par_periode),
            Filtre(
                "ville",
                "Ville",
                listes.AUTOCOMPLETE,
                lambda q, v, u: q.filter(ville_id=v),
                libelle_valeur=nom_de_ville,
            ),
        )
        vues = (
            Vue("toutes", "Toutes", {}, ordre=-1),
            Vue("suspendues", "Suspendues", {"statut": "suspendu", "tri": "-entree"}),
            Vue("reservee", "Réservée", {"un": "termine"}, droit="admin.lecture", compter=False),
        )

        def queryset(self, utilisateur):
            return essai.Fiche.objects.exclude(statut="invisible")

        def enrichir(self, queryset, utilisateur):
            return queryset.select_related("ville")

    return ListeEssai()


@pytest.fixture
def fiches(essai):
    rennes, brest = essai.Ville.objects.create(nom="Rennes"), essai.Ville.objects.create(nom="Brest")
    return [
        essai.creer_fiche("Zola", "Émile", ville=rennes, entree=date(2026, 1, 10)),
        essai.creer_fiche("École", "Anne", ville=brest, statut="suspendu", entree=date(2026, 3, 1)),
        essai.creer_fiche("Abel", "Jean", statut="termine"),
        essai.creer_fiche("Martin", "Claire", ville=rennes, entree=date(2026, 2, 1)),
        essai.creer_fiche("Caché", "Luc", statut="invisible"),
    ]


@pytest.fixture
def inscrite(liste, monkeypatch) -> Liste:
    """La liste d'essai, inscrite : elle a colonnes au choix, vues personnelles, export et actes par lot."""
    monkeypatch.setitem(LISTES._elements, liste.code, liste)
    liste.droit_export = "dossiers.exporter"
    return liste
