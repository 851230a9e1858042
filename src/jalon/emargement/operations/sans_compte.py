"""Signer sans compte, par un lien personnel ou le QR code d'une salle (F4)."""

import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from jalon.planning.models import Seance
from jalon.planning.operations import verrouiller_seance

from ..courriels import confirmer
from ..enums import Moyen
from ..models import LienSignature, Sceau
from ..queries import Attendu, attendus
from ..queries_liens import attendu_du_lien, lien_du_jeton, place_du_code, salle_du_jeton
from .signature import signer


class LienMort(Exception):
    """Ce jeton ne permet pas, ou plus, de signer : faux, utilisé, révoqué, expiré, ou d'une autre séance."""


@dataclass(frozen=True)
class SaisieSignature:
    """Ce que le téléphone envoie. `envoi` : la clé tirée avec le formulaire, qui reconnaît un double envoi."""

    envoi: uuid.UUID
    nom: str = ""
    traits: str = ""
    is_attestee: bool = False
    ip: str | None = None
    agent: str = ""


@transaction.atomic
def signer_par_lien(*, jeton: str, saisie: SaisieSignature) -> Sceau:
    """Signe, consomme le lien et le confirme par courriel. Le même envoi rend la même signature.

    Lève `LienMort` si le jeton ne vaut plus, même à l'instant ; `Refus` si la saisie ou l'heure ne va pas.
    """
    lien = lien_du_jeton(jeton)
    if lien is None:
        raise LienMort
    seance = verrouiller_seance(lien.seance)
    lien = LienSignature.objects.select_for_update(of=("self",)).get(pk=lien.pk)
    if deja := _deja(seance, lien.cle, saisie):
        return deja
    attendu = attendu_du_lien(lien, timezone.now())
    if attendu is None:
        raise LienMort
    sceau = _signer(seance, attendu, Moyen.LIEN, saisie)
    lien.utilise_at = sceau.horodatage
    lien.save(update_fields=["utilise_at", "updated_at"])
    confirmer(lien, attendu, sceau)
    return sceau


@transaction.atomic
def signer_en_salle(*, jeton: str, code: str, saisie: SaisieSignature) -> Sceau:
    """Signe pour la personne que `code` désigne dans la salle. Mêmes levées que `signer_par_lien`."""
    salle = salle_du_jeton(jeton, timezone.now())
    if salle is None:
        raise LienMort
    seance = verrouiller_seance(salle.seance)
    place = place_du_code(salle, code, timezone.now())
    if place is None:
        raise LienMort
    return _deja(seance, place.attendu.cle, saisie) or _signer(seance, place.attendu, Moyen.QR, saisie)


def _deja(seance: Seance, cle: str, saisie: SaisieSignature) -> Sceau | None:
    """La signature que ce même envoi a déjà posée pour cette personne."""
    ligne = next((a for a in attendus(seance) if a.cle == cle), None)
    return ligne.sceau if ligne and ligne.sceau and ligne.sceau.cle == saisie.envoi else None


def _signer(seance: Seance, attendu: Attendu, moyen: str, saisie: SaisieSignature) -> Sceau:
    """Au tracé, le nom est celui de la personne attendue ; « j'atteste » demande de le taper."""
    animateur = attendu.animation.personne if attendu.animation else None
    return signer(
        seance=seance,
        demi_journee=attendu.moment.code,
        moyen=moyen,
        nom=saisie.nom if saisie.is_attestee else attendu.nom,
        participation=attendu.participation,
        animateur=animateur,
        traits="" if saisie.is_attestee else saisie.traits,
        is_attestee=saisie.is_attestee,
        ip=saisie.ip,
        agent=saisie.agent,
        envoi=saisie.envoi,
    )
