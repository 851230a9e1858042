"""Valider une séance : elle s'est tenue, et voici qui était là."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement
from jalon.socle.erreurs import Refus
from jalon.socle.formats import montrer_duree
from jalon.socle.versions import avancer_version

from ..enums import Acte, EtatSeance, Presence
from ..models import Participation, Seance
from ..rules.etats import refus_passage, refus_valider
from ..rules.heures import refus_minutes
from .commun import changer_etat, conclure, dossiers_de, exiger_agendas, signaler_participation, verrouiller_seance


@dataclass(frozen=True)
class PresenceSaisie:
    """La présence d'une participation ; `minutes` réelles, None pour la durée prévue ; motif d'une absence."""

    participation: int
    presence: str
    minutes: int | None = None
    motif: str = ""


@transaction.atomic
def valider_seance(*, par, seance: Seance, version: int, presences: Sequence[PresenceSaisie] = ()) -> Seance:
    """Passe la séance à réalisée. Une participation que l'on ne nomme pas est présente.

    Corriger une séance déjà réalisée suit le même chemin. Lève `Refus` : pas commencée, annulée, trop longue.
    """
    avancer_version(seance, version, quoi="cette séance")
    seance = verrouiller_seance(seance)
    exiger_agendas(par, [a.personne for a in seance.animations.select_related("personne")])
    is_correction = seance.etat == EtatSeance.REALISEE
    phrase = None if is_correction else refus_passage(seance.etat, EtatSeance.REALISEE)
    phrase = phrase or refus_valider(is_commencee=seance.debut <= timezone.now())
    if phrase:
        raise Refus(phrase)
    dossiers = dossiers_de(seance)
    changements = _poser_presences(seance, presences, par)
    if not is_correction:
        changer_etat(seance, EtatSeance.REALISEE, par=par)
    seance.save()
    conclure(seance, dossiers, par=par, acte=Acte.SEANCE_VALIDEE, changements=changements)
    return seance


def _poser_presences(seance: Seance, presences: Sequence[PresenceSaisie], par) -> list[Changement]:
    saisies = {saisie.participation: saisie for saisie in presences}
    changements = []
    for participation in seance.participations.select_related("dossier__beneficiaire").order_by("pk"):
        saisie = saisies.get(participation.pk) or PresenceSaisie(participation.pk, Presence.PRESENT)
        changements.append(_poser_presence(seance, participation, saisie, par))
    return [changement for changement in changements if changement]


def _poser_presence(
    seance: Seance, participation: Participation, saisie: PresenceSaisie, par
) -> Changement | None:
    if saisie.presence not in (Presence.PRESENT, Presence.ABSENT_EXCUSE, Presence.ABSENT_INJUSTIFIE):
        raise Refus("Dites si la personne était là.", champ=f"presence_{participation.pk}")
    minutes = saisie.minutes if saisie.presence == Presence.PRESENT else None
    if phrase := refus_minutes(minutes, seance.minutes):
        raise Refus(phrase, champ=f"minutes_{participation.pk}")
    avant, etait_attendue = en_mots(participation), participation.presence == Presence.ATTENDU
    participation.presence, participation.minutes = saisie.presence, minutes
    participation.motif = saisie.motif if saisie.presence != Presence.PRESENT else ""
    apres = en_mots(participation)
    if avant != apres and not (etait_attendue and apres == Presence.PRESENT.label):
        signaler_participation(participation, par=par, motif=f"Présence corrigée : {apres}.")
    participation.save(update_fields=["presence", "minutes", "motif"])
    if avant == apres:
        return None
    return Changement("presence", str(participation.dossier.beneficiaire), avant, apres)


def en_mots(participation: Participation) -> str:
    """« Présent, 1 h 30 », « Absent excusé : maladie »."""
    mots = participation.get_presence_display()
    if participation.minutes is not None:
        mots = f"{mots}, {montrer_duree(participation.minutes)}"
    return f"{mots} : {participation.motif}" if participation.motif else mots
