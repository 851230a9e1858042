"""Joue les gestes sur le serveur de production et écrit le chapitre « Les gestes » de docs/performances.md.

    make bench BASES="donnees-bench/sqlite-10000 donnees-bench/sqlite-100000 postgres://…"

Une base est un dossier de données (SQLite) ou une adresse PostgreSQL, remplis par `make bench-donnees`. Chacune
mesurée à côté d'une vue Django nue. Les gestes qui écrivent écrivent vraiment : la base s'use un peu.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path

DEPOT = Path(__file__).resolve().parents[1]
for dossier in ("src", "scripts"):
    sys.path.insert(0, str(DEPOT / dossier))
RAPPORTS = DEPOT / "rapports"


def main(bases: list[str]) -> None:
    """Mesure chaque base dans son propre processus, puis écrit le chapitre."""
    from preparation import PYTHON, environnement_python, fichiers_servis, fichiers_tiers

    environnement_python("test")
    fichiers_tiers()
    fichiers_servis(os.environ | {"DJANGO_SETTINGS_MODULE": "jalon.config.settings.demonstration"})
    RAPPORTS.mkdir(exist_ok=True)
    mesures = []
    for rang, base in enumerate(bases):
        sortie = RAPPORTS / f"bench-{rang}.json"
        ordre = [PYTHON, __file__, "--ici", str(sortie)]
        subprocess.run(ordre, check=True, env=_environnement(base))
        mesures.append(json.loads(sortie.read_text()))
    from chapitre import ecrire

    ecrire(DEPOT / "docs" / "performances.md", mesures)


def _environnement(base: str) -> dict[str, str]:
    from serveur import environnement

    propre = environnement()
    propre.pop("DATABASE_URL", None)
    if "://" not in base:
        return propre | {"JALON_DONNEES": str(Path(base).resolve())}
    fichiers = RAPPORTS / "bench-fichiers"
    fichiers.mkdir(exist_ok=True)
    return propre | {"DATABASE_URL": base, "JALON_DONNEES": str(fichiers)}


def ici(sortie: Path) -> None:
    """Mesure la base que nomment les réglages."""
    import django

    django.setup()
    from django.db import connection
    from passe import mesurer

    from jalon.dossiers.models import Dossier

    mesure = mesurer() | {
        "moteur": connection.vendor,
        "version": _version(connection),
        "dossiers": Dossier.objects.count(),
        "date": datetime.now().astimezone().strftime("%d/%m/%Y à %H:%M"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cœurs",
        "charge": os.getloadavg()[0],
    }
    sortie.write_text(json.dumps(mesure, ensure_ascii=False, indent=1))


def _version(connexion) -> str:
    if connexion.vendor == "sqlite":
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    return f"PostgreSQL {connexion.pg_version // 10000}"


if __name__ == "__main__":
    if "--ici" in sys.argv:
        ici(Path(sys.argv[-1]))
    elif len(sys.argv) < 2:
        raise SystemExit('Dites les bases : make bench BASES="dossier … postgres://…"')
    else:
        main(sys.argv[1:])
