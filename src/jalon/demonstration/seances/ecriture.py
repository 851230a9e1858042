"""Écrit les séances en bloc, telles que les actes les auraient laissées, chaque chose à son instant."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from jalon.dossiers.enums import MotifAcces
from jalon.dossiers.models import AccesDossier, Dossier
from jalon.journal.models import Entree
from jalon.journal.operations import Changement, composer_entree
from jalon.planning.enums import Acte, AnnuleePar, EtatSeance
from jalon.planning.models import Animation, ChangementEtat, Occupation, Participation, Seance
from jalon.planning.operations.conflits import besoins_parmi, occupation
from jalon.planning.operations.validation import en_mots
from jalon.socle.annonces import faits_modifies

from ..bloc import inserer
from ..chronologie import dater_en_bloc
from .fiches import Fiche

PAQUET = 500
PROGRAMMEE = EtatSeance.PROGRAMMEE
ACTES = {
    EtatSeance.REALISEE: Acte.SEANCE_VALIDEE,
    EtatSeance.ANNULEE: Acte.SEANCE_ANNULEE,
    EtatSeance.REPORTEE: Acte.SEANCE_REPORTEE,
}


def ecrire(fiches: Sequence[Fiche]) -> None:
    """Écrit les séances et tout ce qui en dépend, puis annonce leurs dossiers."""
    fiches = sorted(fiches, key=lambda fiche: fiche.creee_at)
    _ecrire_les_seances(fiches)
    for lignes in (_animations, _participations, _occupations, _passages, _entrees, _acces):
        inserer(list(lignes(fiches)))
    _toucher_les_dossiers(fiches)


def _ecrire_les_seances(fiches: Sequence[Fiche]) -> None:
    for fiche in fiches:
        fiche.seance.created_at, fiche.seance.updated_at = fiche.creee_at, fiche.change_at or fiche.creee_at
    inserer([fiche.seance for fiche in fiches])
    reportees = [fiche for fiche in fiches if fiche.suivante]
    for fiche in reportees:
        fiche.seance.reportee_vers = fiche.suivante.seance
    Seance.objects.bulk_update([fiche.seance for fiche in reportees], ["reportee_vers"], PAQUET)


def _animations(fiches: Sequence[Fiche]) -> Iterator[Animation]:
    for fiche in fiches:
        for rang, personne in enumerate(fiche.animateurs):
            yield Animation(seance=fiche.seance, personne=personne, rang=rang)


def _participations(fiches: Sequence[Fiche]) -> Iterator[Participation]:
    for fiche in fiches:
        for participation in fiche.participations:
            participation.seance = fiche.seance
            yield participation


def _occupations(fiches: Sequence[Fiche]) -> Iterator[Occupation]:
    for fiche in fiches:
        personnes = [dossier.beneficiaire for dossier in fiche.dossiers]
        for besoin in besoins_parmi(fiche.animateurs, personnes, fiche.seance.lieu):
            yield occupation(fiche.seance, besoin)


def _passages(fiches: Sequence[Fiche]) -> Iterator[ChangementEtat]:
    """Programmée, puis ce qu'elle est devenue."""
    for fiche in fiches:
        qui = {"seance": fiche.seance, "auteur": fiche.auteur}
        yield ChangementEtat(**qui, apres=PROGRAMMEE, created_at=fiche.creee_at)
        if fiche.change_at:
            motif = "" if fiche.is_tenue else fiche.seance.motif
            yield ChangementEtat(
                **qui, avant=PROGRAMMEE, apres=fiche.seance.etat, motif=motif, created_at=fiche.change_at
            )


def _entrees(fiches: Sequence[Fiche]) -> Iterator[Entree]:
    """Ce que l'historique de chaque dossier en dit ; celui de la séance, hors production."""
    for fiche in fiches:
        planifiee = [Changement("seance", "Séance", "—", str(fiche.seance))]
        changements = list(_changements(fiche)) if fiche.change_at else []
        for sujet in fiche.dossiers or [fiche.seance]:
            qui = {"par": fiche.auteur, "objet": fiche.seance, "sujet": sujet}
            yield _le(fiche.creee_at, composer_entree(**qui, acte=Acte.SEANCE_PLANIFIEE, changements=planifiee))
            if fiche.change_at:
                quoi = {"acte": ACTES[fiche.seance.etat], "motif": fiche.seance.motif}
                yield _le(fiche.change_at, composer_entree(**qui, **quoi, changements=changements))


def _le(moment: datetime, entree: Entree) -> Entree:
    entree.horodatage = moment
    return entree


def _changements(fiche: Fiche) -> Iterator[Changement]:
    seance = fiche.seance
    if fiche.is_tenue:
        for participation in fiche.participations:
            nom = str(participation.dossier.beneficiaire)
            yield Changement("presence", nom, "Attendu", en_mots(participation))
    elif fiche.suivante:
        yield Changement("etat", str(seance), PROGRAMMEE.label, f"Reportée : {fiche.suivante.seance}")
    else:
        auteur = AnnuleePar(seance.annulee_par).label
        yield Changement("etat", str(seance), PROGRAMMEE.label, f"Annulée par : {auteur}")


def _acces(fiches: Sequence[Fiche]) -> Iterator[AccesDossier]:
    """Un animateur qui a un compte suit les dossiers de ses séances."""
    acces = {
        (dossier.pk, personne.utilisateur_id)
        for fiche in fiches
        if not fiche.seance.is_annulee
        for dossier in fiche.dossiers
        for personne in fiche.animateurs
        if personne.utilisateur_id
    }
    for dossier, utilisateur in sorted(acces):
        yield AccesDossier(dossier_id=dossier, utilisateur_id=utilisateur, motif=MotifAcces.ANIMATEUR)


def _toucher_les_dossiers(fiches: Sequence[Fiche]) -> None:
    derniers: dict[Dossier, datetime] = {}
    for fiche in fiches:
        for dossier in fiche.dossiers:
            moment = fiche.change_at or fiche.creee_at
            derniers[dossier] = max(derniers.get(dossier, dossier.updated_at), moment)
    dater_en_bloc(Dossier, "updated_at", {dossier.pk: moment for dossier, moment in derniers.items()})
    for dossier in derniers:
        faits_modifies(dossier)
