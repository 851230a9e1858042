"""Ce que les comptes apprennent aux pièces plus basses, et leurs écrans d'Admin."""

from jalon.socle.listes import LISTES

from .listes import LECTURE, UTILISATEURS
from .registres import ECRANS_ADMIN, EcranAdmin

GROUPE = "Utilisateurs et droits"


def inscrire() -> None:
    """Appelée au démarrage."""
    LISTES.ajouter(UTILISATEURS)
    ECRANS_ADMIN.ajouter(
        EcranAdmin(
            "utilisateurs",
            "Utilisateurs",
            "Qui se connecte, avec quel profil ; inviter, désactiver.",
            "comptes:utilisateurs",
            "users",
            LECTURE,
            GROUPE,
            ordre=10,
        )
    )
