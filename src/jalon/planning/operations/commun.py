"""Ce que partagent les actes du planning : la saisie, les gardes, l'accès de l'animateur, le journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices

from jalon.annuaire.models import Personne
from jalon.dossiers.enums import Avancement, MotifAcces
from jalon.dossiers.models import AccesDossier, Dossier
from jalon.dossiers.operations.commun import refuser_annule
from jalon.journal.operations import Changement, journaliser
from jalon.prestations.models import Action
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.structure.models import Lieu, Ressource

from ..enums import EtatSeance, GenreSeance
from ..models import Animation, ChangementEtat, Participation, Seance
from ..models.agendas import agendas_ecrits
from ..registres import SUITES_SEANCE

DROIT = "planning.ecriture"
FERMES = {
    Avancement.ABANDONNE: "{dossier} est abandonné : on n’y planifie plus de séance.",
    Avancement.TERMINE: "{dossier} est terminé : rouvrez-le avant d’y planifier une séance.",
}


@dataclass(frozen=True)
class SaisieSeance:
    """Ce que l'on saisit d'une séance. Sans action, elle est hors production et porte un intitulé."""

    debut: datetime
    fin: datetime
    animateurs: tuple[Personne, ...]
    action: Action | None = None
    dossiers: tuple[Dossier, ...] = ()
    intitule: str = ""
    lieu: Lieu | None = None
    lien_visio: str = ""
    notes: str = ""
    ressources: tuple[Ressource, ...] = ()
    is_collective: bool = False

    @property
    def genre(self) -> str:
        if self.action is None:
            return GenreSeance.HORS_PRODUCTION
        return GenreSeance.COLLECTIVE if self.is_collective or len(self.dossiers) > 1 else GenreSeance.INDIVIDUELLE


def verrouiller_seance(seance: Seance) -> Seance:
    """Relit la séance dans la transaction et la garde jusqu'à la fin."""
    return Seance.objects.select_for_update(of=("self",)).get(pk=seance.pk)


def exiger_agendas(par, personnes: Iterable[Personne]) -> None:
    """Lève `Refus` si un animateur n'est pas de ceux dont `par` écrit l'agenda."""
    exiger(par, DROIT)
    demandes = list(personnes)
    if not demandes:
        raise Refus("Choisissez qui anime la séance.", champ="animateurs")
    permis = set(agendas_ecrits(par).filter(pk__in=[p.pk for p in demandes]).values_list("pk", flat=True))
    for personne in demandes:
        if personne.pk not in permis:
            raise Refus(f"L’agenda de {personne} ne fait pas partie de ceux que vous tenez.", champ="animateurs")


def exiger_actifs(personnes: Iterable[Personne]) -> None:
    """Lève `Refus` si l'on planifie pour quelqu'un qui n'est plus là. Ce qui est déjà planifié lui reste."""
    for personne in personnes:
        if personne.archivee_at:
            raise Refus(f"La fiche de {personne} est archivée.", champ="animateurs")
        if personne.utilisateur_id and not personne.utilisateur.is_active:
            raise Refus(f"Le compte de {personne} est désactivé : choisissez qui le remplace.", champ="animateurs")


