"""Des modèles fabriqués pour les essais : .docx de python-docx, archives écrites à la main."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from docx import Document as DocumentWord
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jalon.documents.examen import examiner
from jalon.editeur.formats import FILTRES
from jalon.editeur.models import ModeleDocument
from jalon.editeur.operations import creer_modele, deposer_version, publier_modele


def docx(*paragraphes: str, tableau: tuple[tuple[str, ...], ...] = (), police: str = "Arial") -> bytes:
    """Un .docx de ces paragraphes, puis de ce tableau."""
    document = DocumentWord()
    document.styles["Normal"].font.name = police
    for texte in paragraphes:
        document.add_paragraph(texte)
    if tableau:
        pose = document.add_table(rows=0, cols=len(tableau[0]))
        for ligne in tableau:
            for cellule, texte in zip(pose.add_row().cells, ligne, strict=True):
                cellule.text = texte
    sortie = BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def decoupe(*morceaux: str) -> bytes:
    """Un .docx dont le paragraphe est fait de plusieurs morceaux, comme Word les coupe."""
    document = DocumentWord()
    paragraphe = document.add_paragraph()
    for rang, morceau in enumerate(morceaux):
        paragraphe.add_run(morceau).bold = bool(rang % 2)
    sortie = BytesIO()
    document.save(sortie)
    return sortie.getvalue()


def remplacer(contenu: bytes, parties: Mapping[str, bytes]) -> bytes:
    """La même archive, ces parties remplacées ou ajoutées."""
    sortie = BytesIO()
    with zipfile.ZipFile(BytesIO(contenu)) as avant, zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as apres:
        for nom in avant.namelist():
            if nom not in parties:
                apres.writestr(nom, avant.read(nom))
        for nom, octets in parties.items():
            apres.writestr(nom, octets)
    return sortie.getvalue()


def remplir(contenu: bytes, valeurs: dict) -> str:
    """Le texte d'un modèle rempli, paragraphes et cellules, un par ligne."""
    environnement = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environnement.filters.update(FILTRES)
    modele = DocxTemplate(BytesIO(contenu))
    modele.render(valeurs, jinja_env=environnement)
    cellules = [c.text for table in modele.tables for ligne in table.rows for c in ligne.cells]
    return "\n".join([p.text for p in modele.paragraphs] + cellules)


def modele(par, *paragraphes: str, is_publie: bool = True, **donnees) -> ModeleDocument:
    """Un modèle et son fichier, publié sauf avis contraire ; `donnees` : code, contexte, destinataire…"""
    cree = creer_modele(par=par, donnees={"code": "attestation", "intitule": "Attestation", **donnees})
    contenu = docx(*(paragraphes or ("{{ beneficiaire.nom_complet }}, dossier {{ dossier.numero }}",)))
    deposer_version(par=par, modele=cree, examen=examiner(BytesIO(contenu), "attestation.docx"))
    return publier_modele(par=par, modele=cree) if is_publie else cree
