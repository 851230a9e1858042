"""Les listes du produit, par leur code : export, colonnes, vues et actes par lot les y retrouvent."""

from typing import TYPE_CHECKING

from jalon.socle.registres import Registre

if TYPE_CHECKING:
    from .liste import Liste

LISTES: "Registre[Liste]" = Registre("listes")
