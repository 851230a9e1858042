"""Lectures de la structure : qui se sert de quoi, quand on est fermé, quel régime vaut."""

from datetime import date

import holidays
from django.db import models

from jalon.socle import usages
from jalon.socle.usages import Usage

from .models import Centre, Fermeture, PlageOuverture, RegimeTva
from .rules import Plage, regime_au


def usages_de(objet: models.Model) -> list[Usage]:
    """Ce qui se rattache à l'objet ; les horaires d'un centre en font partie. Une requête par modèle."""
    return usages.usages_de(objet, parties={PlageOuverture})


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
