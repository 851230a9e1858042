"""Générer un document et le ranger dans le dossier, avec la version du modèle et les valeurs employées (F6)."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.documents.enums import Genre
from jalon.documents.examen import Examen
from jalon.documents.models import Document
from jalon.documents.operations import ajouter_document
from jalon.documents.rules import nettoyer_nom
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
SANS_RANGEMENT = "Ce modèle ne se range pas dans un dossier : générez-le depuis la page de sa convention."
_PAGE = re.compile(rb"/Type\s*/Page(?![s\w])")


@dataclass(frozen=True)
class Fichier:
    """Un document que rien ne range : il se télécharge. `pdf_absent` : pourquoi il n'est pas en PDF."""

    nom: str
    mime: str
    contenu: bytes
    pdf_absent: str = ""


def generer_document(*, par: Any, objet: Any, modele: ModeleDocument, **options: Any) -> Generation:
    """Remplit le modèle sur un objet (un dossier, une participation) ; voir `generer_documents`."""
    return generer_documents(par=par, objets=[objet], modele=modele, **options)[0]


def generer_documents(
    *,
    par: Any,
    objets: Sequence[Any],
    modele: ModeleDocument,
    textes: Mapping[str, str] | None = None,
    format_voulu: str = FormatGenere.LES_DEUX,
    is_confidentiel: bool = False,
) -> list[Generation]:
    """Remplit le modèle sur chaque objet, en fait le PDF, range chacun dans son dossier : tous, ou aucun.

    Rien n'est écrit avant que les fichiers existent ; fichiers et lignes se rangent d'une seule transaction. Sans
    LibreOffice, le .docx se range seul et `pdf_absent` dit pourquoi. Lève `Refus` : droit, modèle non proposé,
    marqueur confidentiel, mention légale absente, texte exigé, modèle fautif ; d'entre plusieurs, qui est nommé.
    """
    exiger(par, DROIT)
    preparations = [_preparer(par, objet, modele, textes, is_nomme=len(objets) > 1) for objet in objets]
    if any(p.dossier is None for p in preparations):
        raise Refus(SANS_RANGEMENT)
    remplis = _remplir(preparations)
    pdfs = moteur.en_pdfs(remplis) if format_voulu != FormatGenere.DOCX else [None] * len(remplis)
    with transaction.atomic():
        return [
            ranger(
                par=par,
                preparation=preparation,
                docx=docx,
                pdf=pdf,
                format_voulu=format_voulu,
                is_confidentiel=is_confidentiel,
            )
            for preparation, docx, pdf in zip(preparations, remplis, pdfs, strict=True)
        ]


@transaction.atomic
def generer_fichier(
    *,
    par: Any,
    objet: Any,
    modele: ModeleDocument,
    textes: Mapping[str, str] | None = None,
    format_voulu: str = FormatGenere.PDF,
) -> Fichier:
    """Remplit le modèle sur un objet que nul dossier ne range (une convention), et rend le fichier à télécharger.

    L'historique de l'objet le garde. Lève `Refus` comme `generer_documents`.
    """
    exiger(par, DROIT)
    preparation = _preparer(par, objet, modele, textes, is_nomme=False)
    (docx,) = _remplir([preparation])
    pdf = moteur.en_pdfs([docx])[0] if format_voulu != FormatGenere.DOCX else None
    dit = Changement("modele", "modèle", "—", f"{modele}, {preparation.version}")
    journaliser(par=par, acte=Acte.DOCUMENT_GENERE, objet=objet, changements=[dit])
    extension, contenu = ("pdf", pdf) if isinstance(pdf, bytes) else ("docx", docx)
    absent = pdf.message if isinstance(pdf, Refus) else ""
    return Fichier(nom_de(preparation, extension), MIMES[extension], contenu, absent)


def _preparer(
    par: Any, objet: Any, modele: ModeleDocument, textes: Mapping[str, str] | None, *, is_nomme: bool
) -> Preparation:
    """L'objet prêt à remplir. Lève `Refus`, en nommant pour qui quand ils sont plusieurs."""
    preparation = preparer(par=par, objet=objet, modele=modele, textes=textes)
    try:
        verifier(preparation)
    except Refus as refus:
        dit = f"{preparation.qui} : {refus.message}" if is_nomme and not refus.champ else refus.message
        raise Refus(dit, champ=refus.champ) from None
    return preparation


def _remplir(preparations: Sequence[Preparation]) -> list[bytes]:
    remplis = remplir(list(preparations))
    for docx in remplis:
        if isinstance(docx, Refus):
            raise docx
    return remplis


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
        precision=preparation.precision,
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
    nom, titre = nom_de(preparation, extension), ", ".join(filter(None, (modele.intitule, preparation.precision)))
    pages = len(_PAGE.findall(contenu)) or None if extension == "pdf" else None
    examen = Examen(nom, MIMES[extension], contenu, hashlib.sha256(contenu).hexdigest(), pages)
    donnees = {
        "genre": genre_de(modele.code),
        "type_document": modele.type_document,
        "titre": titre if extension == "pdf" else f"{titre} (Word)",
        "date_document": timezone.localdate(),
        "is_confidentiel": is_confidentiel,
    }
    return ajouter_document(par=par, porteur=dossier, examen=examen, donnees=donnees, accepter_doublon=True)


def nom_de(preparation: Preparation, extension: str) -> str:
    """« Convocation 2026-000412 MARTIN séance du 12-01-2027 à 9 h 30.pdf »."""
    dossier = preparation.dossier
    qui = f"{dossier.numero} {dossier.beneficiaire.nom}" if dossier else ""
    parties = filter(None, (preparation.modele.intitule, qui, preparation.precision))
    return nettoyer_nom(f"{' '.join(parties).replace('/', '-')}.{extension}")


def genre_de(code: str) -> Genre:
    """Où un document généré se range, d'après le code de son modèle."""
    return next((genre for debut, genre in GENRES if code.startswith(debut)), Genre.PIECE)


def _journaliser(par: Any, generation: Generation) -> None:
    document = generation.document
    dit = Changement("modele", "modèle", "—", f"{generation.modele}, {generation.version}")
    journaliser(par=par, acte=Acte.DOCUMENT_GENERE, objet=document, sujet=document.sujet, changements=[dit])
