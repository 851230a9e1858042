"""Ce qu'est un modèle livré : sa fiche, les textes qu'il demande, et de quoi fabriquer son .docx."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..enums import ContexteModele, Destinataire
from .charte import Page


@dataclass(frozen=True)
class ModeleLivre:
    """Un modèle que la maison trouve à l'installation. `natures` : les prestations qu'il couvre (vide : toutes).

    `textes` : ce que l'on demande à qui génère, une liste de (code, libellé, exigé).
    """

    code: str
    intitule: str
    description: str
    destinataire: Destinataire
    ecrire: Callable[[Page], None]
    natures: tuple[str, ...] = ()
    contexte: ContexteModele = ContexteModele.DOSSIER
    textes: tuple[tuple[str, str, bool], ...] = field(default=())

    def docx(self) -> bytes:
        """Le fichier du modèle."""
        page = Page(self.intitule)
        self.ecrire(page)
        return page.octets()

    @property
    def textes_libres(self) -> list[dict]:
        return [{"code": c, "libelle": libelle, "is_exige": exige} for c, libelle, exige in self.textes]
