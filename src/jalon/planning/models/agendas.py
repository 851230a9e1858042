"""Les agendas : chaque animateur a le sien ; le profil dit lesquels on lit, lesquels on écrit."""

from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from jalon.annuaire.enums import RolePersonne
from jalon.annuaire.models import Personne, RoleDePersonne
from jalon.comptes.enums import PerimetreAgendas

ANIMENT = (RolePersonne.PERSONNEL, RolePersonne.INTERVENANT)
SANS_COMPTE = 0  # aucune clé ne vaut zéro


def agendas_lus(utilisateur: Any) -> QuerySet[Personne]:
    """Les animateurs dont l'utilisateur lit l'agenda."""
    return _agendas(utilisateur, "planning.lecture", utilisateur.profil.agendas_lecture)


def agendas_ecrits(utilisateur: Any) -> QuerySet[Personne]:
    """Les animateurs dont l'utilisateur écrit l'agenda."""
    return _agendas(utilisateur, "planning.ecriture", utilisateur.profil.agendas_ecriture)


def _agendas(utilisateur: Any, droit: str, perimetre: str) -> QuerySet[Personne]:
    """Avec ses équipes viennent ceux des intervenants sans compte : personne d'autre ne les tient."""
    animateurs = Personne.objects.filter(pk__in=RoleDePersonne.objects.filter(role__in=ANIMENT).values("personne"))
    if not utilisateur.a_le_droit(droit):
        return animateurs.none()
    if perimetre == PerimetreAgendas.TOUS:
        return animateurs
    if perimetre == PerimetreAgendas.EQUIPES:
        # une expression, pour que l'index des comptes ne serve pas : presque toutes les personnes sont sans compte
        comptes = animateurs.alias(compte=Coalesce("utilisateur_id", Value(SANS_COMPTE)))
        return comptes.filter(compte__in=[SANS_COMPTE, *utilisateur.collegues_ids])
    return animateurs.filter(utilisateur=utilisateur)
