"""Mettre un document à la corbeille, l'en sortir : rien n'est perdu, tout est tracé (F6)."""

from django.db import transaction
from django.utils import timezone

from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Document
from ..rules import reception_rendue
from .commun import conclure, garder, relire


@transaction.atomic
def supprimer_document(*, par, document: Document, motif: str = "") -> Document:
    """Le retire des listes, de la recherche et des pièces reçues ; il se retrouve à la corbeille."""
    exiger(par, "documents.ecriture")
    document = relire(document)
    document.supprime_at, document.supprime_par = timezone.now(), par
    document.motif_suppression = motif.strip()
    document.version += 1
    document.save()
    conclure(document, par=par, acte=Acte.DOCUMENT_SUPPRIME, motif=document.motif_suppression)
    return document


@transaction.atomic
def restaurer_document(*, par, document: Document) -> Document:
    """Le remet à sa place, avec ses versions.

    Si la pièce a été reçue autrement depuis, il revient sans date de réception.
    Lève `Refus` s'il n'est plus à la corbeille ou si son dossier est annulé.
    """
    exiger(par, "documents.ecriture")
    document = Document.objects.select_for_update(of=("self",)).select_related("derniere").get(pk=document.pk)
    garder(document.porteur)
    if not document.supprime_at:
        raise Refus("Ce document n’est plus à la corbeille.")
    document.date_reception = reception_rendue(document.date_reception, _recue_depuis(document))
    document.supprime_at, document.supprime_par, document.motif_suppression = None, None, ""
    document.version += 1
    document.save()
    conclure(document, par=par, acte=Acte.DOCUMENT_RESTAURE)
    return document


def _recue_depuis(document: Document):
    """Le jour où un autre document du même type a été reçu, ou None."""
    if not (document.dossier_id and document.type_document_id and document.date_reception):
        return None
    autres = Document.objects.recus().filter(dossier=document.dossier_id, type_document=document.type_document_id)
    return autres.order_by("-date_reception", "-pk").values_list("date_reception", flat=True).first()
