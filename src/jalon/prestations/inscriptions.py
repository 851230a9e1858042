"""Ce que le catalogue apprend aux pièces plus basses : « Admin », ses écrans, ses onglets."""

from jalon.comptes.registres import ECRANS_ADMIN, EcranAdmin, a_un_ecran
from jalon.socle.listes import LISTES
from jalon.ui.navigation import NAVIGATION, EntreeNavigation

from .listes import ACTIONS, PRESTATIONS
from .registres import ONGLETS_PRESTATION, OngletPrestation
from .tables import TABLES

LECTURE = "admin.lecture"
ONGLETS = (
    ("informations", "Informations", "prestations:prestation", 10, "prestations#décrire-une-prestation"),
    ("deroule", "Déroulé", "prestations:deroule", 20, "prestations#ordonner-le-déroulé"),
    ("exigences", "Exigences", "prestations:exigences", 30, "prestations#dire-ce-quun-dossier-devra-avoir"),
    ("evenements", "Événements", "prestations:evenements", 40, "prestations-listes"),
    ("historique", "Historique", "prestations:historique", 90, "historique"),
)


def inscrire() -> None:
    """Appelée au démarrage."""
    LISTES.ajouter(PRESTATIONS)
    LISTES.ajouter(ACTIONS)
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
            droit=LECTURE,
            groupe="Catalogue",
            ordre=20,
        )
    )
    ECRANS_ADMIN.ajouter(
        EcranAdmin(
            code="actions",
            libelle="Actions",
            description="Ce qui se fait dans une séance : entretiens, ateliers, travail personnel.",
            url_name="prestations:actions",
            icone="calendar",
            droit=LECTURE,
            groupe="Catalogue",
            ordre=21,
        )
    )
    for rang, table in enumerate(TABLES.values()):
        ECRANS_ADMIN.ajouter(
            EcranAdmin(
                code=table.code,
                libelle=table.titre,
                description=table.phrase,
                url_name=table.url_liste,
                icone=table.icone,
                droit=LECTURE,
                groupe="Listes",
                ordre=70 + rang,
            )
        )
    for code, libelle, url_name, ordre, guide in ONGLETS:
        ONGLETS_PRESTATION.ajouter(OngletPrestation(code, libelle, url_name, LECTURE, ordre, guide=guide))
