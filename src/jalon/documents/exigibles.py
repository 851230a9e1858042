"""Les pièces qu'une prestation exige : manquantes tant qu'aucun document de leur type n'a été reçu (H1)."""

from collections.abc import Collection

from django.db.models import Prefetch
from django.urls import reverse

from jalon.dossiers.models import Dossier
from jalon.prestations.models import TypeDocument
from jalon.prestations.queries import LECTURES_PIECES, pieces_exigees_de
from jalon.prestations.registres import ChampExigible

from .models import Document

PREFIXE = "piece_"
LECTURES = (*LECTURES_PIECES, Prefetch("documents", Document.objects.recus(), to_attr="pieces_recues"))


def exigences_de_pieces(dossier: Dossier) -> list[tuple[str, str]]:
    """Les pièces exigées par la version du dossier : (code, porte)."""
    return [(f"{PREFIXE}{type_document.pk}", porte) for type_document, porte in pieces_exigees_de(dossier)]


def exigibles_de_pieces(codes: Collection[str]) -> dict[str, ChampExigible]:
    """Par code « piece_12 », la pièce : son libellé, si elle est reçue, où l'ajouter. Une requête au plus."""
    cles = [code.removeprefix(PREFIXE) for code in codes if code.startswith(PREFIXE)]
    types = TypeDocument.objects.filter(pk__in=[cle for cle in cles if cle.isdigit()]) if cles else ()
    return {f"{PREFIXE}{t.pk}": _piece(t) for t in types}


def _types_recus(dossier: Dossier) -> set[int]:
    """Les types de document dont ce dossier a reçu une pièce. Une requête pour toutes."""
    recues = getattr(dossier, "pieces_recues", None)
    if recues is not None:
        return {document.type_document_id for document in recues}
    return set(Document.objects.recus().filter(dossier=dossier).order_by().values_list("type_document", flat=True))


def _piece(type_document: TypeDocument) -> ChampExigible:
    return ChampExigible(
        f"{PREFIXE}{type_document.pk}",
        type_document.libelle,
        lambda recus: type_document.pk in recus,
        bloc="documents",
        lire=_types_recus,
        adresse=lambda dossier, par: adresse_ajout(dossier, type_document, par),
    )


def adresse_ajout(dossier: Dossier, type_document: TypeDocument, par) -> str:
    """Où déposer cette pièce ; vide pour qui ne peut pas écrire."""
    if dossier.annule_at or not par.a_le_droit("documents.ecriture"):
        return ""
    return f"{reverse('documents:dossier_ajouter', args=[dossier.numero])}?type={type_document.pk}"
