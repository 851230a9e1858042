"""Ce que le portail apprend à l'émargement : où mènent ses liens."""

from dataclasses import dataclass

from jalon.socle.registres import Registre


@dataclass(frozen=True)
class PageSansCompte:
    """Une page ouverte par un jeton : « lien » ou « salle », et le nom de son adresse (paramètre : le jeton)."""

    code: str
    url_name: str


PAGES_SANS_COMPTE: Registre[PageSansCompte] = Registre("pages de signature sans compte")
