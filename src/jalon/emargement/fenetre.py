"""La fenêtre de signature que la maison s'est donnée (EM-07)."""

from datetime import timedelta

from jalon.structure.models import Reglages

from .rules.signatures import Fenetre


def fenetre_de(maison: Reglages) -> Fenetre:
    """La fenêtre de ces réglages."""
    return Fenetre(timedelta(minutes=maison.minutes_avant_signature), timedelta(days=maison.jours_apres_signature))


def fenetre_en_vigueur() -> Fenetre:
    """Celle de la maison. Une requête."""
    return fenetre_de(Reglages.courants())
