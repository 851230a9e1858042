"""Ce que les comptes inscrivent : leurs écrans d'Admin, leurs listes."""

from jalon.socle.listes import LISTES

from .listes_droits import EQUIPES, PROFILS
from .registres import ACTES_UTILISATEUR, ECRANS_ADMIN, ActeUtilisateur, EcranAdmin

LECTURE = "admin.lecture"
GROUPE = "Utilisateurs et droits"
# code, libellé, description, nom d'adresse, icône
ECRANS = (
    ("profils", "Profils", "Ce que chacun peut lire, écrire et faire.", "droits:profils", "lock"),
    (
        "equipes",
        "Équipes",
        "Qui travaille avec qui, et voit donc ses dossiers.",
        "droits:equipes",
        "users",
    ),
)


def inscrire() -> None:
    """Appelée au démarrage."""
    LISTES.ajouter(PROFILS)
    LISTES.ajouter(EQUIPES)
    for rang, (code, libelle, description, url_name, icone) in enumerate(ECRANS):
        ECRANS_ADMIN.ajouter(EcranAdmin(code, libelle, description, url_name, icone, LECTURE, GROUPE, 11 + rang))
    ACTES_UTILISATEUR.ajouter(
        ActeUtilisateur("acces", "Que voit cet utilisateur ?", "droits:acces", "eye", LECTURE, ordre=10)
    )
