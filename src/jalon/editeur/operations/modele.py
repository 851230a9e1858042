"""Créer et modifier la fiche d'un modèle : à quoi il sert, sur quoi, pour qui, pour quelles prestations."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.prestations.models import Prestation
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte
from ..models import ModeleDocument
from .depot import recontroler

ECRITURE = "admin.ecriture"
TOUTES = "toutes"


@transaction.atomic
def creer_modele(*, par, donnees: Mapping[str, Any], prestations: Iterable[Prestation] = ()) -> ModeleDocument:
    """Crée un modèle en brouillon, sans fichier. Lève `Refus` : code déjà pris."""
    exiger(par, ECRITURE)
    modele = ModeleDocument()
    changements = appliquer(modele, donnees)
    _garder(modele)
    modele.save()
    changements += _couvrir(modele, prestations)
    journaliser(par=par, acte=Acte.MODELE_CREE, objet=modele, changements=changements)
    return modele


@transaction.atomic
def modifier_modele(
    *,
    par,
    modele: ModeleDocument,
    version: int,
    donnees: Mapping[str, Any],
    prestations: Iterable[Prestation] | None = None,
) -> ModeleDocument:
    """Modifie la fiche lue à cette version ; la dernière version du fichier est contrôlée de nouveau.

    Lève `Conflit` si elle a changé depuis, `Refus` : code déjà pris, ou changement qu'un modèle publié ne tient
    pas (un marqueur confidentiel pour un nouveau destinataire).
    """
    exiger(par, ECRITURE)
    changements = appliquer(modele, donnees)
    _garder(modele)
    avancer_version(modele, version, quoi="ce modèle")
    modele.save()
    if prestations is not None:
        changements += _couvrir(modele, prestations)
    recontroler(modele)
    if changements:
        journaliser(par=par, acte=Acte.MODELE_MODIFIE, objet=modele, changements=changements)
    return modele


def _garder(modele: ModeleDocument) -> None:
    autre = ModeleDocument.objects.filter(code=modele.code).exclude(pk=modele.pk).order_by("pk").first()
    if autre:
        raise Refus(f"Le modèle « {autre} » porte déjà ce code.", champ="code")


def _couvrir(modele: ModeleDocument, prestations: Iterable[Prestation]) -> list[Changement]:
    avant, apres = _noms(modele.prestations.all()), _noms(prestations)
    if avant == apres:
        return []
    modele.prestations.set(prestations)
    return [Changement("prestations", "prestations couvertes", avant, apres)]


def _noms(prestations: Iterable[Prestation]) -> str:
    return ", ".join(sorted(str(p) for p in prestations)) or TOUTES
