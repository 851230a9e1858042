"""Modifier la fiche d'un document ; le remplacer par une nouvelle version (F6)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from jalon.journal.operations import Changement, appliquer
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte
from ..examen import CHAMP, Examen
from ..models import Document
from ..stockage import magasin
from .commun import conclure, poser_version, relire, texte_du_courriel

RESERVE = "Seul l’auteur du document décide qui peut le lire."


@transaction.atomic
def modifier_document(
    *, par, document: Document, version: int, donnees: Mapping[str, Any], lecteurs: Iterable | None = None
) -> Document:
    """Change titre, genre, type, dates, commentaire ; l'auteur seul change la confidentialité et les lecteurs.

    Lève `Conflit` si un autre l'a modifié depuis, `Refus` si la règle n'est pas tenue.
    """
    exiger(par, "documents.ecriture")
    document = relire(document)
    avancer_version(document, version, quoi="ce document")
    was_confidentiel = document.is_confidentiel
    changements = appliquer(document, donnees)
    if document.is_confidentiel != was_confidentiel and document.auteur_id != par.pk:
        raise Refus(RESERVE, champ="is_confidentiel")
    document.preparer(texte_du_courriel(document))
    document.save()
    if lecteurs is not None and document.auteur_id == par.pk:
        changements += _nommer(document, list(lecteurs) if document.is_confidentiel else [])
    if changements:
        conclure(document, par=par, acte=Acte.DOCUMENT_MODIFIE, changements=[_titre(document), *changements])
    return document


def _titre(document: Document) -> Changement:
    """De quel document il s'agit, dans un Historique qui en raconte plusieurs."""
    return Changement("document", "document", document.titre, document.titre)


def _nommer(document: Document, lecteurs: list) -> list[Changement]:
    avant = sorted(str(qui) for qui in document.lecteurs.order_by("pk"))
    document.lecteurs.set(lecteurs)
    apres = sorted(str(qui) for qui in lecteurs)
    if avant == apres:
        return []
    mots = (", ".join(avant) or "—", ", ".join(apres) or "—")
    return [Changement("lecteurs", "personnes qui peuvent le lire", *mots)]


def remplacer_document(*, par, document: Document, version: int, examen: Examen) -> Document:
    """Donne un nouveau fichier au document ; l'ancien reste, dans ses versions. Lève `Conflit` ou `Refus`."""
    exiger(par, "documents.ecriture")
    with transaction.atomic():
        if relire(document).derniere.empreinte == examen.empreinte:
            raise Refus("C’est déjà ce fichier.", champ=CHAMP)
    magasin().deposer(examen.flux, examen.empreinte)
    return _remplacer(par, document, version, examen)


@transaction.atomic
def _remplacer(par, document: Document, version: int, examen: Examen) -> Document:
    document = relire(document)
    avancer_version(document, version, quoi="ce document")
    avant = str(document.derniere)
    poser_version(document, examen, par=par)
    document.save()
    change = Changement("fichier", "fichier", avant, str(document.derniere))
    conclure(document, par=par, acte=Acte.DOCUMENT_REMPLACE, changements=[_titre(document), change])
    return document
