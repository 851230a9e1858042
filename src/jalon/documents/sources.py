"""Les documents dans la recherche globale : titre, nom du fichier, commentaire, courriel."""

from jalon.recherche.registres import Resultat, SourceRecherche
from jalon.socle.recherche_texte import chercher

from .models import Document


def _cherchables(utilisateur):
    return Document.objects.visibles_par(utilisateur).hors_dossiers_annules()


def chercher_documents(q: str, utilisateur, limite: int) -> list[Resultat]:
    """Au plus `limite` documents que la personne peut lire. Une requête."""
    trouves = chercher(_cherchables(utilisateur), "texte_recherche", q).pour_page()
    return [_resultat(document) for document in trouves.order_by("-created_at", "-pk")[:limite]]


def _resultat(document: Document) -> Resultat:
    porteur = document.porteur
    de = f"{porteur} {porteur.beneficiaire}" if document.dossier_id else str(porteur)
    detail = " · ".join(str(p) for p in (document.type_document or document.get_genre_display(), de))
    return Resultat(document.titre, detail, document.get_absolute_url())


SOURCE = SourceRecherche(
    "documents", "Documents", "file-text", chercher_documents, "documents.lecture", 45, approcher=_cherchables
)
