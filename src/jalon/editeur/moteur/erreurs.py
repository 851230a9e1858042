"""Ce que le moteur refuse, en une phrase qui se lit à l'écran."""

from jalon.socle.erreurs import Refus


class MoteurErreur(Refus):
    """Le modèle est refusé, ou n'a pas pu être rempli."""


class PdfIndisponible(MoteurErreur):
    """LibreOffice manque ou n'a pas su faire le PDF : le .docx, lui, existe."""
