"""Ajouter un document : le fichier d'abord, la ligne ensuite (F6)."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from ..courriels import lire_courriel
from ..enums import Acte, Apercu, Genre
from ..examen import Examen
from ..examen.types import APERCUS
from ..models import Document
from ..rules import TITRE_MAX, titre_de
from ..stockage import magasin
from .commun import Doublon, conclure, garder, poser_version


def ajouter_document(
    *,
    par,
    porteur: models.Model,
    examen: Examen,
    donnees: Mapping[str, Any],
    lecteurs: Iterable = (),
    cle_creation: UUID | None = None,
    accepter_doublon: bool = False,
) -> Document:
    """Range un fichier examiné sur un dossier, une personne ou une société.

    Le fichier est sur le disque avant que la ligne existe : une coupure entre les deux laisse au pire un fichier
    sans ligne, que l'entretien retire, jamais une ligne sans fichier. Une même `cle_creation` rend le même
    document : un envoi repris après une coupure ne fait pas de double. Lève `Refus`, ou `Doublon`.
    """
    exiger(par, "documents.ecriture")
    if deja := _deja_envoye(par, cle_creation):
        return deja
    with transaction.atomic():
        garder(porteur)
    if not accepter_doublon:
        _refuser_doublon(par, porteur, examen)
    magasin().deposer(examen.flux, examen.empreinte)
    try:
        return _inscrire(par, porteur, examen, dict(donnees), list(lecteurs), cle_creation)
    except IntegrityError:
        if deja := _deja_envoye(par, cle_creation):  # deux envois de la même clé, au même instant
            return deja
        raise


def _deja_envoye(par, cle: UUID | None) -> Document | None:
    return Document.objects.filter(cle_creation=cle, auteur=par).first() if cle and par else None


def _refuser_doublon(par, porteur: models.Model, examen: Examen) -> None:
    visibles = Document.objects.visibles_par(par) if par else Document.objects.vivants()
    meme = visibles.de(porteur).filter(derniere__empreinte=examen.empreinte).order_by("pk").first()
    if meme:
        raise Doublon(meme.titre)


@transaction.atomic
def _inscrire(par, porteur, examen: Examen, donnees: dict, lecteurs: list, cle: UUID | None) -> Document:
    porteur = garder(porteur)
    document = Document(auteur=par, cle_creation=cle, **{porteur._meta.model_name: porteur})
    for nom, valeur in _completer(donnees, examen).items():
        setattr(document, nom, valeur)
    document.save()
    poser_version(document, examen, par=par)
    document.save()
    if document.is_confidentiel:
        document.lecteurs.set(lecteurs)
    conclure(document, par=par, acte=Acte.DOCUMENT_AJOUTE)
    return document


def _completer(donnees: dict, examen: Examen) -> dict:
    """Ce que le fichier dit lui-même : un courriel a son objet et sa date, les autres leur nom."""
    lu = lire_courriel(examen.contenu) if APERCUS[examen.type_mime] == Apercu.COURRIEL else None
    if lu:
        donnees["genre"] = Genre.COURRIER
        donnees["date_document"] = donnees.get("date_document") or (lu.horodatage and lu.horodatage.date())
    titre = donnees.get("titre") or (lu and lu.objet) or titre_de(examen.nom)
    if not titre:
        raise Refus("Donnez un titre à ce document.", champ="titre")
    return {**donnees, "titre": titre[:TITRE_MAX]}
