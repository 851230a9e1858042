"""Ce que font tous les actes sur un objet de la structure : garder, écrire, journaliser."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import ECRITURE, Acte
from ..models.commun import ObjetStructure
from ..queries import usages_de
from ..rules import phrase_usages

T = TypeVar("T", bound=ObjetStructure)
Garde = Callable[[Any], None]


def creer(
    par: Any, objet: T, donnees: Mapping[str, Any], acte: Acte, garder: Garde, joints: Iterable[Changement] = ()
) -> T:
    """Pose les valeurs sur l'objet neuf et l'enregistre ; `joints` : ce qui naît avec lui, dit au journal.

    Lève `Refus` si `garder` refuse.
    """
    exiger(par, ECRITURE)
    changements = [*appliquer(objet, donnees), *joints]
    garder(objet)
    objet.save()
    journaliser(par=par, acte=acte, objet=objet, changements=changements)
    return objet


def modifier(par: Any, objet: T, version: int, donnees: Mapping[str, Any], acte: Acte, garder: Garde) -> T:
    """Change l'objet lu à cette version. Lève `Conflit` s'il a changé depuis, `Refus` si `garder` refuse."""
    exiger(par, ECRITURE)
    changements = appliquer(objet, donnees)
    if not changements:
        return objet
    garder(objet)
    avancer_version(objet, version, quoi=f"« {objet} »")
    objet.save()
    journaliser(par=par, acte=acte, objet=objet, changements=changements)
    return objet


def basculer(par: Any, objet: T, is_active: bool, acte: Acte) -> T:
    """Désactive ou réactive ; sans effet si c'est déjà fait."""
    exiger(par, ECRITURE)
    if objet.is_active == is_active:
        return objet
    avancer_version(objet, objet.version, quoi=f"« {objet} »")
    objet.is_active = is_active
    objet.save()
    champ = objet._meta.get_field("is_active")
    mots = ("non", "oui") if is_active else ("oui", "non")
    changement = Changement("is_active", str(champ.verbose_name), *mots)
    journaliser(par=par, acte=acte, objet=objet, changements=[changement])
    return objet


def supprimer(par: Any, objet: ObjetStructure, acte: Acte) -> None:
    """Supprime un objet que rien n'utilise. Lève `Refus` avec la liste des usages."""
    exiger(par, ECRITURE)
    if phrase := phrase_usages(str(objet), usages_de(objet)):
        raise Refus(phrase)
    journaliser(par=par, acte=acte, objet=objet, motif=str(objet))
    objet.delete()


def refuser_doublon(objet: ObjetStructure, champ: str, phrase: str, **filtre: Any) -> None:
    """Lève `Refus` si un autre objet porte déjà cette valeur ; `phrase` peut citer `{autre}`."""
    autres = type(objet).objects.filter(**filtre).exclude(pk=objet.pk).order_by("pk")
    if autre := autres.first():
        raise Refus(phrase.format(autre=autre), champ=champ)
