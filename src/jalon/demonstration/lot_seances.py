"""Lot 5 : environ quinze mille séances, de l'ouverture de la maison aux prochains mois."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

import holidays

from jalon.annuaire.enums import RolePersonne
from jalon.annuaire.models import Personne
from jalon.dossiers.enums import Avancement
from jalon.dossiers.models import Dossier
from jalon.planning.enums import EtatSeance
from jalon.planning.models import Occupation
from jalon.planning.queries import jours_fermes
from jalon.prestations.models import EtapeDeroule, VersionPrestation
from jalon.structure.models import Lieu

from . import annuaire, existant
from .maison import UTILISATEURS
from .monde import ANCIENNETE, Monde
from .seances.agenda import Agenda, case_de
from .seances.composition import Composition, est_en_groupe
from .seances.ecriture import ecrire
from .seances.parcours import Demande, Parcours, tracer

A_VENIR = 120  # jours après le jour de référence
MATIN, FIN_DE_MATINEE, APRES_MIDI, SOIR = case_de(8, 30), case_de(10, 30), case_de(13, 30), case_de(17)
EN_GROUPE_AUJOURDHUI = 4


def poser(jour: date) -> None:
    """Écrit le lot sur les dossiers qui n'ont pas encore de séance. Sans la maison de démonstration, rien."""
    monde = Monde(jour, graine="jalon-lot-5")
    if not existant.charger(monde):
        return
    _ficher_la_responsable(monde)
    composition = _composition(monde)
    responsable = Personne.objects.filter(utilisateur=monde.utilisateurs.get("responsable")).first()
    _reunions(composition, monde, responsable)
    parcours = _parcours(monde, composition)
    _aujourd_hui(composition, monde, parcours, responsable)
    for un in parcours:
        composition.placer(un)
    ecrire(composition.fiches)
    monde.chronologie.poser()


def _ficher_la_responsable(monde: Monde) -> None:
    """Elle anime aussi : réunions, et quelques séances avec ses équipes."""
    compte = monde.utilisateurs.get("responsable")
    if compte is None or Personne.objects.filter(utilisateur=compte).exists():
        return
    _, prenom, nom, _, centre = next(ligne for ligne in UTILISATEURS if ligne[0] == "responsable")
    donnees = {
        "prenom": prenom, "nom": nom, "centre": monde.centres.get(centre), "utilisateur": compte,
        "courriel": compte.courriel, "fonction": "Responsable pédagogique",
    }  # fmt: skip
    annuaire.creer_fiche(monde, donnees, RolePersonne.PERSONNEL, monde.il_y_a(ANCIENNETE - 40))


def _composition(monde: Monde) -> Composition:
    fiches = Personne.objects.filter(
        roles__role=RolePersonne.PERSONNEL, utilisateur__is_active=True, archivee_at=None
    )
    fiches = fiches.select_related("utilisateur").order_by("pk")
    animateurs = {personne.utilisateur_id: personne for personne in fiches}
    lieux: dict[int, list[Lieu]] = defaultdict(list)
    for lieu in Lieu.objects.actifs().filter(is_partageable=False).order_by("capacite", "pk"):
        lieux[lieu.centre_id].append(lieu)
    agenda = Agenda(_fermes(monde.jour))
    for cle, debut, fin in Occupation.objects.filter(is_active=True).values_list("cle", "debut", "fin"):
        agenda.bloquer(cle, debut, fin)
    return Composition(monde.jour, agenda, monde.alea, animateurs, lieux)


def _fermes(jour: date) -> set[date]:
    """Les jours fériés, et ceux que la maison a fermés."""
    debut, fin = jour - timedelta(days=ANCIENNETE), jour + timedelta(days=A_VENIR)
    return set(holidays.France(years=range(debut.year, fin.year + 1))) | jours_fermes(debut, fin, None)


