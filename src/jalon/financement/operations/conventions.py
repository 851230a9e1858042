"""Créer et modifier une convention (B2)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.prestations.models import Prestation
from jalon.prestations.rules import refus_tarification
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte
from ..models import Convention
from ..queries import with_engagement
from ..rules import Engagement, depassement
from .commun import garder_periode
from .engagement import exiger_depassement

PLAFONDS = ("minutes_financees", "montant")


@transaction.atomic
def creer_convention(*, par, donnees: Mapping[str, Any], prestations: Sequence[Prestation] = ()) -> Convention:
    """Crée une convention, active sauf `etat` brouillon (B2).

    Lève `Refus` : référence prise, période ou tarification contradictoire.
    """
    exiger(par, "financement.ecriture")
    convention = Convention()
    changements = appliquer(convention, donnees)
    garder_convention(convention)
    convention.save()
    changements += _changer_prestations(convention, prestations)
    journaliser(par=par, acte=Acte.CONVENTION_CREEE, objet=convention, changements=changements)
    return convention


@transaction.atomic
def modifier_convention(
    *,
    par,
    convention: Convention,
    version: int,
    donnees: Mapping[str, Any],
    prestations: Sequence[Prestation],
    motif: str = "",
) -> Convention:
    """Modifie une convention lue à la version donnée ; son état change par ses propres actes.

    Lève `Conflit` si elle a changé depuis, `Refus` sinon. `motif` : pourquoi la réduire sous ce que les dossiers
    engagent déjà (droit de dépasser exigé).
    """
    exiger(par, "financement.ecriture")
    changements = appliquer(convention, {nom: valeur for nom, valeur in donnees.items() if nom != "etat"})
    changements += _changer_prestations(convention, prestations)
    garder_convention(convention)
    if not changements:
        return convention
    avancer_version(convention, version, quoi="cette convention")
    is_depassee = _garder_plafond(convention, changements, par=par, motif=motif)
    convention.save()
    journaliser(
        par=par,
        acte=Acte.CONVENTION_MODIFIEE,
        objet=convention,
        changements=changements,
        motif=motif.strip() if is_depassee else "",
    )
    faits_modifies(convention)
    return convention


def _garder_plafond(convention: Convention, changements: list[Changement], *, par, motif: str) -> bool:
    """Vrai si la convention passe, avec droit et motif, sous ce que ses dossiers engagent ; lève `Refus` sinon.

    La version vient d'avancer : la ligne est gardée, aucun dossier ne s'y engage pendant ce temps.
    """
    if not {c.champ for c in changements} & set(PLAFONDS):
        return False
    lue = with_engagement(Convention.objects.filter(pk=convention.pk)).get()
    plafond = Engagement(convention.minutes_financees, convention.montant)
    manque = depassement(plafond, Engagement(lue.engage_minutes, lue.engage_montant))
    if not manque:
        return False
    champ = PLAFONDS[0] if manque.minutes else PLAFONDS[1]
    phrase = f"Les dossiers liés engagent {manque} de plus."
    exiger_depassement(par, phrase, motif=motif, champ=champ, champ_motif="motif")
    return True


def _changer_prestations(convention: Convention, prestations: Sequence[Prestation]) -> list[Changement]:
    avant = set(convention.prestations.all())
    apres = set(prestations)
    if avant == apres:
        return []
    convention.prestations.set(apres)
    return [Changement("prestations", "Prestations couvertes", _noms(avant), _noms(apres))]


def _noms(prestations: set[Prestation]) -> str:
    return ", ".join(sorted(str(p) for p in prestations)) or "toutes"


def garder_convention(convention: Convention) -> None:
    """Refuse une référence déjà prise, une période à l'envers, ou un tarif horaire avec un forfait."""
    memes = Convention.objects.filter(reference__iexact=convention.reference).exclude(pk=convention.pk)
    if autre := memes.order_by("pk").first():
        raise Refus(f"La convention « {autre.intitule} » porte déjà cette référence.", champ="reference")
    garder_periode(convention)
    refus = refus_tarification(convention.tarification, convention.tarif_horaire, convention.forfait)
    if refus:
        raise Refus(refus[1], champ=refus[0])