def garder_dossiers(par, dossiers: Iterable[Dossier]) -> list[Dossier]:
    """Les dossiers relus et verrouillés, dans l'ordre. Lève `Refus` si l'un n'accepte plus de séance."""
    pks = [dossier.pk for dossier in dossiers]
    lus = list(Dossier.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
    permis = set(Dossier.objects.visibles_par(par).filter(pk__in=pks).values_list("pk", flat=True))
    for dossier in lus:
        if dossier.pk not in permis:
            raise Refus("Ce dossier n’est pas dans votre périmètre, ou il est annulé.", champ="dossiers")
        if phrase := FERMES.get(Avancement(dossier.avancement)):
            raise Refus(phrase.format(dossier=dossier), champ="dossiers")
    return lus


def dossiers_de(seance: Seance) -> list[Dossier]:
    """Les dossiers de la séance, verrouillés. Lève `Refus` s'ils sont tous annulés : rien ne s'y écrit plus."""
    pks = seance.participations.values_list("dossier", flat=True)
    lus = list(Dossier.objects.select_for_update(of=("self",)).filter(pk__in=list(pks)).order_by("pk"))
    if lus and all(dossier.annule_at for dossier in lus):
        refuser_annule(lus[0])
    return lus


def changer_etat(seance: Seance, apres: str, *, par, motif: str = "") -> None:
    """Pose l'état et garde la trace du passage ; la séance s'enregistre avec."""
    ChangementEtat.objects.create(
        seance=seance, avant=seance.etat if seance.pk and apres != seance.etat else "", apres=apres,
        motif=motif, auteur=par,
    )  # fmt: skip
    seance.etat = apres


def poser_acces_animateurs(dossiers: Iterable[Dossier]) -> None:
    """Un animateur qui a un compte suit les dossiers de ses séances, tant qu'il en a."""
    for dossier in dossiers:
        animent = set(
            Animation.objects.filter(seance__participations__dossier=dossier, personne__utilisateur__isnull=False)
            .exclude(seance__etat__in=(EtatSeance.ANNULEE, EtatSeance.REPORTEE))
            .values_list("personne__utilisateur", flat=True)
        )
        lignes = AccesDossier.objects.filter(dossier=dossier, motif=MotifAcces.ANIMATEUR)
        deja = set(lignes.values_list("utilisateur", flat=True))
        if perdus := deja - animent:
            lignes.filter(utilisateur__in=perdus).delete()
        AccesDossier.objects.bulk_create(
            AccesDossier(dossier=dossier, utilisateur_id=pk, motif=MotifAcces.ANIMATEUR)
            for pk in sorted(animent - deja)
        )


def conclure(
    seance: Seance, dossiers: Iterable[Dossier], *, par, acte: TextChoices, changements: list[Changement],
    motif: str = "",
) -> None:  # fmt: skip
    """Accès des animateurs, journal de chaque dossier (de la séance, hors production), annonces."""
    dossiers = list(dossiers)
    poser_acces_animateurs(dossiers)
    for sujet in dossiers or [seance]:
        journaliser(par=par, acte=acte, objet=seance, sujet=sujet, changements=changements, motif=motif)
    for dossier in dossiers:
        faits_modifies(dossier)


def signaler_seance(seance: Seance, *, par, motif: str) -> None:
    """Dit aux pièces inscrites que la séance n'est plus celle que l'on a signée."""
    for suite in SUITES_SEANCE:
        suite.seance_changee(seance, par, motif)


def signaler_participation(participation: Participation, *, par, motif: str) -> None:
    """Dit aux pièces inscrites que cette participation, et elle seule, change."""
    for suite in SUITES_SEANCE:
        suite.participation_changee(participation, par, motif)


def poser_participants(seance: Seance, dossiers: Iterable[Dossier], *, par) -> None:
    """Met la liste des dossiers à jour ; ceux qui restent gardent présence et étape."""
    voulus = {dossier.pk: dossier for dossier in dossiers}
    partants = seance.participations.exclude(dossier__in=voulus)
    for participation in partants.order_by("pk"):
        signaler_participation(participation, par=par, motif="N’est plus dans la séance.")
    partants.delete()
    deja = set(seance.participations.values_list("dossier", flat=True))
    for pk, dossier in voulus.items():
        if pk not in deja:
            Participation.objects.create(seance=seance, dossier=dossier, etape_id=etape_proposee(seance, dossier))


def etape_proposee(seance: Seance, dossier: Dossier) -> int | None:
    """La première étape du dossier, de cette action, à laquelle il manque des séances."""
    if seance.action_id is None or dossier.version_prestation_id is None:
        return None
    etapes = dossier.version_prestation.etapes.filter(action=seance.action_id).order_by("rang")
    vivantes = Participation.objects.filter(dossier=dossier, seance__etat__in=("programmee", "realisee"))
    prises = list(vivantes.exclude(seance=seance).values_list("etape", flat=True))
    for pk, nombre in etapes.values_list("pk", "nombre_seances"):
        if prises.count(pk) < nombre:
            return pk
    return None


def poser_animateurs(seance: Seance, personnes: Iterable[Personne]) -> None:
    """Met la liste des animateurs à jour, dans l'ordre ; ceux qui restent gardent leur temps de production."""
    voulues = list(personnes)
    seance.animations.exclude(personne__in=voulues).delete()
    for rang, personne in enumerate(voulues):
        Animation.objects.update_or_create(seance=seance, personne=personne, defaults={"rang": rang})
