"""Il reste toujours quelqu’un pour administrer, et nul ne s’en retire le droit par mégarde."""

from collections.abc import Collection

ADMINISTRER = "admin.ecriture"
SON_PROPRE_DROIT = (
    "Vous retireriez votre propre droit d’administrer : demandez à un autre administrateur de le faire."
)
PLUS_PERSONNE = "Il ne resterait personne pour administrer : donnez d’abord ce droit à un autre compte actif."


def refus_administration(restants: Collection[int], auteur: int | None) -> str | None:
    """La phrase du refus, ou None.

    `restants` : clés des comptes actifs qui auraient encore le droit d'administrer ; `auteur` : clé de qui agit,
    None pour une commande.
    """
    if auteur is not None and auteur not in restants:
        return SON_PROPRE_DROIT
    return None if restants else PLUS_PERSONNE
