"""Annuler une signature : un sceau de plus, qui annule ; les deux restent visibles (domaine, « Émargement »)."""

from typing import Any

from django.db import transaction

from jalon.journal.operations import Changement
from jalon.planning.models import Participation, Seance
from jalon.planning.operations import remettre_attendue
from jalon.socle.erreurs import Refus

from ..enums import Acte, NatureSceau
from ..models import RegistreSeance, Sceau
from .commun import conclure, dossiers_touches, garder, prendre_registre, sceller


@transaction.atomic
def annuler_signature(*, par: Any, sceau: Sceau, motif: str) -> Sceau:
    """Annule une signature en vigueur et la redemande. Rend le sceau d'annulation. Lève `Refus` sans motif."""
    garder(par, sceau.seance)
    if not motif.strip():
        raise Refus("Dites pourquoi cette signature est annulée.", champ="motif")
    _, registre = prendre_registre(sceau.seance)
    lu = Sceau.objects.en_vigueur().avec_contenu().filter(pk=sceau.pk).first()
    if lu is None:
        raise Refus("Cette signature est déjà annulée.")
    return _annuler(registre, lu, par=par, motif=motif.strip())


@transaction.atomic
def annuler_seance(*, par: Any, seance: Seance, motif: str) -> int:
    """Annule toutes les signatures de la séance : son jour, ses heures ou son animateur changent. Rend combien."""
    return _annuler_toutes(seance, {}, par=par, motif=motif)


@transaction.atomic
def annuler_participation(*, par: Any, participation: Participation, motif: str) -> int:
    """Annule les signatures de cette participation, et d'elle seule : sa présence change, ou elle part."""
    return _annuler_toutes(participation.seance, {"participation": participation.pk}, par=par, motif=motif)


def _annuler_toutes(seance: Seance, filtre: dict[str, Any], *, par: Any, motif: str) -> int:
    signees = Sceau.objects.filter(seance=seance, **filtre).en_vigueur()
    if not signees.exists():
        return 0
    _, registre = prendre_registre(seance)
    sceaux = list(signees.avec_contenu().order_by("rang"))
    for sceau in sceaux:
        _annuler(registre, sceau, par=par, motif=motif)
    return len(sceaux)


def _annuler(registre: RegistreSeance, sceau: Sceau, *, par: Any, motif: str) -> Sceau:
    contenu = getattr(sceau, "contenu", None)
    nom = getattr(contenu, "nom", "")
    donnees = {"annule": sceau.empreinte, "motif": motif, "par": str(par) if par else ""}
    annulation = sceller(
        registre, nature=NatureSceau.ANNULATION, annule=sceau, role=sceau.role, demi_journee=sceau.demi_journee,
        participation_id=sceau.participation_id, animation_id=sceau.animation_id, donnees=donnees,
        nom=nom, moyen=getattr(contenu, "moyen", ""),
    )  # fmt: skip
    restent = Sceau.objects.filter(participation=sceau.participation_id).en_vigueur()
    if sceau.participation_id and not restent.exists():
        remettre_attendue(participation=sceau.participation_id)
    changement = Changement("signature", nom or "Signature", f"empreinte {sceau.court}", "annulée, à redemander")
    dossiers = dossiers_touches(sceau.seance, sceau.participation_id)
    conclure(
        sceau.seance, dossiers, par=par, acte=Acte.SIGNATURE_ANNULEE, changement=changement, motif=motif[:300]
    )
    return annulation
