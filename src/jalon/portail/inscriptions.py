"""Ce que le portail apprend à l'émargement : où mènent ses liens."""

from jalon.emargement.registres import PAGES_SANS_COMPTE, PageSansCompte


def inscrire() -> None:
    """Appelée au démarrage."""
    PAGES_SANS_COMPTE.ajouter(PageSansCompte("lien", "portail:signer"))
    PAGES_SANS_COMPTE.ajouter(PageSansCompte("salle", "portail:salle"))
