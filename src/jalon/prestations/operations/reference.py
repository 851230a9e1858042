"""Actes sur les valeurs des listes de la maison."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte
from ..models import Motif, ValeurDeReference
from ..queries import usages_de
from ..rules import ranger

T = TypeVar("T", bound=ValeurDeReference)
UTILISEE = "« {nom} » est utilisée ({usages}) : elle se désactive, elle ne se supprime pas."


def soeurs(valeur: ValeurDeReference) -> models.QuerySet:
    """Les valeurs rangées avec celle-ci : sa liste, et pour un motif ceux du même événement."""
    toutes = type(valeur).objects.all()
    return toutes.filter(type_evenement=valeur.type_evenement) if isinstance(valeur, Motif) else toutes


@transaction.atomic
def creer_valeur(*, par, valeur: T, donnees: Mapping[str, Any], prestations: Iterable = ()) -> T:
    """Ajoute `valeur`, objet neuf, à la fin de sa liste. Lève `Refus` : libellé déjà pris."""
    exiger(par, "admin.ecriture")
    changements = appliquer(valeur, donnees)
    _garder(valeur)
    dernier = soeurs(valeur).aggregate(dernier=models.Max("rang"))["dernier"]
    valeur.rang = (dernier or 0) + 1
    valeur.save()
    _seule_par_defaut(valeur)
    changements += _rattacher(valeur, prestations)
    journaliser(par=par, acte=Acte.VALEUR_CREEE, objet=valeur, changements=changements)
    return valeur


@transaction.atomic
def modifier_valeur(*, par, valeur: T, donnees: Mapping[str, Any], prestations: Iterable | None = None) -> T:
    """Modifie une valeur ; `prestations` (types d'événement) remplace celles qu'elle avait. Lève `Refus`."""
    exiger(par, "admin.ecriture")
    changements = appliquer(valeur, donnees)
    _garder(valeur)
    if changements:
        valeur.save()
        _seule_par_defaut(valeur)
    if prestations is not None:
        changements += _rattacher(valeur, prestations)
    if changements:
        journaliser(par=par, acte=Acte.VALEUR_MODIFIEE, objet=valeur, changements=changements)
    return valeur


@transaction.atomic
def basculer_valeur(*, par, valeur: T, is_active: bool) -> T:
    """Désactivée, une valeur n'est plus proposée ni par défaut ; elle reste sur ce qui la porte."""
    exiger(par, "admin.ecriture")
    changements = appliquer(valeur, {"is_active": is_active} | ({} if is_active else {"is_defaut": False}))
    if changements:
        valeur.save()
        acte = Acte.VALEUR_REACTIVEE if is_active else Acte.VALEUR_DESACTIVEE
        journaliser(par=par, acte=acte, objet=valeur, changements=changements)
    return valeur


@transaction.atomic
def supprimer_valeur(*, par, valeur: ValeurDeReference) -> None:
    """Supprime une valeur que rien n'utilise. Lève `Refus` avec la liste des usages."""
    exiger(par, "admin.ecriture")
    if usages := usages_de(valeur):
        raise Refus(UTILISEE.format(nom=valeur, usages=", ".join(f"{n} {mot}" for mot, n in usages)))
    journaliser(par=par, acte=Acte.VALEUR_SUPPRIMEE, objet=valeur, motif=str(valeur))
    valeur.delete()


@transaction.atomic
def ranger_valeurs(*, par, modele: type[ValeurDeReference], cles: Iterable[int], **groupe: Any) -> list[int]:
    """Pose l'ordre demandé et rend l'ordre obtenu ; ce que la demande ne connaissait pas reste à la fin.

    `groupe` limite la liste (`type_evenement=` pour les motifs).
    """
    exiger(par, "admin.ecriture")
    valeurs = {v.pk: v for v in modele.objects.select_for_update().filter(**groupe).order_by("rang", "pk")}
    ordre = ranger(list(valeurs), cles)
    if ordre == list(valeurs):
        return ordre
    avant = ", ".join(map(str, valeurs.values()))
    for rang, cle in enumerate(ordre, 1):
        valeurs[cle].rang = rang
    modele.objects.bulk_update(valeurs.values(), ["rang"])
    apres = ", ".join(str(valeurs[cle]) for cle in ordre)
    changement = Changement("rang", "ordre", avant, apres)
    journaliser(par=par, acte=Acte.VALEURS_RANGEES, objet=valeurs[ordre[0]], changements=[changement])
    return ordre


def _garder(valeur: ValeurDeReference) -> None:
    autres = soeurs(valeur).filter(libelle__iexact=valeur.libelle).exclude(pk=valeur.pk).order_by("pk")
    if autre := autres.first():
        etat = "" if autre.is_active else " (désactivée)"
        raise Refus(f"« {autre} » est déjà dans cette liste{etat}.", champ="libelle")
    if valeur.is_defaut and not valeur.is_active:
        raise Refus("Une valeur désactivée ne peut pas être proposée d’office.", champ="is_defaut")


def _seule_par_defaut(valeur: ValeurDeReference) -> None:
    """Une valeur par défaut au plus par liste : la dernière choisie."""
    if valeur.is_defaut:
        soeurs(valeur).filter(is_defaut=True).exclude(pk=valeur.pk).update(is_defaut=False)


def _rattacher(valeur: ValeurDeReference, prestations: Iterable) -> list[Changement]:
    if not hasattr(valeur, "prestations"):
        return []
    avant, apres = list(valeur.prestations.order_by("cle_tri", "pk")), list(prestations)
    if set(avant) == set(apres):
        return []
    valeur.prestations.set(apres)
    mots = [", ".join(map(str, liste)) or "toutes" for liste in (avant, apres)]
    return [Changement("prestations", "prestations", *mots)]
