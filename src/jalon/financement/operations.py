"""Actes du financement : la part d'un dossier, et les conventions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from jalon.annuaire.models import Personne, Societe
from jalon.comptes.droits import exiger
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations.commun import conclure, prendre_bloc
from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.prestations.enums import Tarification
from jalon.prestations.models import Prestation
from jalon.prestations.rules import refus_tarification
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.formats import montrer_montant, montrer_pourcentage
from jalon.socle.versions import avancer_version

from .enums import Acte, EtatConvention, ModePart
from .models import Convention, Financement, PartFinanceur
from .rules import PartSaisie, Repartition, repartir


class RefusPart(Refus):
    """La ligne `rang` de la répartition est refusée (None : la répartition entière)."""

    def __init__(self, message: str, *, rang: int | None = None) -> None:
        super().__init__(message, champ=None)
        self.rang = rang


@dataclass(frozen=True)
class LignePart:
    """La part d'un co-financeur saisie à l'écran."""

    financeur: Societe | Personne
    mode: str
    valeur: Decimal
    dispositif: str = ""
    reference: str = ""

    @property
    def cle(self) -> str:
        return cle_financeur(self.financeur)


def cle_financeur(financeur: Societe | Personne | None) -> str:
    """« s12 » ou « p7 », ou vide."""
    if financeur is None:
        return ""
    return f"{'s' if isinstance(financeur, Societe) else 'p'}{financeur.pk}"


def champs_financeur(financeur: Societe | Personne | None) -> dict[str, Any]:
    """Les deux champs d'un financeur : la société ou le particulier."""
    est_societe = isinstance(financeur, Societe)
    return {
        "financeur_societe": financeur if est_societe else None,
        "financeur_personne": None if est_societe else financeur,
    }


@transaction.atomic
def modifier_financement(
    *,
    par,
    dossier: Dossier,
    version: int,
    financeur: Societe | Personne | None,
    donnees: Mapping[str, Any],
    parts: Sequence[LignePart],
) -> Financement:
    """Enregistre le bloc « Financement » d'un dossier (B1 à B11).

    `donnees` : champs du financement ; `parts` : les co-financeurs, dans l'ordre. Lève `Refus` à côté du champ
    et `RefusPart` à côté de la ligne.
    """
    exiger(par, "financement.ecriture")
    dossier = prendre_bloc(dossier, "financement", version, par=par)
    financement = Financement.objects.filter(dossier=dossier).first() or Financement(dossier=dossier)
    convention_avant = financement.convention
    changements = appliquer(financement, {**donnees, **champs_financeur(financeur)})
    _garder(financement, convention_avant)
    repartition = _repartir(financement, parts)
    financement.montant_cofinance = repartition.cofinance
    financement.save()
    changements += _poser_parts(financement, parts, repartition)
    conclure(dossier, par=par, acte=Acte.FINANCEMENT_MODIFIE, changements=changements, objet=financement)
    return financement


def _garder(financement: Financement, convention_avant: Convention | None) -> None:
    debut, fin = financement.date_debut, financement.date_fin
    if debut and fin and fin < debut:
        raise Refus(f"La fin précède le début ({debut:%d/%m/%Y}).", champ="date_fin")
    if financement.tarification == Tarification.FORFAIT and financement.tarif_horaire is not None:
        raise Refus(
            "Un forfait n’a pas de tarif horaire : videz-le, ou choisissez Horaire.", champ="tarif_horaire"
        )
    convention = financement.convention
    if convention and convention != convention_avant and convention.etat != EtatConvention.ACTIVE:
        raise Refus("Cette convention n’est pas active.", champ="convention")


def _repartir(financement: Financement, parts: Sequence[LignePart]) -> Repartition:
    saisies = [PartSaisie(part.cle, part.mode, part.valeur) for part in parts]
    repartition = repartir(financement.montant_total, saisies, financement.cle_financeur or None)
    if repartition.refus:
        raise RefusPart(repartition.refus, rang=repartition.ligne_refusee)
    return repartition


def _poser_parts(
    financement: Financement, parts: Sequence[LignePart], repartition: Repartition
) -> list[Changement]:
    """Remplace les parts ; rien ne bouge ni ne se journalise si elles sont les mêmes."""
    anciennes = list(financement.parts.select_related("financeur_societe", "financeur_personne"))
    voulues = [
        PartFinanceur(
            financement=financement, rang=rang, mode=part.mode, valeur=part.valeur, montant=montant,
            dispositif=part.dispositif, reference=part.reference, **champs_financeur(part.financeur),
        )
        for rang, (part, montant) in enumerate(zip(parts, repartition.montants, strict=True))
    ]  # fmt: skip
    if [_contenu(part) for part in anciennes] == [_contenu(part) for part in voulues]:
        return []
    financement.parts.all().delete()
    PartFinanceur.objects.bulk_create(voulues)
    avant, apres = _montrer_parts(anciennes), _montrer_parts(voulues)
    return [Changement("parts", "Co-financeurs", avant, apres)] if avant != apres else []


def _contenu(part: PartFinanceur) -> tuple:
    """Tout ce qu'une part enregistre, sauf à quel financement elle appartient."""
    return part.cle_financeur, part.mode, part.valeur, part.montant, part.dispositif, part.reference


def _montrer_parts(parts: Sequence[PartFinanceur]) -> str:
    return " · ".join(_montrer_part(part) for part in parts) or "—"


def _montrer_part(part: PartFinanceur) -> str:
    """« OPCO Horizon 20,00 % (CPF, DEM-4471) » : tout ce qui a été saisi, et rien d'autre."""
    valeur = montrer_montant(part.valeur) if part.mode == ModePart.EUROS else montrer_pourcentage(part.valeur)
    precisions = ", ".join(p for p in (part.get_dispositif_display(), part.reference) if p)
    return f"{part.financeur} {valeur}" + (f" ({precisions})" if precisions else "")


@transaction.atomic
def creer_convention(*, par, donnees: Mapping[str, Any], prestations: Sequence[Prestation] = ()) -> Convention:
    """Crée une convention (B2). Lève `Refus` : référence prise, période ou tarification contradictoire."""
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
) -> Convention:
    """Modifie une convention lue à la version donnée. Lève `Conflit` si elle a changé depuis."""
    exiger(par, "financement.ecriture")
    changements = appliquer(convention, donnees) + _changer_prestations(convention, prestations)
    garder_convention(convention)
    if not changements:
        return convention
    avancer_version(convention, version, quoi="cette convention")
    convention.save()
    journaliser(par=par, acte=Acte.CONVENTION_MODIFIEE, objet=convention, changements=changements)
    faits_modifies(convention)
    return convention


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
    debut, fin = convention.date_debut, convention.date_fin
    if debut and fin and fin < debut:
        raise Refus(f"La fin précède le début ({debut:%d/%m/%Y}).", champ="date_fin")
    refus = refus_tarification(convention.tarification, convention.tarif_horaire, convention.forfait)
    if refus:
        raise Refus(refus[1], champ=refus[0])
