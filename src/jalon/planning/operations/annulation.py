"""Annuler, reporter, rétablir une séance."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.journal.operations import Changement
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte, AnnuleePar, EtatSeance, Presence
from ..models import Occupation, Seance
from ..models.seance import ANNULEES
from ..registres import VERROUS_SEANCE
from ..rules.etats import refus_passage, refus_retablir
from .commun import (
    SaisieSeance,
    changer_etat,
    conclure,
    dossiers_de,
    exiger_actifs,
    exiger_agendas,
    poser_participants,
    signaler_seance,
    verrouiller_seance,
)
from .conflits import occuper
from .planification import planifier_seance


@transaction.atomic
def annuler_seance(*, par, seance: Seance, version: int, annulee_par: str, motif: str) -> Seance:
    """Annule une séance programmée ; elle libère ce qu'elle occupait. Lève `Refus` sans motif."""
    if annulee_par not in AnnuleePar:
        raise Refus("Dites qui annule.", champ="annulee_par")
    if not motif.strip():
        raise Refus("Dites pourquoi la séance est annulée.", champ="motif")
    seance = _prendre(par, seance, version, EtatSeance.ANNULEE)
    dossiers = dossiers_de(seance)
    seance.annulee_par, seance.motif = annulee_par, motif
    changer_etat(seance, EtatSeance.ANNULEE, par=par, motif=motif)
    seance.save()
    _liberer(seance)
    changement = Changement(
        "etat", str(seance), EtatSeance.PROGRAMMEE.label, f"Annulée par : {AnnuleePar(annulee_par).label}"
    )
    conclure(seance, dossiers, par=par, acte=Acte.SEANCE_ANNULEE, changements=[changement], motif=motif)
    return seance


@transaction.atomic
def quitter_seance(*, par, seance: Seance, dossier: Dossier, motif: str) -> Seance:
    """Le dossier ne viendra pas : sa séance s'annule ; d'une séance collective, il se retire seul."""
    if seance.participations.count() == 1:
        return annuler_seance(
            par=par, seance=seance, version=seance.version, annulee_par=AnnuleePar.BENEFICIAIRE, motif=motif
        )
    avancer_version(seance, seance.version, quoi="cette séance")
    seance = verrouiller_seance(seance)
    exiger_agendas(par, [a.personne for a in seance.animations.select_related("personne")])
    dossiers = dossiers_de(seance)
    poser_participants(seance, [reste for reste in dossiers if reste != dossier], par=par)
    occuper(seance, par=par, sujets=dossiers)
    changement = Changement("dossiers", str(seance), str(dossier), "—")
    conclure(seance, dossiers, par=par, acte=Acte.SEANCE_MODIFIEE, changements=[changement], motif=motif)
    return seance


@transaction.atomic
def reporter_seance(
    *, par, seance: Seance, version: int, debut: datetime, fin: datetime, motif: str = "", motif_conflit: str = ""
) -> Seance:
    """Reporte une séance programmée : l'ancienne garde le lien vers la nouvelle, que l'acte rend."""
    seance = _prendre(par, seance, version, EtatSeance.REPORTEE)
    dossiers = dossiers_de(seance)
    changer_etat(seance, EtatSeance.REPORTEE, par=par, motif=motif)
    seance.motif = motif
    seance.save()
    _liberer(seance)
    nouvelle = planifier_seance(
        par=par, saisie=_reprise(seance, dossiers, debut, fin), motif_conflit=motif_conflit
    )
    _reprendre_etapes(seance, nouvelle)
    seance.reportee_vers = nouvelle
    seance.save()
    changement = Changement("etat", str(seance), EtatSeance.PROGRAMMEE.label, f"Reportée : {nouvelle}")
    conclure(seance, dossiers, par=par, acte=Acte.SEANCE_REPORTEE, changements=[changement], motif=motif)
    return nouvelle


@transaction.atomic
def retablir_seance(*, par, seance: Seance, version: int, motif_conflit: str = "") -> Seance:
    """Remet une séance validée, annulée ou reportée à « programmée », tant que rien n'est signé ni facturé.

    Lève `ConflitAgenda` si son moment a été pris entre-temps.
    """
    seance = _prendre(par, seance, version, EtatSeance.PROGRAMMEE)
    suivante = seance.reportee_vers
    verrous = {verrou for source in VERROUS_SEANCE for verrou in source.verrous(seance)}
    phrase = refus_retablir(
        signee="signee" in verrous,
        facturee="facturee" in verrous,
        remplacee_realisee=bool(suivante and suivante.etat == EtatSeance.REALISEE),
    )
    if phrase:
        raise Refus(phrase)
    dossiers = dossiers_de(seance)
    if seance.debut > timezone.now():
        exiger_actifs(a.personne for a in seance.animations.select_related("personne__utilisateur"))
    avant = seance.get_etat_display()
    _annuler_la_suivante(par, seance)
    changer_etat(seance, EtatSeance.PROGRAMMEE, par=par)
    seance.annulee_par, seance.motif, seance.reportee_vers = "", "", None
    seance.save()
    seance.participations.update(presence=Presence.ATTENDU, minutes=None, motif="")
    occuper(seance, par=par, motif_conflit=motif_conflit, sujets=dossiers)
    changement = Changement("etat", str(seance), avant, EtatSeance.PROGRAMMEE.label)
    conclure(seance, dossiers, par=par, acte=Acte.SEANCE_RETABLIE, changements=[changement])
    return seance


def _prendre(par, seance: Seance, version: int, apres: str) -> Seance:
    avancer_version(seance, version, quoi="cette séance")
    seance = verrouiller_seance(seance)
    exiger_agendas(par, [a.personne for a in seance.animations.select_related("personne")])
    if phrase := refus_passage(seance.etat, apres):
        raise Refus(phrase)
    if apres in ANNULEES:
        signaler_seance(seance, par=par, motif=f"Séance {EtatSeance(apres).label.lower()}.")
    return seance


def _liberer(seance: Seance) -> None:
    Occupation.objects.filter(seance=seance).update(is_active=False)


def _reprise(seance: Seance, dossiers, debut: datetime, fin: datetime) -> SaisieSeance:
    return SaisieSeance(
        debut=debut, fin=fin, action=seance.action, intitule=seance.intitule, lieu=seance.lieu,
        lien_visio=seance.lien_visio, notes=seance.notes, dossiers=tuple(dossiers),
        animateurs=tuple(a.personne for a in seance.animations.select_related("personne").order_by("rang")),
        ressources=tuple(seance.ressources.all()), is_collective=seance.genre == "collective",
    )  # fmt: skip


def _reprendre_etapes(seance: Seance, nouvelle: Seance) -> None:
    etapes = dict(seance.participations.values_list("dossier", "etape"))
    for participation in nouvelle.participations.all():
        participation.etape_id = etapes.get(participation.dossier_id)
        participation.save(update_fields=["etape"])


def _annuler_la_suivante(par, seance: Seance) -> None:
    """Rétablir une séance reportée annule celle qui la remplaçait."""
    suivante = seance.reportee_vers
    if suivante and suivante.etat == EtatSeance.PROGRAMMEE:
        annuler_seance(
            par=par, seance=suivante, version=suivante.version, annulee_par=AnnuleePar.ORGANISME,
            motif="La séance reportée est rétablie.",
        )  # fmt: skip
