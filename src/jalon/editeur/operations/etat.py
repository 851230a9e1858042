"""Publier, retirer, remettre en service un modèle."""

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..enums import Acte, EtatModele
from ..models import ModeleDocument
from ..queries import derniere_version
from ..rules import refus_publication

ECRITURE = "admin.ecriture"


@transaction.atomic
def publier_modele(*, par, modele: ModeleDocument) -> ModeleDocument:
    """Met en vigueur la dernière version déposée. Lève `Refus` : sans fichier, à corriger, retiré."""
    exiger(par, ECRITURE)
    modele = _relire(modele)
    version = derniere_version(modele)
    constats = version.constats if version else None
    is_publiee = version is not None and version.pk == modele.en_vigueur_id
    if phrase := refus_publication(modele.etat, constats, is_publiee):
        raise Refus(phrase)
    version.publiee_at, version.publiee_par = timezone.now(), par
    version.save()
    modele.en_vigueur = version
    return _changer(par, modele, EtatModele.PUBLIE, Acte.MODELE_PUBLIE, f"version {version.numero}")


@transaction.atomic
def retirer_modele(*, par, modele: ModeleDocument, motif: str = "") -> ModeleDocument:
    """Ne le propose plus ; les documents déjà générés restent. Lève `Refus` s'il est déjà retiré."""
    exiger(par, ECRITURE)
    modele = _relire(modele)
    if modele.etat == EtatModele.RETIRE:
        raise Refus("Ce modèle est déjà retiré.")
    return _changer(par, modele, EtatModele.RETIRE, Acte.MODELE_RETIRE, motif=motif.strip())


@transaction.atomic
def remettre_modele(*, par, modele: ModeleDocument) -> ModeleDocument:
    """Le remet en service, avec sa version en vigueur s'il en a une. Lève `Refus` s'il n'est pas retiré."""
    exiger(par, ECRITURE)
    modele = _relire(modele)
    if modele.etat != EtatModele.RETIRE:
        raise Refus("Ce modèle n’est pas retiré.")
    etat = EtatModele.PUBLIE if modele.en_vigueur_id else EtatModele.BROUILLON
    return _changer(par, modele, etat, Acte.MODELE_REMIS)


def _relire(modele: ModeleDocument) -> ModeleDocument:
    return ModeleDocument.objects.select_for_update(of=("self",)).select_related("en_vigueur").get(pk=modele.pk)


def _changer(
    par, modele: ModeleDocument, etat: EtatModele, acte: Acte, precision: str = "", motif: str = ""
) -> ModeleDocument:
    avant = modele.get_etat_display()
    modele.etat = etat
    modele.version += 1
    modele.save()
    apres = f"{modele.get_etat_display()} ({precision})" if precision else modele.get_etat_display()
    changement = Changement("etat", "état", avant, apres)
    journaliser(par=par, acte=acte, objet=modele, changements=[changement], motif=motif)
    return modele
