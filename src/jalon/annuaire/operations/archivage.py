"""Archiver, désarchiver, supprimer une fiche, de personne comme de société (domaine, « Annuaire »)."""

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import appliquer, journaliser
from jalon.socle import usages
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte
from ..models import Personne
from ..queries import usages_de_fiche
from .commun import Fiche, exiger_details

UTILISEE = "« {nom} » sert encore ({usages}) : la fiche s’archive, elle ne se supprime pas."


@transaction.atomic
def archiver_fiche(*, par, fiche: Fiche) -> Fiche:
    """Sort la fiche des listes et des choix ; ce qui la porte n'en change pas. Sans effet si c'est déjà fait.

    Lève `AccesRefuse` si les détails d'une personne ne sont pas visibles.
    """
    _garder(par, fiche)
    return _changer(par, fiche, timezone.now(), "archivee") if fiche.archivee_at is None else fiche


@transaction.atomic
def desarchiver_fiche(*, par, fiche: Fiche) -> Fiche:
    """Remet la fiche dans les listes et les choix ; sans effet si elle n'est pas archivée."""
    _garder(par, fiche)
    return _changer(par, fiche, None, "desarchivee") if fiche.archivee_at else fiche


@transaction.atomic
def supprimer_fiche(*, par, fiche: Fiche) -> None:
    """Supprime une fiche que rien n'utilise ; le journal en garde le nom. Lève `Refus` avec la liste des usages.

    Sans effet si elle vient de l'être. Le verrou empêche qu'un usage naisse entre la lecture et la suppression.
    """
    exiger(par, "annuaire.ecriture")
    if not type(fiche).objects.select_for_update().filter(pk=fiche.pk).exists():
        return
    _garder(par, fiche)
    if trouves := usages_de_fiche(fiche):
        raise Refus(UTILISEE.format(nom=fiche, usages=usages.en_mots(trouves)))
    journaliser(par=par, acte=_acte(fiche, "supprimee"), objet=fiche, motif=str(fiche))
    fiche.delete()


def _garder(par, fiche: Fiche) -> None:
    exiger(par, "annuaire.ecriture")
    if isinstance(fiche, Personne):
        exiger_details(par, fiche)


def _changer(par, fiche: Fiche, quand, mot: str) -> Fiche:
    changements = appliquer(fiche, {"archivee_at": quand})
    avancer_version(fiche, fiche.version)
    fiche.save()
    journaliser(par=par, acte=_acte(fiche, mot), objet=fiche, changements=changements)
    faits_modifies(fiche)
    return fiche


def _acte(fiche: Fiche, mot: str) -> Acte:
    """« personne_archivee », « societe_supprimee »."""
    return Acte(f"{fiche._meta.model_name}_{mot}")
