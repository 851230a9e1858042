"""Les premiers blocs de l'accueil : ce que l'on sait dire des dossiers."""

from django.utils import timezone

from .enums import Portee
from .queries import (
    RELANCES_MAX,
    dossiers_recents,
    emargements_manquants,
    fins_prevues,
    incomplets_par_porte,
    ouverts_par_statut,
    plus_incomplets,
    relances_du_jour,
    travaux_recents,
)
from .registres import COTE, SourceAccueil


def _recents(utilisateur, portee: Portee) -> dict:
    return {"lignes": dossiers_recents(utilisateur, portee)}


def _statuts(utilisateur, portee: Portee) -> dict:
    comptes = ouverts_par_statut(utilisateur, portee)
    return {"comptes": comptes, "total": sum(compte.nombre for compte in comptes)}


def _fins(utilisateur, portee: Portee) -> dict | None:
    lignes = fins_prevues(utilisateur, portee, timezone.localdate())
    return {"lignes": lignes} if lignes else None


def _relances(utilisateur, portee: Portee) -> dict:
    lignes = relances_du_jour(utilisateur, portee, timezone.localdate())
    return {
        "lignes": lignes[:RELANCES_MAX],
        "is_coupe": len(lignes) > RELANCES_MAX,
        "can_agir": utilisateur.a_le_droit("memos.ecriture"),
    }


def _incomplets(utilisateur, portee: Portee) -> dict | None:
    comptes = incomplets_par_porte(utilisateur, portee)
    return {"comptes": comptes, "lignes": plus_incomplets(utilisateur, portee)} if comptes else None


def _emargements(utilisateur, portee: Portee) -> dict | None:
    return emargements_manquants(utilisateur, portee, timezone.now())


def _travaux(utilisateur, portee: Portee) -> dict | None:
    lignes = travaux_recents(utilisateur, timezone.now())
    return {"lignes": lignes} if lignes else None


SOURCES = (
    SourceAccueil(
        "emargements",
        "Émargements manquants",
        "accueil/sources/emargements.html",
        _emargements,
        "emargement.lecture",
        COTE,
        ordre=15,
    ),
    SourceAccueil("travaux", "Mes travaux", "accueil/sources/travaux.html", _travaux, None, COTE, ordre=10),
    SourceAccueil(
        "relances", "Relances à faire", "accueil/sources/relances.html", _relances, "memos.lecture", COTE, ordre=20
    ),
    SourceAccueil(
        "incomplets",
        "Dossiers incomplets",
        "accueil/sources/incomplets.html",
        _incomplets,
        "dossiers.lecture",
        COTE,
        ordre=30,
    ),
    SourceAccueil(
        "dossiers_recents",
        "Dossiers récents",
        "accueil/sources/dossiers_recents.html",
        _recents,
        "dossiers.lecture",
        ordre=50,
    ),
    SourceAccueil(
        "ouverts_par_statut",
        "Dossiers ouverts",
        "accueil/sources/ouverts_par_statut.html",
        _statuts,
        "dossiers.lecture",
        COTE,
        ordre=40,
    ),
    SourceAccueil(
        "fins_prevues",
        "Fins prévues",
        "accueil/sources/fins_prevues.html",
        _fins,
        "dossiers.lecture",
        COTE,
        ordre=50,
    ),
)