def _reunions(composition: Composition, monde: Monde, responsable: Personne | None) -> None:
    """Le premier lundi du mois, chaque centre se réunit ; le jour même, la responsable a deux rendez-vous."""
    equipes: dict[int, list[Personne]] = defaultdict(list)
    for personne in composition.animateurs.values():
        equipes[personne.centre_id].append(personne)
    for jour in _lundis(monde.jour):
        for membres in equipes.values():
            composition.reunir(jour, MATIN, 90, "Réunion d’équipe", membres)
    if responsable:
        composition.reunir(monde.jour, case_de(9), 60, "Point hebdomadaire", [responsable])
        composition.reunir(monde.jour, case_de(11), 60, "Comité de suivi avec un financeur", [responsable])


def _lundis(jour: date) -> list[date]:
    jours = (jour + timedelta(days=n) for n in range(-ANCIENNETE + 100, A_VENIR - 30))
    return [j for j in jours if j.weekday() == 0 and j.day <= 7 and j != jour]


def _parcours(monde: Monde, composition: Composition) -> list[Parcours]:
    dossiers = Dossier.objects.filter(
        annule_at=None, participations=None, conseiller__in=list(composition.animateurs)
    )
    etapes = _etapes_par_version()
    versions = VersionPrestation.objects.publiees().order_by("numero")
    en_vigueur = dict(versions.values_list("prestation", "pk"))
    lus = dossiers.select_related("beneficiaire", "conseiller").prefetch_related("evenements")
    traces = (
        tracer(
            dossier,
            [evenement.fait for evenement in dossier.evenements.all()],
            etapes.get(dossier.version_prestation_id or en_vigueur.get(dossier.prestation_id), ()),
            monde.jour,
            monde.alea,
        )
        for dossier in lus.order_by("created_at", "pk")
    )
    return [parcours for parcours in traces if parcours]


def _etapes_par_version() -> dict[int, list[EtapeDeroule]]:
    etapes: dict[int, list[EtapeDeroule]] = defaultdict(list)
    for etape in EtapeDeroule.objects.select_related("action").order_by("version", "rang"):
        etapes[etape.version_id].append(etape)
    return etapes


def _aujourd_hui(
    composition: Composition, monde: Monde, parcours: Sequence[Parcours], responsable: Personne | None
) -> None:
    """La journée du conseiller de la démonstration : trois entretiens, et un groupe avec sa responsable."""
    paul = monde.utilisateurs.get("conseiller")
    siens = [p for p in parcours if p.dossier.conseiller == paul and p.avancement == Avancement.EN_COURS]
    groupe = _poser_le_jour_meme(composition, siens, APRES_MIDI, en_groupe=True)
    if groupe and responsable:
        composition.inviter(groupe, responsable)
    for un in siens:
        demande = _demande(un, monde.jour, en_groupe=True)
        if groupe and demande and len(groupe.participations) < EN_GROUPE_AUJOURDHUI:
            composition.rejoindre(un, demande)
    for case in (MATIN, FIN_DE_MATINEE, SOIR):
        _poser_le_jour_meme(composition, siens, case, en_groupe=False)


def _poser_le_jour_meme(composition: Composition, siens: Sequence[Parcours], case: int, *, en_groupe: bool):
    """La première séance possible à cette heure, ou None."""
    for un in siens:
        demande = _demande(un, composition.jour, en_groupe=en_groupe, minutes=60 if case == SOIR else 240)
        if demande and composition.est_possible(un, demande, case):
            return composition.poser(un, demande, composition.jour, case, etat=EtatSeance.PROGRAMMEE)
    return None


def _demande(parcours: Parcours, jour: date, *, en_groupe: bool, minutes: int = 240) -> Demande | None:
    """Ce que ce dossier demande, ramené à ce jour."""
    for demande in parcours.demandes:
        action = demande.etape.action
        if est_en_groupe(action) == en_groupe and action.minutes <= minutes and not action.is_terminale:
            return Demande(demande.etape, jour)
    return None
