"""Les agendas : chaque animateur a le sien ; le profil dit lesquels on lit, lesquels on écrit."""

from typing import Any

from django.db.models import Q, QuerySet

from jalon.annuaire.enums import RolePersonne
from jalon.annuaire.models import Personne
from jalon.comptes.enums import PerimetreAgendas

ANIMENT = (RolePersonne.PERSONNEL, RolePersonne.INTERVENANT)


def agendas_lus(utilisateur: Any) -> QuerySet[Personne]:
    """Les animateurs dont l'utilisateur lit l'agenda."""
    return _agendas(utilisateur, "planning.lecture", utilisateur.profil.agendas_lecture)


def agendas_ecrits(utilisateur: Any) -> QuerySet[Personne]:
    """Les animateurs dont l'utilisateur écrit l'agenda."""
    return _agendas(utilisateur, "planning.ecriture", utilisateur.profil.agendas_ecriture)


def _agendas(utilisateur: Any, droit: str, perimetre: str) -> QuerySet[Personne]:
    """Avec ses équipes viennent ceux des intervenants sans compte : personne d'autre ne les tient."""
    animateurs = Personne.objects.filter(roles__role__in=ANIMENT).distinct()
    if not utilisateur.a_le_droit(droit):
        return animateurs.none()
    if perimetre == PerimetreAgendas.TOUS:
        return animateurs
    if perimetre == PerimetreAgendas.EQUIPES:
        sans_compte = Q(utilisateur__isnull=True)
        return animateurs.filter(Q(utilisateur__in=utilisateur.collegues_ids) | sans_compte)
    return animateurs.filter(utilisateur=utilisateur)
