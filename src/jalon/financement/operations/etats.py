"""Les états d'une convention : brouillon, active, close ; chaque passage laisse une ligne (règle 8)."""

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte, EtatConvention
from ..models import Convention
from ..rules import refus_transition


@transaction.atomic
def activer_convention(*, par, convention: Convention, version: int) -> Convention:
    """Un brouillon devient choisissable dans les dossiers.

    Lève `Refus` si sa période est déjà finie, `Conflit` si la convention a changé depuis `version`.
    """
    return _passer(convention, EtatConvention.ACTIVE, Acte.CONVENTION_ACTIVEE, par=par, version=version)


@transaction.atomic
def clore_convention(*, par, convention: Convention, version: int, motif: str) -> Convention:
    """Plus aucun dossier ne s'y lie ; ceux qui le sont la gardent. Lève `Refus` sans motif."""
    if not motif.strip():
        raise Refus("Dites pourquoi cette convention est close.", champ="motif")
    return _passer(convention, EtatConvention.CLOSE, Acte.CONVENTION_CLOSE, par=par, version=version, motif=motif)


@transaction.atomic
def rouvrir_convention(*, par, convention: Convention, version: int, motif: str) -> Convention:
    """Une convention close redevient active. Lève `Refus` sans motif, ou si sa période est finie."""
    if not motif.strip():
        raise Refus("Dites pourquoi cette convention est rouverte.", champ="motif")
    etat = EtatConvention.ACTIVE
    return _passer(convention, etat, Acte.CONVENTION_ROUVERTE, par=par, version=version, motif=motif)


def _passer(
    convention: Convention, etat: EtatConvention, acte: Acte, *, par, version: int, motif: str = ""
) -> Convention:
    exiger(par, "financement.ecriture")
    phrase = refus_transition(acte, convention.etat, date_fin=convention.date_fin, jour=timezone.localdate())
    if phrase:
        raise Refus(phrase)
    changements = appliquer(convention, {"etat": etat})
    avancer_version(convention, version, quoi="cette convention")
    convention.save()
    journaliser(par=par, acte=acte, objet=convention, changements=changements, motif=motif.strip())
    faits_modifies(convention)
    return convention
