"""Changer de version : seulement un dossier ouvert, et vers une version publiée de sa prestation. Pur."""

from ..enums import Avancement

OUVERTS = (Avancement.PREVISIONNEL, Avancement.EN_COURS, Avancement.SUSPENDU)


def refus_version(avancement: str, is_de_sa_prestation: bool, is_deja_la_sienne: bool) -> str | None:
    """La phrase du refus, ou None."""
    if avancement not in OUVERTS:
        return f"Ce dossier est {Avancement(avancement).label.lower()} : il garde la version de son parcours."
    if not is_de_sa_prestation:
        return "Cette version n’est pas une version publiée de la prestation du dossier."
    return "Le dossier suit déjà cette version." if is_deja_la_sienne else None
