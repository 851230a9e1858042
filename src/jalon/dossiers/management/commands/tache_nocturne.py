"""`jalon tache_nocturne` : recalcule ce qui dépend du jour (règle 1), et les doublons de l'annuaire."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from jalon.annuaire.doublons.operations import recalculer_doublons

from ...operations.nuit import recalculer_a_echeance


class Command(BaseCommand):
    help = "Recalcule statut et complétude des dossiers arrivés à leur date, puis les doublons de l'annuaire."

    def handle(self, *args, **options) -> None:
        nombre = recalculer_a_echeance(jour=timezone.localdate())
        paires = recalculer_doublons()
        self.stdout.write(f"{nombre} dossier(s) recalculé(s), {paires} paire(s) de fiches qui se ressemblent.")
