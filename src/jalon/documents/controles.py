"""`jalon verifier documents` : chaque ligne a son fichier, entier ; chaque fichier a sa ligne (F6)."""

import hashlib
from collections.abc import Iterator

from django.utils import timezone

from jalon.socle.controles import Controle, Ecart

from .models import VersionDocument
from .operations.entretien import REPIT, retirer_orphelins
from .registres import fichiers_cites
from .stockage import magasin

MORCEAU = 1024 * 1024  # octets


def verifier_documents() -> Iterator[Ecart]:
    """Les trous (ligne sans fichier), les contenus altérés, les orphelins (fichier sans ligne).

    Un fichier de moins d'une heure attend peut-être sa ligne : il n'est pas encore un orphelin.
    """
    place = magasin()
    tailles = dict(VersionDocument.objects.order_by("pk").values_list("empreinte", "octets")) | fichiers_cites()
    for empreinte, octets in tailles.items():
        yield from _examiner(place, empreinte, octets)
    limite = timezone.now() - REPIT
    for objet in place.lister():
        if objet.empreinte not in tailles and objet.modifie_at < limite:
            yield Ecart(objet.empreinte[:12], "fichier sans document")


def _examiner(place, empreinte: str, octets: int) -> Iterator[Ecart]:
    if place.taille(empreinte) is None:
        yield Ecart(empreinte[:12], "document sans fichier : restaurez-le depuis une sauvegarde")
        return
    somme, lus = hashlib.sha256(), 0
    with place.ouvrir(empreinte) as flux:
        while morceau := flux.read(MORCEAU):
            somme.update(morceau)
            lus += len(morceau)
    if lus != octets or somme.hexdigest() != empreinte:
        yield Ecart(empreinte[:12], "contenu altéré : restaurez-le depuis une sauvegarde")


CONTROLE = Controle("documents", "Documents et fichiers", verifier_documents, retirer_orphelins, ordre=40)
