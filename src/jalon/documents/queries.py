"""Lectures des documents : pièces exigées, versions, aperçu, histoire."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import models

from jalon.dossiers.models import Dossier
from jalon.journal.models import Entree
from jalon.prestations.enums import Porte
from jalon.prestations.models import TypeDocument
from jalon.prestations.queries import pieces_exigees_de

from .examen.textes import decoder
from .exigibles import adresse_ajout
from .models import Document, VersionDocument
from .stockage import magasin

TEXTE_MONTRE = 200_000  # octets
HISTOIRE = 30


@dataclass(frozen=True)
class Piece:
    """Une pièce exigée d'un dossier : pour quelle porte, quand elle est venue, où l'ajouter."""

    type_document: TypeDocument
    porte: Porte
    date_reception: date | None
    adresse: str


def pieces_de(dossier: Dossier, par) -> list[Piece]:
    """Les pièces exigées, celles qui manquent d'abord. Deux requêtes, une s'il n'y en a pas.

    Une pièce reçue dans un document confidentiel compte comme reçue : sa date se voit, pas le document.
    """
    exigees = pieces_exigees_de(dossier)
    if not exigees:
        return []
    recus = Document.objects.recus().filter(dossier=dossier, type_document__in=[t for t, _ in exigees])
    jours = dict(recus.order_by().values_list("type_document").annotate(jour=models.Max("date_reception")))
    pieces = [Piece(t, Porte(p), jours.get(t.pk), adresse_ajout(dossier, t, par)) for t, p in exigees]
    return sorted(pieces, key=lambda piece: piece.date_reception is not None)


def compter(porteur: models.Model, utilisateur) -> int | None:
    """Combien de documents de cette fiche la personne voit ; None sans document."""
    return Document.objects.visibles_par(utilisateur).de(porteur).count() or None


def histoire_de(document: Document) -> list[Entree]:
    """Ce qui est arrivé à ce document, le plus récent d'abord. Une requête."""
    entrees = Entree.objects.none()
    for sujet in (document.porteur, document):
        entrees = entrees | Entree.objects.du_sujet(sujet)
    type_document = ContentType.objects.get_for_model(Document)
    return list(entrees.filter(objet_type=type_document, objet_id=document.pk).order_by("-id")[:HISTOIRE])


def texte_de(version: VersionDocument) -> str:
    """Le début d'un fichier de texte. Lève `FileNotFoundError` s'il manque dans le magasin."""
    with magasin().ouvrir(version.empreinte) as flux:
        octets = flux.read(TEXTE_MONTRE)
    while octets and (octets[-1] & 0xC0) == 0x80:  # un caractère coupé à la limite
        octets = octets[:-1]
    return decoder(octets) or decoder(octets[:-1]) or ""


def contenu_de(version: VersionDocument) -> bytes:
    """Le fichier entier. Lève `FileNotFoundError` s'il manque dans le magasin."""
    with magasin().ouvrir(version.empreinte) as flux:
        return flux.read()


def lecteurs_proposes(utilisateurs: models.QuerySet, saisie: str) -> Iterable:
    """Les utilisateurs dont le nom ou le prénom contient la saisie, vingt au plus."""
    mots = saisie.split()[:5]
    for mot in mots:
        utilisateurs = utilisateurs.filter(models.Q(nom__icontains=mot) | models.Q(prenom__icontains=mot))
    return utilisateurs.order_by("nom", "prenom", "pk")[:20]
