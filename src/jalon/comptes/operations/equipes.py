"""Actes sur les équipes : qui travaille avec qui, donc qui voit les dossiers de qui.

Un dossier reste à ses propres gens (`AccesDossier`) : la porte de lecture joint les membres au moment de lire.
Changer une équipe vaut donc à la requête suivante, sans récrire aucun dossier.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.recherche_texte import cle_tri
from jalon.socle.versions import avancer_version
from jalon.structure.enums import ECRITURE
from jalon.structure.operations import commun

from ..enums import ActeDroits
from ..models import Equipe, Membre, Utilisateur


@transaction.atomic
def creer_equipe(
    *, par: Any, libelle: str, membres: Iterable[Utilisateur], centre: Any = None, responsable: Any = None
) -> Equipe:
    """Crée une équipe et ses membres. Lève `Refus` si le nom est pris."""
    donnees = {"libelle": libelle, "centre": centre, "responsable": responsable}
    inscrits = {membre.pk: membre for membre in membres}
    joints = [_changement({}, inscrits)] if inscrits else []
    equipe = commun.creer(par, Equipe(), donnees, ActeDroits.EQUIPE_CREEE, _garder, joints)
    Membre.objects.bulk_create([Membre(equipe=equipe, utilisateur=membre) for membre in inscrits.values()])
    return equipe


@transaction.atomic
def modifier_equipe(
    *, par: Any, equipe: Equipe, version: int, donnees: Mapping[str, Any], membres: Iterable[Utilisateur]
) -> Equipe:
    """Enregistre nom, centre, responsable et membres d'une équipe lue à cette version.

    Lève `Conflit` si elle a changé depuis, `Refus` si le nom est pris.
    """
    exiger(par, ECRITURE)
    changements = appliquer(equipe, donnees)
    avant, apres = _membres(equipe), {membre.pk: membre for membre in membres}
    if avant.keys() != apres.keys():
        changements.append(_changement(avant, apres))
    if not changements:
        return equipe
    _garder(equipe)
    avancer_version(equipe, version, quoi=f"« {equipe} »")
    equipe.save()
    Membre.objects.filter(equipe=equipe).exclude(utilisateur__in=apres).delete()
    neufs = [Membre(equipe=equipe, utilisateur=membre) for pk, membre in apres.items() if pk not in avant]
    Membre.objects.bulk_create(neufs)
    journaliser(par=par, acte=ActeDroits.EQUIPE_MODIFIEE, objet=equipe, changements=changements)
    return equipe


@transaction.atomic
def basculer_equipe(*, par: Any, equipe: Equipe, is_active: bool) -> Equipe:
    """Désactivée, une équipe n'ouvre plus aucun dossier ; ses membres restent inscrits."""
    acte = ActeDroits.EQUIPE_REACTIVEE if is_active else ActeDroits.EQUIPE_DESACTIVEE
    return commun.basculer(par, equipe, is_active, acte)


@transaction.atomic
def supprimer_equipe(*, par: Any, equipe: Equipe) -> None:
    """Supprime une équipe sans membre. Lève `Refus` avec leur nombre sinon."""
    commun.supprimer(par, equipe, ActeDroits.EQUIPE_SUPPRIMEE)


def _membres(equipe: Equipe) -> dict[int, Utilisateur]:
    return {membre.pk: membre for membre in equipe.membres.order_by("nom", "prenom", "pk")}


def _changement(avant: Mapping[int, Utilisateur], apres: Mapping[int, Utilisateur]) -> Changement:
    return Changement("membres", "membres", _en_mots(avant), _en_mots(apres))


def _en_mots(membres: Mapping[int, Utilisateur]) -> str:
    return ", ".join(sorted(str(membre) for membre in membres.values())) or "—"


def _garder(equipe: Equipe) -> None:
    cle = cle_tri(equipe.libelle)
    commun.refuser_doublon(equipe, "libelle", "L’équipe « {autre} » porte déjà ce nom.", cle_tri=cle)
