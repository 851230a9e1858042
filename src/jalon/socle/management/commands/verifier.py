"""`jalon verifier [contrôle…]` : recompte ce qui est enregistré, dit les écarts ; code de sortie 1 s'il y en a."""

import sys

from django.core.management.base import BaseCommand, CommandError

from ...controles import CONTROLES, Controle

MONTRES = 20  # écarts écrits par contrôle


class Command(BaseCommand):
    help = "Vérifie ce qui est enregistré ; sans nom, tous les contrôles. Sort avec le code 1 au premier écart."

    def add_arguments(self, parser) -> None:
        parser.add_argument("controles", nargs="*", metavar="contrôle", help=", ".join(CONTROLES.codes()))
        parser.add_argument("--reparer", action="store_true", help="corriger ce qui peut l’être, puis revérifier")

    def handle(self, *args, controles: list[str], reparer: bool, **options) -> None:
        choisis = [self._controle(code) for code in controles] or list(CONTROLES)
        if sum([self._verifier(controle, reparer) for controle in choisis]):
            sys.exit(1)

    def _controle(self, code: str) -> Controle:
        if controle := CONTROLES.obtenir(code):
            return controle
        raise CommandError(f"Contrôle inconnu : {code}. Connus : {', '.join(CONTROLES.codes())}.")

    def _verifier(self, controle: Controle, reparer: bool) -> int:
        ecarts = list(controle.verifier())
        if ecarts and reparer and controle.reparer:
            self.stdout.write(f"{controle.libelle} : {controle.reparer()} corrigé(s).")
            ecarts = list(controle.verifier())
        self.stdout.write(f"{controle.libelle} : {f'{len(ecarts)} écart(s)' if ecarts else 'rien à redire'}.")
        for ecart in ecarts[:MONTRES]:
            self.stdout.write(f"  {ecart}")
        if len(ecarts) > MONTRES:
            self.stdout.write(f"  et {len(ecarts) - MONTRES} de plus")
        return len(ecarts)
