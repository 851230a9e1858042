"""Les parts des co-financeurs : réparties, remplacées d'un trait, journalisées en une ligne (B7, B8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jalon.annuaire.models import Personne, Societe
from jalon.journal.operations import Changement
from jalon.socle.erreurs import Refus
from jalon.socle.formats import montrer_date, montrer_montant, montrer_pourcentage

from ..enums import ModePart
from ..models import Financement, PartFinanceur
from ..rules import PartSaisie, Repartition, repartir
from .commun import champs_financeur


class RefusPart(Refus):
    """La ligne `rang` de la répartition est refusée ; None : la répartition entière, à côté de `champ`."""

    def __init__(self, message: str, *, rang: int | None = None, champ: str | None = None) -> None:
        super().__init__(message, champ=champ)
        self.rang = rang


@dataclass(frozen=True)
class LignePart:
    """La part d'un co-financeur saisie à l'écran ; `valeur` en euros ou en pour cent selon `mode`."""

    financeur: Societe | Personne
    mode: str
    valeur: Decimal
    dispositif: str = ""
    reference: str = ""
    payeur: str = ""
    accord: str = ""
    date_accord: date | None = None

    @property
    def cle(self) -> str:
        return self.financeur.cle_financeur


SIMPLES = ("mode", "valeur", "dispositif", "reference", "payeur", "accord", "date_accord")


def repartir_parts(financement: Financement, parts: Sequence[LignePart]) -> Repartition:
    """Répartit le total du financement. Lève `RefusPart`, avec la différence quand les parts le dépassent."""
    saisies = [PartSaisie(part.cle, part.mode, part.valeur) for part in parts]
    repartition = repartir(financement.montant_total, saisies, financement.cle_financeur or None)
    if repartition.refus:
        champ = "montant_total" if repartition.montants else None
        raise RefusPart(repartition.refus, rang=repartition.ligne_refusee, champ=champ)
    return repartition


def poser_parts(
    financement: Financement, parts: Sequence[LignePart], repartition: Repartition
) -> list[Changement]:
    """Remplace les parts ; rien ne bouge ni ne se journalise si elles sont les mêmes."""
    anciennes = list(financement.parts.select_related("financeur_societe", "financeur_personne"))
    voulues = [
        PartFinanceur(
            financement=financement,
            rang=rang,
            montant=montant,
            **{nom: getattr(part, nom) for nom in SIMPLES},
            **champs_financeur(part.financeur),
        )
        for rang, (part, montant) in enumerate(zip(parts, repartition.montants, strict=True))
    ]
    if [_contenu(part) for part in anciennes] == [_contenu(part) for part in voulues]:
        return []
    financement.parts.all().delete()
    PartFinanceur.objects.bulk_create(voulues)
    avant, apres = _montrer_parts(anciennes), _montrer_parts(voulues)
    return [Changement("parts", "Co-financeurs", avant, apres)] if avant != apres else []


def _contenu(part: PartFinanceur) -> tuple:
    """Tout ce qu'une part enregistre, sauf à quel financement elle appartient."""
    return part.cle_financeur, part.montant, *(getattr(part, nom) for nom in SIMPLES)


def _montrer_parts(parts: Sequence[PartFinanceur]) -> str:
    return " · ".join(_montrer_part(part) for part in parts) or "—"


def _montrer_part(part: PartFinanceur) -> str:
    """« OPCO Horizon 20,00 % (CPF, DEM-4471) » : tout ce qui a été saisi, et rien d'autre."""
    valeur = montrer_montant(part.valeur) if part.mode == ModePart.EUROS else montrer_pourcentage(part.valeur)
    accord = f"accord {part.get_accord_display().lower()} {montrer_date(part.date_accord)}" if part.accord else ""
    dits = (part.get_dispositif_display(), part.reference, part.get_payeur_display(), accord.strip())
    precisions = ", ".join(p for p in dits if p)
    return f"{part.financeur} {valeur}" + (f" ({precisions})" if precisions else "")
