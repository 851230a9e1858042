"""La mise en page commune des modèles livrés : A4, Calibri (Carlito dans le PDF), couleur et logo de la maison.

La couleur d'origine de la maison (`COULEUR`) est remplacée, à la génération, par celle des réglages.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

POLICE = "Calibri"
COULEUR = "0F5A75"
GRIS = "5A6472"
LARGEUR = 170  # millimètres entre les marges

NDA = (
    "{% if structure.numero_declaration_activite %}Déclaration d’activité enregistrée sous le numéro {{ "
    "structure.numero_declaration_activite }}. "
    "Cet enregistrement ne vaut pas agrément de l’État.{% endif %}"
)


class Page:
    """Un modèle que l'on écrit : titres, articles, fiches, tableaux, signatures."""

    def __init__(self, titre: str) -> None:
        self.document = Document()
        self._proprietes(titre)
        self._styles()
        self._marges()
        self._entete()
        self._pied()

    def octets(self) -> bytes:
        sortie = BytesIO()
        self.document.save(sortie)
        return sortie.getvalue()

    # ── Ce qu'un modèle écrit ──

    def titre(self, texte: str, sous_titre: str = "") -> None:
        """Le titre du document, et la référence légale dessous."""
        self.document.add_paragraph(texte, style="Title")
        if sous_titre:
            self.document.add_paragraph(sous_titre, style="Subtitle")

    def article(self, titre: str, *paragraphes: str) -> None:
        self.document.add_heading(titre, 1)
        for texte in paragraphes:
            self.texte(texte)

    def texte(self, texte: str, *, gras: bool = False, droite: bool = False, suivi: bool = False) -> None:
        paragraphe = self.document.add_paragraph()
        trait = paragraphe.add_run(texte)
        trait.bold = gras or None
        paragraphe.paragraph_format.keep_with_next = suivi or None
        if droite:
            paragraphe.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def si(self, condition: str, *paragraphes: str) -> None:
        """Des paragraphes gardés seulement si la condition tient."""
        self.document.add_paragraph(f"{{%p if {condition} %}}")
        for texte in paragraphes:
            self.texte(texte)
        self.document.add_paragraph("{%p endif %}")

    def puces(self, boucle: str, texte: str) -> None:
        """Une puce par élément de la liste : `puces("o in competences", "{{ o.objectif }}")`."""
        self.document.add_paragraph(f"{{%p for {boucle} %}}")
        self.document.add_paragraph(texte, style="List Bullet")
        self.document.add_paragraph("{%p endfor %}")

    def fiche(self, lignes: Iterable[tuple[str, str]]) -> None:
        """Deux colonnes : ce que c'est, sa valeur."""
        lignes = list(lignes)
        table = self._table(len(lignes), (45, LARGEUR - 45))
        for rang, (nom, valeur) in enumerate(lignes):
            self._cellule(table.cell(rang, 0), nom, gris=True)
            self._cellule(table.cell(rang, 1), valeur)
        self._souffle()

    def tableau(self, boucle: str, colonnes: Iterable[tuple[str, str, int]]) -> None:
        """Une rangée par élément, en-tête répété à chaque page. `colonnes` : (titre, valeur, largeur en mm)."""
        colonnes = list(colonnes)
        table = self._table(4, tuple(c[2] for c in colonnes), grille=True)
        for rang, (titre, valeur, _) in enumerate(colonnes):
            self._cellule(table.cell(0, rang), titre, gras=True)
            self._cellule(table.cell(2, rang), valeur)
        self._cellule(table.cell(1, 0), f"{{%tr for {boucle} %}}")
        self._cellule(table.cell(3, 0), "{%tr endfor %}")
        _marquer(table.rows[0], "w:tblHeader")
        _marquer(table.rows[2], "w:cantSplit")
        self._souffle()

    def fait_a(self) -> None:
        self.texte("Fait à {{ structure.ville }}, le {{ jour|date_longue }}.", suivi=True)

    def signatures(self, *parties: tuple[str, str]) -> None:
        """Un cadre par signataire : (qui, ce qu'il écrit)."""
        table = self._table(2, tuple(LARGEUR // len(parties) for _ in parties), grille=True)
        for rang, (qui, consigne) in enumerate(parties):
            self._cellule(table.cell(0, rang), qui, gras=True)
            self._cellule(table.cell(1, rang), consigne, gris=True)
            table.cell(0, rang).paragraphs[0].paragraph_format.keep_with_next = True
        table.rows[1].height = Mm(28)
        for rangee in table.rows:
            _marquer(rangee, "w:cantSplit")
        self._souffle()

    # ── Mise en page ──

    def _proprietes(self, titre: str) -> None:
        lues = self.document.core_properties
        lues.title, lues.author, lues.comments, lues.language = titre, "", "", "fr-FR"

    def _styles(self) -> None:
        styles = self.document.styles
        _ecrire_style(styles["Normal"], 10.5, apres=4)
        _ecrire_style(styles["Title"], 20, gras=True, couleur=COULEUR, avant=10, apres=2)
        _ecrire_style(styles["Subtitle"], 9.5, couleur=GRIS, apres=10)
        _ecrire_style(styles["Heading 1"], 12, gras=True, couleur=COULEUR, avant=10, apres=3)
        _ecrire_style(styles["List Bullet"], 10.5, apres=2)
        _ecrire_style(styles["Header"], 9, couleur=GRIS)
        _ecrire_style(styles["Footer"], 8, couleur=GRIS)
        espacement = styles["Subtitle"].element.rPr.find(qn("w:spacing"))
        if espacement is not None:
            espacement.getparent().remove(espacement)
        bordure = styles["Title"].element.find(qn("w:pPr") + "/" + qn("w:pBdr"))
        if bordure is not None:
            bordure.getparent().remove(bordure)

    def _marges(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(32), Mm(24)
        section.header_distance = section.footer_distance = Mm(10)

    def _entete(self) -> None:
        entete = self.document.sections[0].header
        table = entete.add_table(1, 2, Mm(LARGEUR))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _largeurs(table, (60, LARGEUR - 60))
        self._cellule(table.cell(0, 0), "{{ structure.logo }}")
        self._cellule(table.cell(0, 1), "{{ structure.nom }}", gras=True, droite=True)
        vide = entete.paragraphs[0]
        vide._p.getparent().remove(vide._p)
        entete.add_paragraph()

    def _pied(self) -> None:
        pied = self.document.sections[0].footer
        pied.paragraphs[0].text = (
            "{{ structure.nom }}{% if structure.forme_juridique %}, {{ structure.forme_juridique }}{% endif %} · "
            "{{ structure.adresse_en_ligne }} · SIRET {{ structure.siret }}"
        )
        pied.add_paragraph(NDA + "{% if structure.mentions %} {{ structure.mentions }}{% endif %}", style="Footer")
        page = pied.add_paragraph(style="Footer")
        page.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _champ(page, "PAGE")
        page.add_run(" / ")
        _champ(page, "NUMPAGES")

    def _table(self, rangees: int, largeurs: tuple[int, ...], *, grille: bool = False) -> Any:
        table = self.document.add_table(rangees, len(largeurs), style="Table Grid" if grille else None)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _largeurs(table, largeurs)
        if grille:
            _traits(table)
        return table

    def _cellule(self, cellule: Any, texte: str, *, gras=False, gris=False, droite=False) -> None:
        paragraphe = cellule.paragraphs[0]
        paragraphe.paragraph_format.space_after = paragraphe.paragraph_format.space_before = Pt(2)
        trait = paragraphe.add_run(texte)
        trait.bold = gras or None
        if gris:
            trait.font.color.rgb = RGBColor.from_string(GRIS)
        if droite:
            paragraphe.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _souffle(self) -> None:
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)


def _ecrire_style(style: Any, taille: float, *, gras=False, couleur="1F2933", avant=0.0, apres=0.0) -> None:
    style.font.name, style.font.size, style.font.bold = POLICE, Pt(taille), gras
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(couleur)
    proprietes = style.element.get_or_add_rPr()
    polices = proprietes.find(qn("w:rFonts"))
    for attribut in list(polices.attrib):
        del polices.attrib[attribut]
    for nom in ("ascii", "hAnsi", "eastAsia", "cs"):
        polices.set(qn(f"w:{nom}"), POLICE)
    langue = OxmlElement("w:lang")
    langue.set(qn("w:val"), "fr-FR")
    for ancienne in proprietes.findall(qn("w:lang")):
        proprietes.remove(ancienne)
    proprietes.append(langue)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(avant), Pt(apres)


def _largeurs(table: Any, largeurs: tuple[int, ...]) -> None:
    table.autofit = False
    for rang, largeur in enumerate(largeurs):
        table.columns[rang].width = Mm(largeur)
        for cellule in table.columns[rang].cells:
            cellule.width = Mm(largeur)


def _traits(table: Any) -> None:
    """Des traits fins et gris, et l'en-tête ombré."""
    bords = OxmlElement("w:tblBorders")
    for cote in ("top", "left", "bottom", "right", "insideH", "insideV"):
        trait = OxmlElement(f"w:{cote}")
        for nom, valeur in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "C8CFD6")):
            trait.set(qn(f"w:{nom}"), valeur)
        bords.append(trait)
    table._tbl.tblPr.append(bords)
    for cellule in table.rows[0].cells:
        fond = OxmlElement("w:shd")
        for nom, valeur in (("val", "clear"), ("color", "auto"), ("fill", "EEF2F5")):
            fond.set(qn(f"w:{nom}"), valeur)
        cellule._tc.get_or_add_tcPr().append(fond)


def _marquer(rangee: Any, nom: str) -> None:
    rangee._tr.get_or_add_trPr().append(OxmlElement(nom))


def _champ(paragraphe: Any, instruction: str) -> None:
    """Un champ Word : le numéro de page, le nombre de pages."""
    for genre in ("begin", None, "end"):
        trait = paragraphe.add_run()._r
        if genre is None:
            texte = OxmlElement("w:instrText")
            texte.text = instruction
            trait.append(texte)
        else:
            borne = OxmlElement("w:fldChar")
            borne.set(qn("w:fldCharType"), genre)
            trait.append(borne)
