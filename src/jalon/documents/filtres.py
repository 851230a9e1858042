"""« Pièces manquantes » dans Production : les dossiers dont une pièce exigée n'est pas reçue."""

from django.db.models import Exists, OuterRef, QuerySet

from jalon.prestations.models import PieceExigee
from jalon.socle.listes import BOOLEEN, Filtre, Vue

from .models import Document


def _pieces_manquantes(dossiers: QuerySet, valeur: bool, utilisateur) -> QuerySet:
    """Une pièce exigée par la version du dossier, sans document de ce type reçu."""
    recue = Document.objects.recus().filter(
        dossier=OuterRef(OuterRef("pk")), type_document=OuterRef("type_document")
    )
    manquante = PieceExigee.objects.filter(~Exists(recue), version=OuterRef("version_prestation"))
    return dossiers.filter(Exists(manquante) if valeur else ~Exists(manquante))


FILTRE_PIECES = Filtre(
    "pieces", "Pièces manquantes", BOOLEEN, _pieces_manquantes, ordre=59, droit="documents.lecture"
)
VUE_PIECES = Vue(
    "pieces",
    "Pièces manquantes",
    {"pieces": "oui"},
    ordre=16,
    droit="documents.lecture",
    controle="Une pièce que la prestation exige n’a pas été reçue.",
)
