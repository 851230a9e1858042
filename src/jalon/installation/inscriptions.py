"""Ce que cette pièce inscrit : ses étapes, son bloc d'accueil, et les écrans Admin de la structure.

La structure est sous les comptes : elle ne connaît pas le menu Admin, une pièce plus haute y inscrit ses écrans.
"""

from jalon.accueil.registres import SOURCES_ACCUEIL
from jalon.comptes.models import Utilisateur
from jalon.comptes.registres import ECRANS_ADMIN, EcranAdmin
from jalon.prestations.models import Prestation
from jalon.structure.models import Centre, Reglages
from jalon.structure.models.reglages import RAISON_SOCIALE_ORIGINE

from .registres import ETAPES, Etape
from .sources import SOURCE

# code, libellé, description, nom d'adresse, icône
ECRANS = (
    ("reglages", "Réglages", "Identité, logo, TVA, fuseau horaire, numéros.", "structure:reglages", "settings"),
    ("centres", "Centres", "Le siège, les antennes, leurs horaires.", "structure:centres", "building"),
    ("lieux", "Lieux et salles", "Ce que l’on réserve pour une séance.", "structure:lieux", "map-pin"),
    ("ressources", "Ressources", "Vidéoprojecteurs, véhicules, ordinateurs.", "structure:ressources", "briefcase"),
    ("jours_fermes", "Jours fermés", "Congés, ponts, jours fériés.", "structure:jours_fermes", "calendar"),
)
GROUPE = "La maison"
EXPORTS = EcranAdmin(
    "exports",
    "Exports",
    "Ce qui est sorti du produit : qui, quelle liste, combien de lignes.",
    "journal:exports",
    "download",
    "admin.lecture",
    GROUPE,
    ordre=80,
)

REGLAGES = Etape(
    "reglages",
    "Nommer la maison",
    "Raison sociale, SIRET, numéro de déclaration d’activité : ils figurent sur tous les documents.",
    "reglages",
    lambda: Reglages.objects.exclude(raison_sociale=RAISON_SOCIALE_ORIGINE),
    "Ouvrir les réglages",
)
CENTRES = Etape(
    "centres",
    "Créer les centres",
    "Le siège, puis les antennes : dossiers, utilisateurs et salles s’y rattachent.",
    "centres",
    lambda: Centre.objects.actifs(),
    "Créer un centre",
    ordre=1,
)
UTILISATEURS = Etape(
    "utilisateurs",
    "Inviter les collègues",
    "Chacun reçoit un lien, choisit son mot de passe, et voit ce que son profil lui ouvre.",
    "utilisateurs",
    lambda: Utilisateur.objects.actifs().exclude(profil__code="administrateur"),
    "Inviter quelqu’un",
    ordre=2,
)
CATALOGUE = Etape(
    "catalogue",
    "Remplir le catalogue",
    "Un dossier suit une prestation : bilan, formation, VAE, accompagnement.",
    "prestations",
    lambda: Prestation.objects.actives(),
    "Ouvrir le catalogue",
    ordre=3,
)


def inscrire() -> None:
    """Appelée au démarrage."""
    for rang, (code, libelle, description, url_name, icone) in enumerate(ECRANS):
        ECRANS_ADMIN.ajouter(
            EcranAdmin(code, libelle, description, url_name, icone, "admin.lecture", GROUPE, ordre=rang)
        )
    ECRANS_ADMIN.ajouter(EXPORTS)
    for etape in (REGLAGES, CENTRES, UTILISATEURS, CATALOGUE):
        ETAPES.ajouter(etape)
    SOURCES_ACCUEIL.ajouter(SOURCE)
