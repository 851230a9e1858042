"""La garde commune des actes qui changent qui administre : profil, droits individuels, désactivation."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..models import Profil, Utilisateur
from ..rules import ADMINISTRER, refus_administration

LIGNE_COMMUNE = "administrateur"  # le profil livré, qui ne se supprime pas : tous ces actes s'attendent sur lui


@contextmanager
def garder_administration(*, par: Any) -> Iterator[None]:
    """Entoure l'écriture, dans la transaction de l'acte : `with garder_administration(par=par): …`.

    Ces actes passent un par un ; l'auteur est relu, car l'acte précédent a pu lui retirer ses droits. Lève
    `AccesRefuse` s'il n'administre plus, `Refus` si l'écriture lui retire ce droit ou n'en laisse à personne.
    """
    Profil.objects.select_for_update().filter(code=LIGNE_COMMUNE).first()
    exiger(_relire(par), ADMINISTRER)
    yield
    if phrase := refus_administration(_administrateurs(), par.pk if par else None):
        raise Refus(phrase)


def _relire(par: Any) -> Utilisateur | None:
    return Utilisateur.objects.pour_connexion().get(pk=par.pk) if par else None


def _administrateurs() -> list[int]:
    """Les comptes actifs qui administrent, d'après la base. Une requête."""
    actifs = Utilisateur.objects.actifs().select_related("profil").order_by("pk")
    return [utilisateur.pk for utilisateur in actifs if utilisateur.a_le_droit(ADMINISTRER)]
