"""Ce que les actes de l'annuaire partagent : création répétable, courriel net, détails exigés, cumuls."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from jalon.journal.operations import Changement
from jalon.socle.erreurs import AccesRefuse

from ..models import Personne, Societe
from ..queries import details_visibles

Fiche = TypeVar("Fiche", Personne, Societe)


def deja_creee(modele: type[Fiche], cle_creation: UUID | None) -> Fiche | None:
    return modele.objects.filter(cle_creation=cle_creation).first() if cle_creation else None


def nettes(donnees: Mapping[str, Any]) -> dict[str, Any]:
    """Le courriel sans casse : c'est ainsi qu'on le cherche et qu'on le compare."""
    nettes = dict(donnees)
    if nettes.get("courriel"):
        nettes["courriel"] = nettes["courriel"].strip().lower()
    return nettes


def exiger_details(par, personne: Personne) -> None:
    """Hors de son périmètre, on ne modifie pas une fiche dont on ne voit que le nom."""
    if not details_visibles(personne, par):
        raise AccesRefuse("Cette personne est suivie hors de votre périmètre : sa fiche ne se modifie pas d’ici.")


def poser(modele, choix, champ: str, libelle: str, porteur: dict, voulus: set[str]) -> list[Changement]:
    """Remplace les valeurs posées par celles que l'on veut, et dit ce qui change."""
    lignes = modele.objects.filter(**porteur)
    anciens = set(lignes.values_list(champ, flat=True))
    if anciens == voulus:
        return []
    lignes.exclude(**{f"{champ}__in": voulus}).delete()
    modele.objects.bulk_create([modele(**porteur, **{champ: valeur}) for valeur in sorted(voulus - anciens)])
    return [Changement(f"{champ}s", libelle, mots(choix, anciens), mots(choix, voulus))]


def mots(choix, valeurs: set[str]) -> str:
    return ", ".join(choix(valeur).label for valeur in sorted(valeurs)) or "—"
