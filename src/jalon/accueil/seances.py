"""Les blocs des séances : celles du jour, celles à valider, les dossiers sans prochain rendez-vous (F2, F4)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.planning.enums import EtatSeance
from jalon.planning.journee import (
    MOIS,
    SEMAINE,
    Ages,
    ages_de,
    avec_derniere_seance,
    sans_rendez_vous,
    seances_a_valider,
    seances_du_jour,
)
from jalon.planning.lignes import lignes_de_seances
from jalon.socle.formats import montrer_date

from .enums import Portee
from .queries import dossiers_de
from .registres import COTE, SourceAccueil
from .rules import il_y_a

JOUR_MAX, A_VALIDER_MAX, SANS_MAX = 40, 6, 6


@dataclass(frozen=True)
class Age:
    """Combien de séances à valider de cet âge, et l'adresse de la liste qui les montre."""

    libelle: str
    nombre: int
    ton: str
    adresse: str


@dataclass(frozen=True)
class SansRendezVous:
    """Un dossier en cours, et quand on a vu son bénéficiaire pour la dernière fois."""

    dossier: Dossier
    texte: str


def adresse_seances(portee: Portee, **filtres: str) -> str:
    """La liste des séances filtrée ; les miennes quand l'accueil parle de moi."""
    miennes = {"miennes": "oui"} if portee == Portee.MOI else {}
    return f"{reverse('planning:liste')}?{urlencode({**filtres, **miennes})}"


def _du_jour(utilisateur: Any, portee: Portee) -> dict[str, Any]:
    """Quatre requêtes."""
    jour = timezone.localdate()
    lues = list(seances_du_jour(utilisateur, jour, is_pour_tous=portee == Portee.EQUIPE)[: JOUR_MAX + 1])
    lignes = lignes_de_seances(lues[:JOUR_MAX], utilisateur)
    return {
        "lignes": lignes,
        "is_coupe": len(lues) > JOUR_MAX,
        "minutes": sum(ligne.seance.minutes for ligne in lignes),
        "faites": sum(ligne.seance.minutes for ligne in lignes if ligne.seance.etat == EtatSeance.REALISEE),
        "tout": adresse_seances(portee, periode_du=montrer_date(jour), periode_au=montrer_date(jour)),
    }


def _a_valider(utilisateur: Any, portee: Portee) -> dict[str, Any] | None:
    """Cinq requêtes ; une quand il n'y a rien à valider."""
    maintenant = timezone.now()
    seances = seances_a_valider(utilisateur, maintenant, is_pour_tous=portee == Portee.EQUIPE)
    jour = timezone.localdate()
    ages = ages_de(seances, jour)
    if not ages.total:
        return None
    return {
        "total": ages.total,
        "ages": _ages(ages, portee, jour),
        "lignes": lignes_de_seances(seances.pour_lignes(utilisateur)[:A_VALIDER_MAX], utilisateur),
        "tout": adresse_seances(portee, a_valider="oui", tri="date"),
    }


def _ages(ages: Ages, portee: Portee, jour: date) -> list[Age]:
    """Chaque âge mène à la liste des mêmes séances."""
    hier = timedelta(days=1)
    semaine, avant_semaine = montrer_date(jour - SEMAINE), montrer_date(jour - SEMAINE - hier)
    mois, avant_mois = montrer_date(jour - MOIS), montrer_date(jour - MOIS - hier)
    liste = {"a_valider": "oui", "tri": "date"}
    return [
        Age("7 jours au plus", ages.recentes, "", adresse_seances(portee, **liste, periode_du=semaine)),
        Age(
            "8 à 30 jours", ages.anciennes, "ambre",
            adresse_seances(portee, **liste, periode_du=mois, periode_au=avant_semaine),
        ),
        Age("plus de 30 jours", ages.oubliees, "rouge", adresse_seances(portee, **liste, periode_au=avant_mois)),
    ]  # fmt: skip


def _sans_rendez_vous(utilisateur: Any, portee: Portee) -> dict[str, Any] | None:
    """Les dossiers vus il y a le plus longtemps d'abord. Deux requêtes."""
    jour = timezone.localdate()
    seuls = sans_rendez_vous(dossiers_de(utilisateur, portee), timezone.now())
    nombre = seuls.count()
    if not nombre:
        return None
    lus = (
        avec_derniere_seance(seuls)
        .pour_liste()
        .order_by(F("derniere_seance").asc(nulls_first=True), "pk")[:SANS_MAX]
    )
    return {
        "nombre": nombre,
        "lignes": [SansRendezVous(d, il_y_a(_jour_de(d.derniere_seance), jour)) for d in lus],
        "can_planifier": utilisateur.a_le_droit("planning.ecriture"),
    }


def _jour_de(instant: datetime | None) -> date | None:
    return timezone.localdate(instant) if instant else None


SOURCES = (
    SourceAccueil(
        "seances_du_jour", "Séances aujourd’hui", "accueil/sources/seances_du_jour.html", _du_jour,
        "planning.lecture", ordre=10,
    ),
    SourceAccueil(
        "seances_a_valider", "Séances à valider", "accueil/sources/seances_a_valider.html", _a_valider,
        "planning.lecture", ordre=20,
    ),
    SourceAccueil(
        "sans_rendez_vous", "Sans prochain rendez-vous", "accueil/sources/sans_rendez_vous.html",
        _sans_rendez_vous, "planning.lecture", COTE, ordre=25,
    ),
)  # fmt: skip
