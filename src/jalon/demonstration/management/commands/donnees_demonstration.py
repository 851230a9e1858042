"""Commande `jalon donnees_demonstration` : pose ce qui manque des données inventées."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jalon.demonstration.lots import poser_lots_manquants

REFUS = (
    "Les données de démonstration ne se posent qu'en mode démonstration : elles créent des comptes dont le mot de "
    "passe est public. Choisissez le réglage jalon.config.settings.demonstration."
)


class Command(BaseCommand):
    help = "Pose les données de démonstration qui manquent ; sans effet quand tout est là."

    def handle(self, **options) -> None:
        """Lève `CommandError` hors du mode démonstration."""
        if not settings.MODE_DEMONSTRATION:
            raise CommandError(REFUS)
        poses = poser_lots_manquants(timezone.localdate())
        for lot in poses:
            self.stdout.write(f"Lot {lot.numero} posé : {lot.libelle}.")
        if not poses:
            self.stdout.write("Les données de démonstration sont déjà là.")
