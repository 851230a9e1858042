"""`jalon purger_travaux` : efface les travaux finis depuis plus de sept jours, et leurs fichiers."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...travaux import purger_travaux


class Command(BaseCommand):
    help = "Efface les travaux longs finis depuis plus de sept jours, et leurs fichiers."

    def handle(self, *args, **options) -> None:
        nombre = purger_travaux(maintenant=timezone.now())
        self.stdout.write(f"{nombre} travail(aux) effacé(s).")
