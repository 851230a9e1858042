"""Générer un document et le ranger dans le dossier, avec la version du modèle et les valeurs employées (F6)."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.documents.enums import Genre
from jalon.documents.examen import Examen
from jalon.documents.models import Document
from jalon.documents.operations import ajouter_document
from jalon.documents.rules import nettoyer_nom
from jalon.dossiers.models import Dossier
from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from .. import moteur
from ..enums import Acte, FormatGenere
from ..models import Generation, ModeleDocument
from ..preparation import Preparation, preparer, remplir, verifier

DROIT = "documents.ecriture"
MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
GENRES = (("convention", Genre.CONVENTION), ("contrat", Genre.CONVENTION), ("convocation", Genre.COURRIER),
          ("courrier", Genre.COURRIER))  # fmt: skip
_PAGE = re.compile(rb"/Type\s*/Page(?![s\w])")


def generer_document(
    *,
    par: Any,
    dossier: Dossier,
    modele: ModeleDocument,
    textes: Mapping[str, str] | None = None,
    format_voulu: str = FormatGenere.LES_DEUX,
    is_confidentiel: bool = False,
) -> Generation:
    """Remplit le modèle, en fait le PDF, range les fichiers dans le dossier.

    Rien n'est écrit avant que les fichiers existent ; fichiers et lignes se rangent d'une seule transaction. Sans
    LibreOffice, le .docx se range seul et `pdf_absent` dit pourquoi. Lève `Refus` : droit, modèle non proposé,
    marqueur confidentiel, mention légale absente, texte exigé, modèle fautif.
    """
    exiger(par, DROIT)
    preparation = preparer(par=par, dossier=dossier, modele=modele, textes=textes)
    verifier(preparation)
    docx = remplir([preparation])[0]
    if isinstance(docx, Refus):
        raise docx
    pdf = moteur.en_pdfs([docx])[0] if format_voulu != FormatGenere.DOCX else None
    return ranger(
        par=par,
        preparation=preparation,
        docx=docx,
        pdf=pdf,
        format_voulu=format_voulu,
        is_confidentiel=is_confidentiel,
    )


@transaction.atomic
def ranger(
    *,
    par: Any,
    preparation: Preparation,
    docx: bytes,
    pdf: bytes | Refus | None,
    format_voulu: str = FormatGenere.LES_DEUX,
    is_confidentiel: bool = False,
    travail: int | None = None,
) -> Generation:
    """Range des fichiers déjà faits. Le .docx se garde aussi quand seul le PDF était voulu et qu'il manque."""
    fichiers = {}
    if isinstance(pdf, bytes):
        fichiers["pdf"] = pdf
    if format_voulu != FormatGenere.PDF or not fichiers:
        fichiers["docx"] = docx
    documents = {
        extension: _ajouter(par, preparation, extension, contenu, is_confidentiel)
        for extension, contenu in fichiers.items()
    }
    generation = Generation.objects.create(
        modele=preparation.modele,
        version=preparation.version,
        dossier=preparation.dossier,
        destinataire=preparation.modele.destinataire,
        docx=documents.get("docx"),
        pdf=documents.get("pdf"),
        pdf_absent=pdf.message if isinstance(pdf, Refus) else "",
        donnees=preparation.contexte,
        par=par,
        travail_id=travail,
    )
    _journaliser(par, generation)
    return generation


def _ajouter(
    par: Any, preparation: Preparation, extension: str, contenu: bytes, is_confidentiel: bool
) -> Document:
    modele, dossier = preparation.modele, preparation.dossier
    nom = nettoyer_nom(f"{modele.intitule} {dossier.numero} {dossier.beneficiaire.nom}.{extension}")
    pages = len(_PAGE.findall(contenu)) or None if extension == "pdf" else None
    examen = Examen(nom, MIMES[extension], contenu, hashlib.sha256(contenu).hexdigest(), pages)
    donnees = {
        "genre": genre_de(modele.code),
        "type_document": modele.type_document,
        "titre": modele.intitule if extension == "pdf" else f"{modele.intitule} (Word)",
        "date_document": timezone.localdate(),
        "is_confidentiel": is_confidentiel,
    }
    return ajouter_document(par=par, porteur=dossier, examen=examen, donnees=donnees, accepter_doublon=True)


def genre_de(code: str) -> Genre:
    """Où un document généré se range, d'après le code de son modèle."""
    return next((genre for debut, genre in GENRES if code.startswith(debut)), Genre.PIECE)


def _journaliser(par: Any, generation: Generation) -> None:
    document = generation.document
    dit = Changement("modele", "modèle", "—", f"{generation.modele}, {generation.version}")
    journaliser(par=par, acte=Acte.DOCUMENT_GENERE, objet=document, sujet=document.sujet, changements=[dit])
