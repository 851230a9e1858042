"""La présence que dit une signature, avant que la séance soit validée (domaine, « Émargement »)."""

from ..enums import EtatSeance, Presence
from ..models import Participation


def marquer_presente(*, participation: Participation) -> None:
    """Signer, c'est être là. L'acte qui signe journalise et annonce."""
    participation.presence = Presence.PRESENT
    participation.save(update_fields=["presence"])


def remettre_attendue(*, participation: int) -> None:
    """Sa signature annulée, on l'attend de nouveau, tant que la séance n'est pas validée."""
    presentes = Participation.objects.filter(pk=participation, presence=Presence.PRESENT)
    presentes.filter(seance__etat=EtatSeance.PROGRAMMEE).update(presence=Presence.ATTENDU)
