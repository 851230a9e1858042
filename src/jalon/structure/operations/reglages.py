"""Actes sur les réglages de la maison."""

from collections.abc import Mapping
from typing import Any, BinaryIO

from django.db import transaction

from jalon.journal.operations import appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import Conflit, avancer_version

from ..enums import ECRITURE, Acte
from ..fuseau import oublier_fuseau
from ..images import nettoyer_image
from ..models import Logo, Reglages
from ..rules import est_couleur, refus_fenetre_signature, refus_format_numero


@transaction.atomic
def modifier_reglages(*, par: Any, version: int, donnees: Mapping[str, Any]) -> Reglages:
    """Enregistre les réglages lus à cette version (0 : personne n'avait rien réglé).

    Lève `Conflit` s'ils ont changé depuis, `Refus` : format de numéro, fenêtre ou couleur impossibles.
    """
    return _changer(par, version, donnees, Acte.REGLAGES_MODIFIES)


@transaction.atomic
def changer_logo(*, par: Any, version: int, fichier: BinaryIO) -> Reglages:
    """Remplace le logo par cette image, ré-encodée. Lève `Refus` si ce n'en est pas une, ou au-delà de 2 Mo."""
    exiger(par, ECRITURE)
    image = nettoyer_image(fichier)
    mesures = {"contenu": image.contenu, "largeur": image.largeur, "hauteur": image.hauteur}
    logo, _ = Logo.objects.get_or_create(empreinte=image.empreinte, defaults=mesures)
    return _changer(par, version, {"logo": logo}, Acte.LOGO_CHANGE)


@transaction.atomic
def retirer_logo(*, par: Any, version: int) -> Reglages:
    """La maison n'a plus de logo ; les documents déjà émis gardent le leur."""
    return _changer(par, version, {"logo": None}, Acte.LOGO_RETIRE)


def _changer(par: Any, version: int, donnees: Mapping[str, Any], acte: Acte) -> Reglages:
    exiger(par, ECRITURE)
    reglages = Reglages.courants()
    changements = appliquer(reglages, donnees)
    if not changements and reglages.version:
        return reglages
    _garder(reglages)
    _avancer(reglages, version)
    reglages.save()
    journaliser(par=par, acte=acte, objet=reglages, changements=changements)
    oublier_fuseau()
    return reglages


def _avancer(reglages: Reglages, version: int) -> None:
    """Le premier enregistrement crée la ligne ; deux premiers enregistrements simultanés : un seul passe."""
    if reglages.version:
        avancer_version(reglages, version, quoi="les réglages")
        return
    if version:
        raise Conflit("Les réglages ont été remis à zéro pendant votre saisie. Rechargez la page.")
    _, is_creee = Reglages.objects.get_or_create(pk=1)
    if not is_creee:
        raise Conflit("Une autre personne vient d’enregistrer les réglages. Comparez, puis recommencez.")
    reglages.version = 1
    reglages.created_at = Reglages.objects.get(pk=1).created_at
    reglages._state.adding = False


def _garder(reglages: Reglages) -> None:
    if phrase := refus_format_numero(reglages.format_numero):
        raise Refus(phrase, champ="format_numero")
    if refus := refus_fenetre_signature(reglages.minutes_avant_signature, reglages.jours_apres_signature):
        raise Refus(refus[1], champ=refus[0])
    for nom in ("couleur_principale", "couleur_secondaire"):
        if not est_couleur(getattr(reglages, nom)):
            raise Refus("Une couleur s’écrit # et six chiffres ou lettres de A à F : #0f5a75.", champ=nom)
