"""`jalon tache_nocturne [tâche…]` : refait ce qui dépend du jour, retire ce qui ne sert plus."""

import logging
import sys

from django.core.management.base import BaseCommand, CommandError

from ...nuit import TACHES_NUIT, TacheNuit

journal = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Joue les tâches de la nuit ; une tâche qui échoue n'arrête pas les autres (code de sortie 1)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("taches", nargs="*", metavar="tâche", help=", ".join(TACHES_NUIT.codes()))

    def handle(self, *args, taches: list[str], **options) -> None:
        choisies = [self._tache(code) for code in taches] or list(TACHES_NUIT)
        reussies = [self._executer(tache) for tache in choisies]  # toutes, même après un échec
        if not all(reussies):
            sys.exit(1)

    def _tache(self, code: str) -> TacheNuit:
        if tache := TACHES_NUIT.obtenir(code):
            return tache
        raise CommandError(f"Tâche inconnue : {code}. Connues : {', '.join(TACHES_NUIT.codes())}.")

    def _executer(self, tache: TacheNuit) -> bool:
        try:
            self.stdout.write(f"{tache.libelle} : {tache.executer()}.")
        except Exception:  # la nuit continue : la panne est au journal technique, et dans le code de sortie
            journal.exception("La tâche de nuit « %s » a échoué.", tache.code)
            self.stderr.write(f"{tache.libelle} : échec, voir le journal technique.")
            return False
        return True
