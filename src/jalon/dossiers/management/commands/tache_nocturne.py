"""`jalon tache_nocturne` : recalcule les dossiers dont la réponse enregistrée dépend du jour (règle 1)."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from ...operations.nuit import recalculer_a_echeance


class Command(BaseCommand):
    help = "Recalcule le statut et la complétude des dossiers arrivés à leur date, ou jamais calculés."

    def handle(self, *args, **options) -> None:
        nombre = recalculer_a_echeance(jour=timezone.localdate())
        self.stdout.write(f"{nombre} dossier(s) recalculé(s).")
