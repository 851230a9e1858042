"""Lire des agendas côte à côte : personnes et salles, une période, ce que l'utilisateur a le droit d'y lire."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.socle.jours import minuit
from jalon.structure.models import Fermeture, Lieu

from .enums import EtatSeance, GenreSeance
from .models import Animation, Occupation, Participation, Seance
from .models.agendas import agendas_ecrits, agendas_lus
from .rules.agenda import AGENDAS_MAX, AGENDAS_PROPOSES, nom_court
from .rules.teintes import ton_de

OCCUPE = "Occupé"


@dataclass(frozen=True)
class AgendaMontre:
    """Une colonne : la clé de ce qui est occupé (« p12 », « l3 »), son nom, et l'en-tête court."""

    cle: str
    nom: str
    court: str


@dataclass(frozen=True)
class EvenementAgenda:
    """Une séance dans une ou plusieurs colonnes. Illisible, elle n'a ni nom, ni action, ni clé : « Occupé »."""

    debut: datetime
    fin: datetime
    cles: tuple[str, ...]
    titre: str = OCCUPE
    quoi: str = ""
    ton: str = "occupe"
    seance: Seance | None = None
    can_deplacer: bool = False

    @property
    def jour(self) -> date:
        return timezone.localtime(self.debut).date()

    @property
    def pour_ecran(self) -> dict[str, Any]:
        """Ce que le calendrier du navigateur lit ; heures locales de la maison, sans fuseau."""
        dit = {
            "start": f"{timezone.localtime(self.debut):%Y-%m-%dT%H:%M}",
            "end": f"{timezone.localtime(self.fin):%Y-%m-%dT%H:%M}",
            "resourceIds": self.cles,
            "title": self.titre,
            "classNames": [f"j-ev--{self.ton}"],
            "editable": self.can_deplacer,
        }
        if self.seance is None:
            return dit | {"extendedProps": {"quoi": ""}}
        plus = {"quoi": self.quoi, "version": self.seance.version, "pk": self.seance.pk}
        return dit | {"id": str(self.seance.pk), "extendedProps": plus}


def agendas_montres(par: Any, personnes: Iterable[str], lieux: Iterable[str]) -> list[AgendaMontre]:
    """Les colonnes demandées que l'on a le droit de lire, dix au plus ; sans demande, la sienne.

    Deux requêtes.
    """
    choisies, salles = _cles(personnes), _cles(lieux)
    lus = agendas_lus(par).actives().order_by("cle_tri", "pk")
    if choisies or salles:
        fiches = list(lus.filter(pk__in=choisies)[:AGENDAS_MAX])
    else:
        fiches = list(lus.filter(utilisateur=par)) or list(
            lus.filter(utilisateur__isnull=False)[:AGENDAS_PROPOSES]
        )
    montres = [AgendaMontre(f"p{p.pk}", str(p), nom_court(p.nom, p.prenom)) for p in fiches]
    if salles:
        lus_lieux = Lieu.objects.actifs().filter(pk__in=salles).select_related("centre").order_by("cle_tri", "pk")
        montres += [AgendaMontre(f"l{lieu.pk}", str(lieu), lieu.libelle) for lieu in lus_lieux]
    return montres[:AGENDAS_MAX]


def _cles(valeurs: Iterable[str]) -> list[int]:
    return [int(v) for v in valeurs if v.isascii() and v.isdigit() and len(v) < 10][:AGENDAS_MAX]


def evenements(par: Any, agendas: list[AgendaMontre], debut: date, fin: date) -> list[EvenementAgenda]:
    """Ce qui occupe ces agendas du jour `debut` inclus au jour `fin` exclu, dans l'ordre. Huit requêtes au plus.

    Les bornes portent sur le début : une séance ne passe pas minuit. Index `occupation_cle_debut`.
    """
    cles: dict[int, list[str]] = {}
    prises = Occupation.objects.filter(
        cle__in=[a.cle for a in agendas], debut__gte=minuit(debut), debut__lt=minuit(fin)
    )
    for seance, cle in prises.values_list("seance", "cle"):
        cles.setdefault(seance, []).append(cle)
    seances = Seance.objects.filter(pk__in=cles).pour_liste().order_by("debut", "pk")
    lisibles = set(Seance.objects.lisibles_par(par).filter(pk__in=cles).values_list("pk", flat=True))
    ecrits = set(agendas_ecrits(par).values_list("pk", flat=True))
    return [
        _evenement(seance, tuple(sorted(cles[seance.pk])), lisible=seance.pk in lisibles, ecrits=ecrits)
        for seance in seances
        if seance.pk in lisibles or not seance.is_annulee
    ]


def _evenement(seance: Seance, cles: tuple[str, ...], *, lisible: bool, ecrits: set[int]) -> EvenementAgenda:
    if not lisible:
        return EvenementAgenda(seance.debut, seance.fin, cles)
    animations: list[Animation] = list(seance.animations.all())
    tenue = all(a.personne_id in ecrits for a in animations)
    return EvenementAgenda(
        seance.debut,
        seance.fin,
        cles,
        titre=_titre(seance),
        quoi=_quoi(seance),
        ton=_ton(seance),
        seance=seance,
        can_deplacer=bool(animations) and tenue and seance.etat == EtatSeance.PROGRAMMEE,
    )


def _titre(seance: Seance) -> str:
    """« MARTIN C. » pour une personne, « 6 personnes » à plusieurs, l'intitulé d'une réunion."""
    participations: list[Participation] = list(seance.participations.all())
    if seance.genre == GenreSeance.HORS_PRODUCTION:
        return seance.intitule
    if len(participations) != 1:
        return f"{len(participations)} personnes"
    personne: Personne = participations[0].dossier.beneficiaire
    return f"{personne.nom.upper()} {personne.prenom[:1]}." if personne.prenom else personne.nom.upper()


def _quoi(seance: Seance) -> str:
    if seance.is_annulee:
        return seance.get_etat_display()
    if seance.genre == GenreSeance.HORS_PRODUCTION:
        return ", ".join(str(a.personne) for a in seance.animations.all())
    return str(seance.action)


def _ton(seance: Seance) -> str:
    if seance.is_annulee:
        return "annule"
    return ton_de(seance.action.phase, seance.action.nature) if seance.action else "hors"


def fermetures(debut: date, fin: date) -> list[Fermeture]:
    """Les fermetures de toute la maison qui touchent la période. Une requête."""
    return list(Fermeture.objects.actifs().entre(debut, fin).filter(centre__isnull=True).order_by("date_debut"))
