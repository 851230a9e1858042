"""Lectures de la structure : qui se sert de quoi, quand on est fermé, quel régime vaut."""

from datetime import date
from functools import reduce
from operator import or_

import holidays
from django.db import models
from django.db.models import Q

from .models import Centre, Fermeture, PlageOuverture, RegimeTva
from .rules import Plage, regime_au


def usages_de(objet: models.Model) -> list[tuple[str, int]]:
    """Ce qui se rattache à l'objet, dans les mots de chaque modèle : [("utilisateurs", 12), ("lieux", 3)].

    Toutes les relations comptent, y compris celles que de nouvelles pièces ajouteront : une requête par modèle.
    """
    trouves = []
    for modele, noms in _relations(type(objet)).items():
        un_des_champs = reduce(or_, (Q(**{nom: objet.pk}) for nom in noms))
        if nombre := modele._base_manager.filter(un_des_champs).distinct().count():
            meta = modele._meta
            trouves.append((str(meta.verbose_name_plural if nombre > 1 else meta.verbose_name), nombre))
    return trouves


def _relations(modele: type[models.Model]) -> dict[type[models.Model], list[str]]:
    """Par modèle qui pointe vers celui-ci, les champs par lesquels il le fait , hors horaires."""
    champs: dict[type[models.Model], list[str]] = {}
    for relation in modele._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        autre = relation.related_model
        if not autre._meta.auto_created and autre is not PlageOuverture:
            champs.setdefault(autre, []).append(relation.field.name)
    return champs


def plages_de(centre: Centre) -> list[Plage]:
    """Les plages d'ouverture d'un centre, dans l'ordre de la semaine. Une requête."""
    return [ligne.plage for ligne in centre.plages.order_by("jour", "debut")]


def fermetures_entre(debut: date, fin: date, centre: Centre | None = None) -> list[Fermeture]:
    """Les fermetures en vigueur qui touchent la période : celles de la maison, et celles de ce centre."""
    return list(Fermeture.objects.actifs().entre(debut, fin).pour_centre(centre).order_by("date_debut", "pk"))


def feries_proposes(annee: int, territoire: str = "") -> list[tuple[date, str, bool]]:
    """Les jours fériés de l'année : (jour, nom, déjà dans la liste). Une requête."""
    jours = holidays.France(years=annee, subdiv=territoire or None, language="fr")
    pris = set(
        Fermeture.objects.filter(is_feriee=True, centre__isnull=True, date_debut__year=annee).values_list(
            "date_debut", flat=True
        )
    )
    return [(jour, nom.replace("'", "’"), jour in pris) for jour, nom in sorted(jours.items())]


def regimes_tva() -> list[RegimeTva]:
    """Les lignes en vigueur, la dernière d'abord. Une requête."""
    return list(RegimeTva.objects.filter(annule_at__isnull=True).order_by("-date_effet", "-pk"))


def regime_tva_au(jour: date) -> RegimeTva | None:
    """Le régime de TVA qui vaut ce jour-là, ou None avant le premier (domaine, « TVA »)."""
    return regime_au(regimes_tva(), jour)


def historique_tva() -> list[RegimeTva]:
    """Toutes les lignes, annulées comprises, la dernière d'abord. Une requête."""
    return list(RegimeTva.objects.select_related("auteur").order_by("-date_effet", "-pk"))
