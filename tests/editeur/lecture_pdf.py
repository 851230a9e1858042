"""Relire un PDF : son texte (pdftotext), sa version de PDF/A, ses balises, ses polices (pikepdf)."""

import subprocess

import pikepdf


def texte_du_pdf(contenu: bytes) -> str:
    fait = subprocess.run(["pdftotext", "-layout", "-", "-"], input=contenu, capture_output=True, check=True)
    return fait.stdout.decode()


def version_pdf_a(pdf: pikepdf.Pdf) -> str:
    """« 2B » d'après les métadonnées ; vide sans intention de sortie."""
    with pdf.open_metadata() as lues:
        version = f"{lues.get('pdfaid:part', '')}{lues.get('pdfaid:conformance', '')}"
    return version if "/OutputIntents" in pdf.Root else ""


def balises(pdf: pikepdf.Pdf) -> bool:
    """Vrai si le document est balisé : arbre de structure, marquage, langue."""
    racine = pdf.Root
    marque = racine.get("/MarkInfo", {}).get("/Marked", False)
    return "/StructTreeRoot" in racine and bool(marque) and "/Lang" in racine


def polices_non_incorporees(pdf: pikepdf.Pdf) -> list[str]:
    manquantes = []
    for page in pdf.pages:
        for police in page.resources.get("/Font", {}).values():
            source = police["/DescendantFonts"][0] if "/DescendantFonts" in police else police
            descripteur = source.get("/FontDescriptor", {})
            if not any(cle in descripteur for cle in ("/FontFile", "/FontFile2", "/FontFile3")):
                manquantes.append(str(police.get("/BaseFont")))
    return manquantes
