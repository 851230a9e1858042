"""Remet en forme Python (ruff) et gabarits (djade)."""

import subprocess

from machine import DEPOT, Echec
from preparation import VENV, environnement_python

BIN = VENV / "bin"


def main() -> int:
    try:
        environnement_python("test")
    except Echec as echec:
        print(echec.texte())
        return 1
    gabarits = sorted(str(chemin) for chemin in DEPOT.glob("src/jalon/**/*.html"))
    commandes = [[BIN / "ruff", "check", "--fix"], [BIN / "ruff", "format"], [BIN / "djade", *gabarits]]
    codes = [subprocess.run(commande, cwd=DEPOT).returncode for commande in commandes]
    return int(any(codes[:2]))  # djade rend 1 quand il a réécrit un gabarit


if __name__ == "__main__":
    raise SystemExit(main())
