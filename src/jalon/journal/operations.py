"""Écrire le journal : un seul point d'entrée, appelé par les actes (règle 9 de la maison)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone

from jalon.socle.champs import ChampMinutes, ChampMontant, ChampTelephone
from jalon.socle.formats import montrer_date, montrer_duree, montrer_montant, montrer_telephone
from jalon.socle.listes.export import TraceExport

from .models import Consultation, Entree, ExportFait

VIDE = "—"


@dataclass(frozen=True)
class Changement:
    """Un champ, sa valeur d'avant et d'après, dans les mots de l'écran."""

    champ: str
    libelle: str
    avant: str
    apres: str


def montrer(champ: models.Field, valeur: Any) -> str:
    """La valeur d'un champ de modèle telle que l'écran la dit."""
    if valeur is None or valeur == "":
        return VIDE
    if champ.choices:
        return str(dict(champ.flatchoices).get(valeur, valeur))
    if isinstance(champ, ChampMinutes):
        return montrer_duree(valeur)
    if isinstance(champ, ChampMontant):
        return montrer_montant(valeur)
    if isinstance(champ, ChampTelephone):
        return montrer_telephone(valeur)
    return _montrer_valeur(valeur)


def _montrer_valeur(valeur: Any) -> str:
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, datetime):
        return f"{timezone.localtime(valeur):%d/%m/%Y %H:%M}"
    if isinstance(valeur, date):
        return montrer_date(valeur)
    if isinstance(valeur, Decimal):
        return str(valeur).replace(".", ",")
    return str(valeur)


def appliquer(objet: models.Model, donnees: Mapping[str, Any]) -> list[Changement]:
    """Pose les valeurs sur l'objet (sans l'enregistrer) et rend la liste de ce qui change vraiment."""
    changements = []
    for nom, apres in donnees.items():
        champ = objet._meta.get_field(nom)
        avant = _lire(objet, nom)
        if avant == apres:
            continue
        setattr(objet, nom, apres)
        changements.append(Changement(nom, str(champ.verbose_name), montrer(champ, avant), montrer(champ, apres)))
    return changements


def _lire(objet: models.Model, nom: str) -> Any:
    """La valeur d'un champ ; None pour la relation obligatoire d'un objet neuf, qui n'est pas encore posée."""
    try:
        return getattr(objet, nom)
    except ObjectDoesNotExist:
        return None


def journaliser(
    *,
    par: models.Model | None,
    acte: models.TextChoices,
    objet: models.Model,
    sujet: models.Model | None = None,
    changements: list[Changement] | tuple[Changement, ...] = (),
    motif: str = "",
) -> Entree:
    """Écrit une entrée. `par` vaut None pour un acte automatique ; `sujet` vaut `objet` par défaut."""
    entree = composer_entree(par=par, acte=acte, objet=objet, sujet=sujet, changements=changements, motif=motif)
    entree.save()
    return entree


def composer_entree(
    *,
    par: models.Model | None,
    acte: models.TextChoices,
    objet: models.Model,
    sujet: models.Model | None = None,
    changements: list[Changement] | tuple[Changement, ...] = (),
    motif: str = "",
) -> Entree:
    """L'entrée que `journaliser` écrirait, à enregistrer avec d'autres."""
    sujet = sujet or objet
    return Entree(
        auteur=par,
        auteur_libelle=str(par) if par else "Automatique",
        acte=acte.value,
        libelle=acte.label,
        sujet_type=ContentType.objects.get_for_model(sujet),
        sujet_id=sujet.pk,
        objet_type=ContentType.objects.get_for_model(objet),
        objet_id=objet.pk,
        changements=[asdict(c) for c in changements],
        motif=motif,
    )


def noter_consultation(*, par: models.Model, sujet: models.Model) -> None:
    """Note que `par` a ouvert cette fiche aujourd'hui ; sans effet la deuxième fois du même jour."""
    Consultation.objects.bulk_create(
        [
            Consultation(
                utilisateur=par,
                sujet_type=ContentType.objects.get_for_model(sujet),
                sujet_id=sujet.pk,
                date_consultation=timezone.localdate(),
            )
        ],
        ignore_conflicts=True,
    )


def noter_export(*, par: models.Model, trace: TraceExport) -> ExportFait:
    """Garde la trace d'un export : qui, quelle liste, quels filtres, combien de lignes."""
    return ExportFait.objects.create(auteur=par, auteur_libelle=str(par), **asdict(trace))
