"""Entretien du magasin : retirer les fichiers qu'aucune ligne ne cite, les dépôts interrompus."""

from datetime import datetime, timedelta

from django.utils import timezone

from ..models import VersionDocument
from ..registres import fichiers_cites
from ..stockage import magasin

REPIT = timedelta(hours=1)  # un fichier plus jeune attend peut-être encore sa ligne


def retirer_orphelins(*, avant: datetime | None = None) -> int:
    """Retire les fichiers sans ligne écrits avant cet instant (une heure, d'office) ; rend combien.

    Chaque fichier est revérifié au moment de partir : un nouveau dépôt du même contenu l'a peut-être rajeuni.
    """
    avant = avant or timezone.now() - REPIT
    place = magasin()
    retires = place.nettoyer(avant)
    cites = set(VersionDocument.objects.values_list("empreinte", flat=True)) | set(fichiers_cites())
    for objet in list(place.lister()):
        if objet.empreinte in cites or objet.modifie_at >= avant:
            continue
        if not _est_cite(objet.empreinte):
            place.supprimer(objet.empreinte)
            retires += 1
    return retires


def _est_cite(empreinte: str) -> bool:
    return VersionDocument.objects.filter(empreinte=empreinte).exists() or empreinte in fichiers_cites()
