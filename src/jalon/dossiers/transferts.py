"""Ce que « Transférer ses dossiers » déplacerait : combien, lesquels, en quel rôle, ce qu'il faut savoir avant."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from jalon.comptes.enums import PerimetreDossiers
from jalon.comptes.models import Utilisateur

from .enums import MotifAcces
from .models import Dossier
from .registres import SUITES_TRANSFERT
from .rules.transfert import ROLES

MONTRES = 200  # dossiers nommés dans l'aperçu


@dataclass(frozen=True)
class Transfert:
    """De qui, à qui (None tant que ce n'est pas choisi), en quels rôles, les dossiers ouverts ou tous."""

    de: Utilisateur
    vers: Utilisateur | None
    roles: tuple[str, ...] = ROLES
    is_ouverts: bool = True

    def roles_de(self, dossier: Dossier) -> list[str]:
        """Les rôles choisis que la personne tient sur ce dossier."""
        return [role for role in self.roles if getattr(dossier, f"{role}_id") == self.de.pk]

    def condition(self) -> Q:
        """Ses dossiers, dans les rôles choisis."""
        choisis = Q(pk__in=[])
        for role in self.roles:
            choisis |= Q(**{role: self.de})
        return choisis


class Ligne(NamedTuple):
    """Un dossier de l'aperçu et les rôles qui passeraient."""

    dossier: Dossier
    roles: list[str]


@dataclass(frozen=True)
class Apercu:
    """Ce que le transfert ferait : nombres de dossiers, et les premiers d'entre eux."""

    nombre: int
    par_role: list[tuple[str, int]]
    lignes: list[Ligne]
    hors_perimetre: int
    hors_centres: int
    is_perdu: bool
    suites: list[str]


def dossiers_a_transferer(par: Any, transfert: Transfert) -> QuerySet[Dossier]:
    """Ceux que `par` voit : on ne déplace pas ce qu'on ne peut pas lire. Un dossier annulé reste tel quel."""
    return _choisis(Dossier.objects.visibles_par(par), transfert)


def _choisis(dossiers: QuerySet[Dossier], transfert: Transfert) -> QuerySet[Dossier]:
    dossiers = dossiers.ouverts() if transfert.is_ouverts else dossiers.filter(annule_at__isnull=True)
    return dossiers.filter(transfert.condition())


def lire_apercu(par: Any, transfert: Transfert) -> Apercu:
    """Six requêtes au plus, quel que soit le nombre de dossiers, et celles des suites inscrites."""
    dossiers = dossiers_a_transferer(par, transfert)
    nombre = dossiers.count()
    lus = list(dossiers.pour_liste().order_by("cle_tri", "pk")[:MONTRES])
    return Apercu(
        nombre,
        [(MotifAcces(role).label, dossiers.filter(**{role: transfert.de}).count()) for role in transfert.roles],
        [Ligne(dossier, [MotifAcces(role).label for role in transfert.roles_de(dossier)]) for dossier in lus],
        _choisis(Dossier.objects.all(), transfert).count() - nombre,
        _hors_centres(dossiers, transfert.vers),
        transfert.vers is not None and _sort_du_perimetre(par, transfert.vers),
        [phrase for suite in SUITES_TRANSFERT for phrase in suite.lister(par, transfert, dossiers)],
    )


def _hors_centres(dossiers: QuerySet[Dossier], vers: Utilisateur | None) -> int:
    """Ceux que le collègue recevrait sans pouvoir les lire : son profil le limite à ses centres."""
    if vers is None or not vers.profil.is_limite_aux_centres:
        return 0
    return dossiers.filter(~Q(centre__in=vers.centres_ids) | Q(centre__isnull=True)).count()


def _sort_du_perimetre(par: Any, vers: Utilisateur) -> bool:
    """Dit si `par` pourrait ne plus voir ce qu'il donne (domaine, « Warned before… »)."""
    perimetre = par.profil.perimetre_dossiers
    if perimetre == PerimetreDossiers.MAISON:
        return False
    visibles = par.collegues_ids if perimetre == PerimetreDossiers.EQUIPES else [par.pk]
    return vers.pk not in visibles
