"""Planifier, modifier, déplacer une séance."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from jalon.annuaire.models import Personne
from jalon.journal.operations import Changement, appliquer
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte, EtatSeance, GenreSeance
from ..models import Seance
from ..rules.creneau import refus_duree
from .commun import (
    SaisieSeance,
    changer_etat,
    conclure,
    dossiers_de,
    exiger_actifs,
    exiger_agendas,
    garder_dossiers,
    poser_animateurs,
    poser_participants,
    signaler_seance,
    verrouiller_seance,
)
from .conflits import occuper

QUOI = "cette séance"
SIGNES = {"debut", "fin", "animateurs"}  # ce qui, changé, n'est plus ce que l'on a signé


@transaction.atomic
def planifier_seance(*, par, saisie: SaisieSeance, motif_conflit: str = "") -> Seance:
    """Crée une séance programmée. Lève `Refus` (dossier fermé, agenda d'un autre) ou `ConflitAgenda`."""
    exiger_agendas(par, saisie.animateurs)
    exiger_actifs(saisie.animateurs)
    _verifier(saisie)
    dossiers = garder_dossiers(par, saisie.dossiers)
    seance = Seance(**_champs(saisie))
    seance.save()
    changer_etat(seance, EtatSeance.PROGRAMMEE, par=par)
    _poser(seance, saisie, dossiers, par)
    occuper(seance, par=par, motif_conflit=motif_conflit, sujets=dossiers)
    conclure(
        seance, dossiers, par=par, acte=Acte.SEANCE_PLANIFIEE,
        changements=[Changement("seance", "Séance", "—", str(seance))],
    )  # fmt: skip
    return seance


@transaction.atomic
def planifier_serie(*, par, saisies: Sequence[SaisieSeance], motif_conflit: str = "") -> list[Seance]:
    """Crée toutes ces séances, ou aucune : un conflit d'un seul jour arrête tout, et se nomme."""
    return [planifier_seance(par=par, saisie=saisie, motif_conflit=motif_conflit) for saisie in saisies]


@transaction.atomic
def modifier_seance(*, par, seance: Seance, version: int, saisie: SaisieSeance, motif_conflit: str = "") -> Seance:
    """Enregistre la fiche d'une séance encore programmée. Lève `Conflit` si une autre personne l'a modifiée."""
    seance = _prendre(par, seance, version)
    exiger_agendas(par, saisie.animateurs)
    exiger_actifs(saisie.animateurs)
    _verifier(saisie)
    avant = dossiers_de(seance)
    dossiers = garder_dossiers(par, saisie.dossiers)
    changements = appliquer(seance, _champs(saisie)) + _changements_de_liste(seance, saisie)
    seance.save()
    _signaler(seance, changements, par)
    _poser(seance, saisie, dossiers, par)
    occuper(seance, par=par, motif_conflit=motif_conflit, sujets=dossiers)
    touches = {dossier.pk: dossier for dossier in (*avant, *dossiers)}
    conclure(seance, touches.values(), par=par, acte=Acte.SEANCE_MODIFIEE, changements=changements)
    return seance


@transaction.atomic
def deplacer_seance(
    *, par, seance: Seance, version: int, debut: datetime, fin: datetime,
    animateur: tuple[Personne, Personne] | None = None, motif_conflit: str = "",
) -> Seance:  # fmt: skip
    """Change le moment d'une séance programmée, et la passe d'un animateur à l'autre si `animateur` le dit."""
    _verifier_moment(debut, fin)
    seance = _prendre(par, seance, version)
    personnes = [animation.personne for animation in seance.animations.select_related("personne").order_by("rang")]
    if animateur:
        personnes = list(dict.fromkeys(animateur[1] if p == animateur[0] else p for p in personnes))
    exiger_agendas(par, personnes)
    exiger_actifs(personnes)
    dossiers = dossiers_de(seance)
    changements = appliquer(seance, {"debut": debut, "fin": fin})
    if animateur:
        changements.append(Changement("animateurs", "Animateur", str(animateur[0]), str(animateur[1])))
    seance.save()
    _signaler(seance, changements, par)
    poser_animateurs(seance, personnes)
    occuper(seance, par=par, motif_conflit=motif_conflit, sujets=dossiers)
    conclure(seance, dossiers, par=par, acte=Acte.SEANCE_DEPLACEE, changements=changements)
    return seance


def _prendre(par, seance: Seance, version: int) -> Seance:
    """La séance verrouillée, à la version suivante ; lève `Refus` si elle n'est plus programmée ou pas à soi."""
    avancer_version(seance, version, quoi=QUOI)
    seance = verrouiller_seance(seance)
    exiger_agendas(par, [a.personne for a in seance.animations.select_related("personne")])
    if seance.etat != EtatSeance.PROGRAMMEE:
        raise Refus(f"Cette séance est {seance.get_etat_display().lower()} : rétablissez-la avant de la modifier.")
    return seance


def _verifier(saisie: SaisieSeance) -> None:
    _verifier_moment(saisie.debut, saisie.fin)
    if saisie.genre == GenreSeance.HORS_PRODUCTION and not saisie.intitule.strip():
        raise Refus("Sans action, donnez un intitulé : « Réunion d’équipe ».", champ="intitule")
    if saisie.genre == GenreSeance.HORS_PRODUCTION and saisie.dossiers:
        raise Refus("Avec des dossiers, la séance a une action.", champ="action")
    if saisie.genre != GenreSeance.HORS_PRODUCTION and not saisie.dossiers:
        raise Refus("Choisissez au moins un dossier.", champ="dossiers")
    if saisie.lieu and not saisie.lieu.is_active:
        raise Refus("Ce lieu n’est plus proposé.", champ="lieu")


def _verifier_moment(debut: datetime, fin: datetime) -> None:
    if phrase := refus_duree(debut, fin):
        raise Refus(phrase, champ="heure_fin")


def _champs(saisie: SaisieSeance) -> dict[str, Any]:
    noms = ("action", "intitule", "debut", "fin", "lieu", "lien_visio", "notes")
    return {"genre": saisie.genre, **{nom: getattr(saisie, nom) for nom in noms}}


def _signaler(seance: Seance, changements: list[Changement], par) -> None:
    """Jour, heures ou animateur changés : ce n'est plus la séance que l'on a signée."""
    changes = [c.libelle.lower() for c in changements if c.champ in SIGNES]
    if changes:
        signaler_seance(seance, par=par, motif=f"Séance changée : {', '.join(changes)}.")


def _poser(seance: Seance, saisie: SaisieSeance, dossiers, par) -> None:
    poser_participants(seance, dossiers, par=par)
    poser_animateurs(seance, saisie.animateurs)
    seance.ressources.set(saisie.ressources)


def _changements_de_liste(seance: Seance, saisie: SaisieSeance) -> list[Changement]:
    """Qui anime, qui participe, avec quoi : avant et après, quand la liste change."""
    participations = seance.participations.select_related("dossier__beneficiaire")
    listes = (
        ("animateurs", "Animateurs", seance.animations.select_related("personne"), saisie.animateurs),
        ("dossiers", "Dossiers", [p.dossier for p in participations], saisie.dossiers),
        ("ressources", "Ressources", seance.ressources.all(), saisie.ressources),
    )
    changements = []
    for code, libelle, *avant_apres in listes:
        avant, apres = (sorted(map(str, objets)) for objets in avant_apres)
        if avant != apres:
            changements.append(Changement(code, libelle, ", ".join(avant) or "—", ", ".join(apres) or "—"))
    return changements
