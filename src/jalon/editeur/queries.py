"""Lectures de l'éditeur : les fichiers des modèles, d'où vient un document."""

from collections.abc import Iterator

from django.db.models import Q

from jalon.documents.models import Document
from jalon.documents.stockage import magasin
from jalon.socle.usages import en_mots, usages_de

from .models import Generation, ModeleDocument, VersionModele


def contenu_depose(version: VersionModele) -> bytes:
    """Le fichier tel que la maison l'a déposé. Lève `FileNotFoundError` s'il manque au magasin."""
    with magasin().ouvrir(version.empreinte) as flux:
        return flux.read()


def contenu_pret(version: VersionModele) -> bytes:
    """Le .docx prêt à remplir. Lève `FileNotFoundError` s'il manque au magasin."""
    with magasin().ouvrir(version.empreinte_prete) as flux:
        return flux.read()


def fichiers_cites() -> Iterator[tuple[str, int]]:
    """(empreinte, octets) de chaque fichier qu'une version cite. Une requête."""
    lignes = VersionModele.objects.order_by("pk").values_list(
        "empreinte", "octets", "empreinte_prete", "octets_prets"
    )
    for empreinte, octets, prete, octets_prets in lignes:
        yield empreinte, octets
        yield prete, octets_prets


def derniere_version(modele: ModeleDocument) -> VersionModele | None:
    """La dernière version déposée, publiée ou non. Une requête."""
    return modele.versions.order_by("-numero").first()


def versions_de(modele: ModeleDocument) -> list[VersionModele]:
    """Les versions du modèle, la dernière d'abord. Une requête."""
    return list(modele.versions.select_related("ajoutee_par", "publiee_par"))


def is_modele_publie(contexte: str) -> bool:
    """Vrai si la maison publie un modèle de ce contexte : sans lui, rien à générer. Une requête."""
    return ModeleDocument.objects.publies().filter(contexte=contexte).exists()


def usages_du_modele(modele: ModeleDocument) -> str:
    """« 12 documents générés » : ce qui se rattache au modèle, hors ses versions ; vide sans usage."""
    return en_mots(usages_de(modele, parties={VersionModele}))


def generation_de(document: Document, par) -> Generation | None:
    """La génération dont vient ce document, que l'on vient de trouver par sa porte. Une requête."""
    lues = Generation.objects.filter(Q(pdf=document) | Q(docx=document))
    return lues.select_related("modele", "version", "pdf", "docx").first()
