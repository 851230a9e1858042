"""De quoi signer, en une ligne : une séance en cours, ses signataires, un tracé."""

import json
from datetime import datetime, timedelta

from django.utils import timezone

from jalon.emargement.enums import DemiJournee, Moyen
from jalon.emargement.models import Sceau
from jalon.emargement.operations import signer
from jalon.emargement.queries import attendus
from jalon.planning.models import Seance
from tests import fabriques

TRACE = json.dumps([{"points": [{"x": 10 + n, "y": 20 + n % 7, "time": 1000 + 16 * n} for n in range(60)]}])


def en_cours(*dossiers, par=None, debut: datetime | None = None, minutes: int = 60, **champs) -> Seance:
    """Une séance commencée il y a dix minutes, sur un moment de la journée qui ne couvre qu'une demi-journée."""
    return fabriques.seance(
        debut or timezone.now() - timedelta(minutes=10), *dossiers, par=par, minutes=minutes, **champs
    )


def signer_ligne(seance: Seance, rang: int = 0, **options) -> Sceau:
    """Signe la ligne `rang` des attendus, au tracé."""
    ligne = attendus(seance)[rang]
    options = {"traits": TRACE, "moyen": Moyen.ECRAN, "nom": ligne.nom} | options
    if ligne.animation:
        return signer(seance=seance, animateur=ligne.animation.personne, demi_journee=ligne.moment.code, **options)
    return signer(seance=seance, participation=ligne.participation, demi_journee=ligne.moment.code, **options)


MATIN, APRES_MIDI = DemiJournee.MATIN, DemiJournee.APRES_MIDI
