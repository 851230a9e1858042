"""Les documents d'une fiche, et la corbeille."""

from django.db.models import Model, QuerySet

from jalon.prestations.models import TypeDocument
from jalon.socle.listes import CHOIX, CHOIX_MULTIPLE, PERIODE, Colonne, Filtre, Liste

from .enums import Genre
from .models import Document

CELLULES = "documents/cellules"


def _types(utilisateur) -> list[tuple[str, str]]:
    return [(str(t.pk), str(t)) for t in TypeDocument.objects.actives()]


def _periode(lignes: QuerySet, valeur: tuple, utilisateur) -> QuerySet:
    debut, fin = valeur
    lignes = lignes.filter(date_document__gte=debut) if debut else lignes
    return lignes.filter(date_document__lte=fin) if fin else lignes


def _sans_date(document: Document) -> str:
    return "" if document.date_document else "c-rien"


COLONNES = (
    Colonne("titre", "Titre, fichier", gabarit=f"{CELLULES}/titre.html", tri=["cle_tri"], classe="c-nom"),
    Colonne("type", "Type", gabarit=f"{CELLULES}/type.html", tri=["type_document__libelle", "genre"],
            classe="c-prest", ordre=1),
    Colonne("date", "Date", lambda d: d.date_document, f"{CELLULES}/date.html", tri=["date_document"],
            classe="j-num c-nomme", classe_cellule=_sans_date, ordre=2),
    Colonne("recue", "Reçue le", lambda d: d.date_reception, f"{CELLULES}/date.html", tri=["date_reception"],
            classe="j-num c-nomme", classe_cellule=lambda d: "" if d.date_reception else "c-rien", ordre=3),
    Colonne("ajout", "Ajouté", gabarit=f"{CELLULES}/ajout.html", valeur="created_at", tri=["created_at"],
            classe="c-nomme c-second", ordre=4),
    Colonne("taille", "Taille", lambda d: d.derniere.taille, tri=["derniere__octets"],
            classe="j-droite j-num c-tiers", ordre=5),
)  # fmt: skip

FILTRES = (
    Filtre("genre", "Genre", CHOIX_MULTIPLE, lambda qs, genres, _: qs.filter(genre__in=genres),
           options=lambda _: Genre.choices),
    Filtre("type", "Type", CHOIX, lambda qs, pk, _: qs.filter(type_document=pk), options=_types, ordre=1),
    Filtre("date", "Date du document", PERIODE, _periode, ordre=2),
)  # fmt: skip


class ListeDocuments(Liste):
    """Les documents d'un dossier, d'une personne ou d'une société ; quatre requêtes par page."""

    code = "documents"
    titre = "Documents"
    droit = "documents.lecture"
    modele = Document
    nom_singulier, nom_pluriel = "document", "documents"
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher un document par titre, fichier, commentaire ou texte d’un courriel"
    invite_recherche = "Titre, fichier, texte"
    tri_defaut = "-ajout"
    vide_titre = "Aucun document"
    vide_texte = "Déposez des fichiers n’importe où sur la page, ou ajoutez-les : ils se rangent ici."
    colonnes, filtres = COLONNES, FILTRES

    def __init__(self, porteur: Model) -> None:
        self.porteur = porteur

    def queryset(self, utilisateur) -> QuerySet:
        return Document.objects.visibles_par(utilisateur).de(self.porteur)

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        return queryset.pour_liste()


class ListeCorbeille(Liste):
    """Ce que l'on a supprimé et que l'on peut encore lire, le plus récent d'abord."""

    code = "corbeille"
    titre = "Corbeille"
    url, droit = "documents:corbeille", "documents.lecture"
    guide = "documents"
    modele = Document
    nom_singulier, nom_pluriel = "document", "documents"
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher un document supprimé"
    invite_recherche = "Titre, fichier"
    tri_defaut = "-supprime"
    vide_titre = "La corbeille est vide"
    vide_texte = "Un document supprimé vient ici, avec qui l’a supprimé et pourquoi ; il se restaure d’un geste."
    colonnes = (
        Colonne("titre", "Titre, fichier", gabarit=f"{CELLULES}/titre.html", tri=["cle_tri"], classe="c-nom"),
        Colonne("porteur", "De", gabarit=f"{CELLULES}/porteur.html", classe="c-prest", ordre=1),
        Colonne("supprime", "Supprimé", gabarit=f"{CELLULES}/suppression.html", valeur="supprime_at",
                tri=["supprime_at"], classe="c-nomme", ordre=2),
        Colonne("motif", "Pourquoi", "motif_suppression", classe="c-nomme",
                classe_cellule=lambda d: "" if d.motif_suppression else "c-rien", ordre=3),
        Colonne("restaurer", "Restaurer", gabarit=f"{CELLULES}/restaurer.html", classe="j-droite", ordre=4,
                droit="documents.ecriture", is_exportee=False),
    )  # fmt: skip

    def queryset(self, utilisateur) -> QuerySet:
        return Document.objects.joignables_par(utilisateur).supprimes()

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        return queryset.pour_page()


CORBEILLE = ListeCorbeille()
