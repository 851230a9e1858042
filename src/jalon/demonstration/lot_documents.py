"""Lot 4 : quelques documents inventés dans les dossiers ouverts : conventions, pièces, courriels, écrits."""

from datetime import date, datetime, time
from io import BytesIO

from django.utils import timezone

from jalon.documents.courriels import composer_courriel
from jalon.documents.enums import Genre
from jalon.documents.examen import examiner
from jalon.documents.models import Document
from jalon.documents.operations import ajouter_document
from jalon.dossiers.models import Dossier
from jalon.prestations.queries import pieces_exigees_de

from .chronologie import PEU_APRES, Chronologie
from .existant import dossiers_ouverts
from .papiers import carte, pdf

DOSSIERS = 12
PIECES_RECUES = 2  # par dossier : les autres manquent encore


def poser(jour: date) -> None:
    """Écrit le lot sur les dossiers ouverts les plus récents qui ont un conseiller."""
    ouverts = dossiers_ouverts().filter(conseiller__isnull=False, conseiller__is_active=True)
    choisis = ouverts.select_related("beneficiaire", "prestation", "conseiller").order_by("-created_at", "-pk")
    chronologie = Chronologie()
    for rang, dossier in enumerate(choisis[:DOSSIERS]):
        _garnir(chronologie, dossier, rang)
    chronologie.poser()


def _garnir(chronologie: Chronologie, dossier: Dossier, rang: int) -> None:
    """Les documents arrivent l'un après l'autre, dans l'heure qui suit le dernier acte du dossier."""

    def ranger(nom_fichier: str, contenu: bytes, **donnees) -> None:
        document = _ranger(dossier, jour, nom_fichier, contenu, **donnees)
        chronologie.prolonger(dossier.updated_at + PEU_APRES, dossier, document, document.derniere)

    jour = timezone.localdate(dossier.updated_at)
    nom = str(dossier.beneficiaire)
    titre = f"Convention {dossier.numero}"
    lignes = [
        "Document de démonstration, sans valeur.",
        f"Bénéficiaire : {nom}",
        f"Prestation : {dossier.prestation}",
    ]
    ranger("convention.pdf", pdf(titre, lignes), genre=Genre.CONVENTION, titre=titre)
    for type_document, _ in pieces_exigees_de(dossier)[:PIECES_RECUES]:
        piece = {"type_document": type_document, "date_reception": jour, "titre": type_document.libelle}
        contenu = carte(nom) if rang % 2 else pdf(type_document.libelle, lignes)
        ranger(f"piece.{'png' if rang % 2 else 'pdf'}", contenu, **piece)
    if rang % 3 == 0:
        ranger("message.eml", _message(dossier, jour))
    if rang % 3 == 1:
        texte = f"Mes réussites\n\nCe que j’aime faire, ce que je sais faire.\n({nom}, démonstration)\n"
        ecrit = {"genre": Genre.BENEFICIAIRE, "titre": "Mes réussites"}
        ranger("mes réussites.txt", texte.encode(), **ecrit)


def _message(dossier: Dossier, jour: date) -> bytes:
    return composer_courriel(
        expediteur=f"{dossier.beneficiaire.prenom} <beneficiaire@demo.example.org>",
        destinataires=dossier.conseiller.courriel,
        objet="Mes disponibilités",
        texte="Bonjour,\n\nJe suis disponible le mardi et le jeudi matin.\n\nBonne journée.",
        instant=timezone.make_aware(datetime.combine(jour, time(9, 40))),
    )


def _ranger(dossier: Dossier, jour: date, nom: str, contenu: bytes, **donnees) -> Document:
    return ajouter_document(
        par=dossier.conseiller,
        porteur=dossier,
        examen=examiner(BytesIO(contenu), nom),
        donnees={"genre": Genre.PIECE, "date_document": jour, **donnees},
        accepter_doublon=True,
    )
