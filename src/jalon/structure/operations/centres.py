"""Actes sur les centres et leurs horaires."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import ECRITURE, Acte
from ..models import Centre, PlageOuverture
from ..rules import Plage, horaires_en_mots, refus_plages
from . import commun

CODE_MAX = 20


@transaction.atomic
def creer_centre(*, par: Any, **donnees: Any) -> Centre:
    """Crée un centre. Sans code, il est tiré du nom. Lève `Refus` : nom ou code déjà pris."""
    centre = Centre()
    donnees = {**donnees, "code": donnees.get("code") or _code_libre(donnees.get("libelle", ""))}
    return commun.creer(par, centre, donnees, Acte.CENTRE_CREE, _garder)


@transaction.atomic
def modifier_centre(*, par: Any, objet: Centre, version: int, donnees: Mapping[str, Any]) -> Centre:
    """Modifie un centre lu à cette version. Lève `Conflit`, ou `Refus` : nom ou code déjà pris."""
    donnees = {**donnees, "code": donnees.get("code") or objet.code}
    return commun.modifier(par, objet, version, donnees, Acte.CENTRE_MODIFIE, _garder)


@transaction.atomic
def basculer_centre(*, par: Any, objet: Centre, is_active: bool) -> Centre:
    """Désactivé, un centre n'est plus proposé ; ce qui s'y rattache y reste."""
    acte = Acte.CENTRE_REACTIVE if is_active else Acte.CENTRE_DESACTIVE
    return commun.basculer(par, objet, is_active, acte)


@transaction.atomic
def supprimer_centre(*, par: Any, objet: Centre) -> None:
    """Lève `Refus` avec la liste des usages."""
    commun.supprimer(par, objet, Acte.CENTRE_SUPPRIME)


@transaction.atomic
def regler_horaires(*, par: Any, centre: Centre, version: int, plages: Iterable[Plage]) -> Centre:
    """Remplace les plages d'ouverture d'un centre lu à cette version. Lève `Conflit`, ou `Refus`."""
    exiger(par, ECRITURE)
    nouvelles = sorted(set(plages))
    if refus := refus_plages(nouvelles):
        raise Refus(refus[1], champ=str(refus[0]))
    anciennes = sorted(p.plage for p in centre.plages.all())
    if nouvelles == anciennes:
        return centre
    avancer_version(centre, version, quoi=f"les horaires de « {centre} »")
    centre.plages.all().delete()
    PlageOuverture.objects.bulk_create([PlageOuverture(centre=centre, **p._asdict()) for p in nouvelles])
    changement = Changement("plages", "horaires", _en_mots(anciennes), _en_mots(nouvelles))
    journaliser(par=par, acte=Acte.HORAIRES_REGLES, objet=centre, changements=[changement])
    return centre


def _en_mots(plages: list[Plage]) -> str:
    if not plages:
        return "—"
    return " ; ".join(f"{jours} : {moments}" for jours, moments in horaires_en_mots(plages))


def _garder(centre: Centre) -> None:
    phrase = "Le centre « {autre} » porte déjà ce "
    commun.refuser_doublon(centre, "code", phrase + "code.", code__iexact=centre.code)
    commun.refuser_doublon(centre, "libelle", phrase + "nom.", libelle__iexact=centre.libelle)


def _code_libre(libelle: str) -> str:
    """« Saint-Malo » devient « saint-malo », ou « saint-malo-2 » si le code est pris."""
    racine = slugify(libelle)[: CODE_MAX - 3].strip("-") or "centre"
    pris = set(Centre.objects.filter(code__startswith=racine).values_list("code", flat=True))
    return next(code for code in (racine, *(f"{racine}-{n}" for n in range(2, 100))) if code not in pris)
