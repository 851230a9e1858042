"""Actes sur la photo d'une personne."""

from typing import BinaryIO

from django.db import transaction

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.structure.images import nettoyer_photo

from ..enums import Acte
from ..models import Personne, Photo
from .commun import exiger_details

ANCIENNE, NOUVELLE, AUCUNE = "ancienne photo", "nouvelle photo", "—"


@transaction.atomic
def changer_photo(*, par, personne: Personne, fichier: BinaryIO) -> Personne:
    """Remplace la photo par cette image, ré-encodée en JPEG carré de 320 pixels.

    Lève `Refus` : plus de 5 Mo, trop de pixels, ou pas une image ; `AccesRefuse` hors du périmètre.
    """
    _garder(par, personne)
    image = nettoyer_photo(fichier)
    if image.empreinte == personne.empreinte_photo:
        return personne
    Photo.objects.update_or_create(personne=personne, defaults={"contenu": image.contenu})
    return _noter(par, personne, image.empreinte, Acte.PHOTO_CHANGEE)


@transaction.atomic
def retirer_photo(*, par, personne: Personne) -> Personne:
    """Efface la photo ; sans effet s'il n'y en a pas."""
    _garder(par, personne)
    if not personne.empreinte_photo:
        return personne
    Photo.objects.filter(personne=personne).delete()
    return _noter(par, personne, "", Acte.PHOTO_RETIREE)


def _garder(par, personne: Personne) -> None:
    exiger(par, "annuaire.ecriture")
    exiger_details(par, personne)


def _noter(par, personne: Personne, empreinte: str, acte: Acte) -> Personne:
    """La photo ne fait pas avancer la version : qui saisit la fiche pendant ce temps n'est pas en conflit."""
    avant = ANCIENNE if personne.empreinte_photo else AUCUNE
    personne.empreinte_photo = empreinte
    Personne.objects.filter(pk=personne.pk).update(empreinte_photo=empreinte)
    changement = Changement("photo", "photo", avant, NOUVELLE if empreinte else AUCUNE)
    journaliser(par=par, acte=acte, objet=personne, changements=[changement])
    return personne
