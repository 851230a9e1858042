"""La maison de démonstration : réglages, centres, lieux, comptes, équipes."""

from collections.abc import Iterable

from jalon.comptes.models import Profil
from jalon.comptes.operations import creer_equipe, creer_utilisateur
from jalon.structure.enums import Regime, TypeLieu
from jalon.structure.models import Reglages
from jalon.structure.operations import changer_regime_tva, creer_centre, creer_lieu

from .fiches import siret
from .monde import ANCIENNETE, Monde

MOT_DE_PASSE = "demonstration"  # noqa: S105 (public : ces comptes n'existent qu'en démonstration)
DOMAINE = "demo.example.org"

CENTRES = (
    {
        "code": "rennes",
        "libelle": "Rennes",
        "adresse": "8 rue des Deux-Rives",
        "code_postal": "35000",
        "ville": "Rennes",
        "telephone": "+33199000100",
    },
    {
        "code": "nantes",
        "libelle": "Nantes",
        "adresse": "21 quai des Exemples",
        "code_postal": "44000",
        "ville": "Nantes",
        "telephone": "+33199000200",
    },
)
LIEUX = (
    ("Salle 1", TypeLieu.SALLE, 12),
    ("Salle 2", TypeLieu.SALLE, 8),
    ("Bureau des entretiens", TypeLieu.BUREAU, 3),
    ("Espace ressources", TypeLieu.COLLECTIF, 16),
)
# clé, prénom, nom, profil, centre ; les cinq premiers sont les comptes d'essai
UTILISATEURS = (
    ("administrateur", "Hélène", "Le Goff", "administrateur", "rennes"),
    ("responsable", "Nadia", "Benali", "responsable", "rennes"),
    ("gestionnaire", "Sophie", "Leroux", "gestionnaire", "rennes"),
    ("conseiller", "Paul", "Henry", "conseiller", "rennes"),
    ("consultation", "Maxime", "Perrault", "consultation", "rennes"),
    ("awa.diallo", "Awa", "Diallo", "conseiller", "rennes"),
    ("yann.kervella", "Yann", "Kervella", "conseiller", "rennes"),
    ("elodie.caradec", "Élodie", "Caradec", "conseiller", "rennes"),
    ("ines.moreau", "Inès", "Moreau", "conseiller", "nantes"),
    ("thomas.guerin", "Thomas", "Guérin", "conseiller", "nantes"),
    ("linh.nguyen", "Linh", "Nguyen", "conseiller", "nantes"),
    ("bruno.chauvet", "Bruno", "Chauvet", "gestionnaire", "nantes"),
)
COMPTES_ESSAI = 5
# nom, centre, membres
EQUIPES = (
    ("Rennes · Bilans et VAE", "rennes", ("responsable", "gestionnaire", "conseiller", "awa.diallo")),
    ("Rennes · Formation", "rennes", ("responsable", "gestionnaire", "yann.kervella", "elodie.caradec")),
    ("Nantes", "nantes", ("responsable", "ines.moreau", "thomas.guerin", "linh.nguyen", "bruno.chauvet")),
)


def poser(monde: Monde) -> None:
    """Pose la maison ; elle existe depuis le début des données."""
    _poser_reglages()
    poser_centres(monde, CENTRES)
    poser_comptes(monde, UTILISATEURS, ouvrent=COMPTES_ESSAI)
    depuis = monde.il_y_a(ANCIENNETE).replace(month=1, day=1)
    changer_regime_tva(par=monde.admin, regime=Regime.ATTESTATION, date_effet=depuis)
    poser_equipes(monde, EQUIPES)
    monde.chronologie.dater(monde.il_y_a(ANCIENNETE), *monde.centres.values(), *monde.utilisateurs.values())


def poser_equipes(monde: Monde, equipes: Iterable[tuple]) -> None:
    """Crée des équipes (nom, centre, membres), que le premier de leurs membres dirige."""
    for libelle, centre, membres in equipes:
        creer_equipe(
            par=monde.admin,
            libelle=libelle,
            centre=monde.centres[centre],
            responsable=monde.utilisateurs[membres[0]],
            membres=[monde.utilisateurs[membre] for membre in membres],
        )


def _poser_reglages() -> None:
    Reglages.objects.get_or_create(
        pk=1,
        defaults={
            "raison_sociale": "Maison d’exemple",
            "siret": siret(99),
            "numero_declaration_activite": "00 00 00000 00",
        },
    )


def poser_centres(monde: Monde, centres: Iterable[dict]) -> None:
    """Crée des centres, chacun avec ses lieux."""
    for donnees in centres:
        centre = creer_centre(par=None, **donnees)
        monde.centres[centre.code] = centre
        monde.lieux[centre.code] = [
            creer_lieu(par=None, centre=centre, libelle=libelle, type=type_lieu, capacite=places)
            for libelle, type_lieu, places in LIEUX
        ]


def poser_comptes(monde: Monde, comptes: Iterable[tuple], *, ouvrent: int = 0) -> None:
    """Crée des comptes ; seuls les `ouvrent` premiers ouvrent une session, les autres peuplent les listes."""
    profils = {profil.code: profil for profil in Profil.objects.order_by("code")}
    for rang, (cle, prenom, nom, profil, centre) in enumerate(comptes):
        monde.utilisateurs[cle] = creer_utilisateur(
            par=monde.utilisateurs.get("administrateur"),
            courriel=f"{cle}@{DOMAINE}",
            prenom=prenom,
            nom=nom,
            profil=profils[profil],
            centre=monde.centres[centre],
            mot_de_passe=MOT_DE_PASSE if rang < ouvrent else None,
        )
