"""Ce que le catalogue apprend aux pièces plus basses : l'entrée « Admin » et son premier écran."""

from jalon.comptes.registres import ECRANS_ADMIN, EcranAdmin, a_un_ecran
from jalon.socle.listes import LISTES
from jalon.ui.navigation import NAVIGATION, EntreeNavigation

from .listes import PRESTATIONS


def inscrire() -> None:
    """Appelée au démarrage."""
    LISTES.ajouter(PRESTATIONS)
    NAVIGATION.ajouter(
        EntreeNavigation("admin", "Admin", "prestations:admin", "settings", droit=a_un_ecran, ordre=90)
    )
    ECRANS_ADMIN.ajouter(
        EcranAdmin(
            code="prestations",
            libelle="Prestations",
            description="Le catalogue : ce que la maison propose, sa durée, son tarif.",
            url_name="prestations:prestations",
            icone="certificate",
            droit="admin.lecture",
            groupe="Catalogue",
            ordre=20,
        )
    )
