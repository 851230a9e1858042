"""Lectures de la journée : les séances du jour, celles à valider, les dossiers sans prochain rendez-vous."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from jalon.dossiers.enums import Avancement
from jalon.dossiers.models import Dossier
from jalon.socle.jours import minuit

from .enums import EtatSeance, Presence
from .models import Participation, Seance

VIVANTES = (EtatSeance.PROGRAMMEE, EtatSeance.REALISEE)
SEMAINE, MOIS = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True)
class Ages:
    """Les séances à valider, par âge en jours du calendrier."""

    recentes: int  # sept jours au plus
    anciennes: int  # de huit à trente jours
    oubliees: int  # plus de trente jours

    @property
    def total(self) -> int:
        return self.recentes + self.anciennes + self.oubliees


def seances_suivies(utilisateur: Any, *, is_pour_tous: bool) -> QuerySet[Seance]:
    """Les séances que la personne anime, ou toutes celles qu'elle lit."""
    lisibles = Seance.objects.lisibles_par(utilisateur)
    return lisibles if is_pour_tous else lisibles.animees_par(utilisateur)


def seances_du_jour(utilisateur: Any, jour: date, *, is_pour_tous: bool) -> QuerySet[Seance]:
    """Les séances de ce jour, ni annulées ni reportées, dans l'ordre des heures. Trois requêtes."""
    debut, fin = minuit(jour), minuit(jour + timedelta(days=1))
    suivies = seances_suivies(utilisateur, is_pour_tous=is_pour_tous).entre(debut, fin).filter(etat__in=VIVANTES)
    return suivies.pour_lignes(utilisateur).order_by("debut", "pk")


def seances_a_valider(utilisateur: Any, maintenant: datetime, *, is_pour_tous: bool) -> QuerySet[Seance]:
    """Les séances finies et encore programmées, les plus anciennes d'abord. Index `seance_a_valider`."""
    suivies = seances_suivies(utilisateur, is_pour_tous=is_pour_tous)
    return suivies.a_valider(maintenant).order_by("fin", "pk")


def ages_de(seances: QuerySet[Seance], jour: date) -> Ages:
    """Combien de ces séances à valider, par âge à ce jour. Une requête."""
    semaine, mois = minuit(jour - SEMAINE), minuit(jour - MOIS)
    comptes = seances.order_by().aggregate(
        recentes=Count("pk", filter=Q(debut__gte=semaine)),
        anciennes=Count("pk", filter=Q(debut__lt=semaine, debut__gte=mois)),
        oubliees=Count("pk", filter=Q(debut__lt=mois)),
    )
    return Ages(**comptes)


def sans_rendez_vous(dossiers: QuerySet[Dossier], maintenant: datetime) -> QuerySet[Dossier]:
    """Ceux de ces dossiers qui sont en cours et n'attendent aucune séance à venir."""
    passe = Q(dernier_rendez_vous_at__isnull=True) | Q(dernier_rendez_vous_at__lt=maintenant)
    return dossiers.filter(passe, avancement=Avancement.EN_COURS)


def avec_derniere_seance(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Annote `derniere_seance` : l'instant de la dernière séance où le bénéficiaire était présent, ou None."""
    presentes = Participation.objects.filter(
        dossier=OuterRef("pk"), presence=Presence.PRESENT, seance__etat=EtatSeance.REALISEE
    )
    derniere = presentes.order_by("-seance__debut").values("seance__debut")[:1]
    return dossiers.annotate(derniere_seance=Subquery(derniere))
