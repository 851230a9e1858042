"""Poser les modèles livrés : au premier démarrage et dans la démonstration. Sans effet la seconde fois."""

import functools
import hashlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.documents.stockage import magasin
from jalon.journal.operations import journaliser
from jalon.prestations.models import Prestation

from ..enums import Acte, EtatModele
from ..livres import MODELES_LIVRES, ModeleLivre
from ..models import ModeleDocument, VersionModele
from ..moteur import marqueurs_du
from ..registres import MARQUEURS


def installer_modeles(*, par: Any = None, codes: Iterable[str] | None = None) -> list[ModeleDocument]:
    """Pose et publie les modèles livrés qui manquent (`codes` : ceux-là seulement) ; rend ceux qu'il a posés.

    Un modèle que la maison a déjà, retiré ou corrigé compris, n'est jamais touché.
    """
    voulus = [livre for livre in MODELES_LIVRES if codes is None or livre.code in set(codes)]
    deja = set(ModeleDocument.objects.values_list("code", flat=True))
    return [_poser(livre, par) for livre in voulus if livre.code not in deja]


@functools.cache
def _fabriquer(livre: ModeleLivre) -> tuple[bytes, tuple[str, ...]]:
    """Le fichier et les codes de ses marqueurs, une fois par processus."""
    docx = livre.docx()
    return docx, tuple(codes_de(marqueurs_du(docx)))


def codes_de(chemins: Iterable[str]) -> list[str]:
    """Les marqueurs inscrits que ces chemins lisent : « seances.date » lit « seances »."""
    sources = {chemin if chemin in MARQUEURS else chemin.rpartition(".")[0] for chemin in chemins}
    return sorted(source for source in sources if source in MARQUEURS)


@transaction.atomic
def _poser(livre: ModeleLivre, par: Any) -> ModeleDocument:
    docx, marqueurs = _fabriquer(livre)
    empreinte, maintenant = hashlib.sha256(docx).hexdigest(), timezone.now()
    magasin().deposer(BytesIO(docx), empreinte)
    modele = ModeleDocument.objects.create(
        code=livre.code,
        intitule=livre.intitule,
        description=livre.description,
        contexte=livre.contexte,
        destinataire=livre.destinataire,
        textes_libres=livre.textes_libres,
    )
    modele.en_vigueur = VersionModele.objects.create(
        modele=modele,
        numero=1,
        empreinte=empreinte,
        empreinte_prete=empreinte,
        nom_fichier=f"{livre.intitule}.docx",
        octets=len(docx),
        octets_prets=len(docx),
        marqueurs=list(marqueurs),
        ajoutee_par=par,
        publiee_at=maintenant,
        publiee_par=par,
    )
    modele.etat = EtatModele.PUBLIE
    modele.save()
    if livre.natures:
        modele.prestations.set(Prestation.objects.filter(nature__in=livre.natures))
    journaliser(par=par, acte=Acte.MODELE_PUBLIE, objet=modele)
    return modele
