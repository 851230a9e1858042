"""Ce que partagent les actes : garder le porteur, écrire une version, journaliser sans trahir un confidentiel."""

from django.db import models
from django.db.models import TextChoices

from jalon.dossiers.models import Dossier
from jalon.dossiers.operations.commun import refuser_annule, verrouiller
from jalon.journal.operations import Changement, journaliser
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus

from ..courriels import CourrielLu, lire_courriel
from ..enums import Apercu, Sort
from ..examen import CHAMP, Examen
from ..models import Courriel, Document, VersionDocument

DEJA_LA = "Ce fichier est déjà ici : « {titre} ». Ajoutez-le quand même si c’est voulu."


class Doublon(Refus):
    """Le même contenu est déjà sur cette fiche, dans un document que la personne voit."""

    def __init__(self, titre: str) -> None:
        super().__init__(DEJA_LA.format(titre=titre), champ=CHAMP)


def garder(porteur: models.Model) -> models.Model:
    """Relit et verrouille un dossier, qui refuse s'il est annulé ; les autres porteurs n'ont rien à garder."""
    if not isinstance(porteur, Dossier):
        return porteur
    porteur = verrouiller(porteur)
    refuser_annule(porteur)
    return porteur


def relire(document: Document) -> Document:
    """Le document, verrouillé dans la transaction, son dossier aussi. Lève `Refus` s'il est à la corbeille."""
    document = Document.objects.select_for_update(of=("self",)).select_related("derniere").get(pk=document.pk)
    garder(document.porteur)
    if document.supprime_at:
        raise Refus("Ce document est à la corbeille : restaurez-le d’abord.")
    return document


def poser_version(document: Document, examen: Examen, *, par, lu: CourrielLu | None = None, **suite) -> None:
    """Ajoute le fichier, déjà dans le magasin, comme version courante du document (sans enregistrer celui-ci)."""
    numero = (document.versions.aggregate(haut=models.Max("numero"))["haut"] or 0) + 1
    document.derniere = VersionDocument.objects.create(
        document=document,
        numero=numero,
        empreinte=examen.empreinte,
        nom_fichier=examen.nom,
        type_mime=examen.type_mime,
        octets=examen.octets,
        pages=examen.pages,
        ajoutee_par=par,
    )
    if lu is None and document.derniere.apercu == Apercu.COURRIEL:
        lu = lire_courriel(examen.contenu)
    texte = _poser_courriel(document.derniere, lu, **suite).cherche if lu else ""
    document.preparer(texte)


def _poser_courriel(
    version: VersionDocument, lu: CourrielLu, sort: str = Sort.DEPOSE, erreur: str = ""
) -> Courriel:
    return Courriel.objects.create(
        version=version,
        expediteur=lu.expediteur,
        destinataires=lu.destinataires,
        objet=lu.objet,
        horodatage=lu.horodatage,
        texte=lu.texte,
        pieces_jointes=list(lu.pieces_jointes),
        sort=sort,
        erreur=erreur[:300],
    )


def texte_du_courriel(document: Document) -> str:
    """Ce que la recherche doit retrouver du courriel de la version courante."""
    courriel = Courriel.objects.filter(version=document.derniere_id).first()
    return courriel.cherche if courriel else ""


def conclure(
    document: Document, *, par, acte: TextChoices, changements: list[Changement] | None = None, motif: str = ""
) -> None:
    """Inscrit l'acte au journal, sans trahir un confidentiel, puis annonce le dossier : une pièce a changé."""
    dits = changements if changements is not None else [Changement("titre", "titre", "—", document.titre)]
    journaliser(par=par, acte=acte, objet=document, sujet=document.sujet, changements=dits, motif=motif)
    if document.dossier_id:
        faits_modifies(Dossier.objects.select_related("beneficiaire").get(pk=document.dossier_id))
