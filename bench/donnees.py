"""Remplit une base de N dossiers de forme réaliste, sur l'un ou l'autre moteur.

    make bench-donnees N=100000                       SQLite, dans donnees-bench/sqlite-100000
    make bench-donnees N=100000 DATABASE_URL=…        PostgreSQL, à cette adresse (une base vide)

La base de démonstration est posée par les actes du produit, complétée, puis multipliée par des voies de masse :
les contraintes de la base se vérifient sur chaque ligne, `jalon verifier` sur le tout. Jamais moins de 1 500
dossiers. Comptes : ceux de la démonstration.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

DEPOT = Path(__file__).resolve().parents[1]
for dossier in ("src", "scripts"):
    sys.path.insert(0, str(DEPOT / dossier))
REGLAGES = "jalon.config.settings.demonstration"
COMPTEES = (
    "annuaire_personne", "annuaire_societe", "annuaire_doublonpersonne", "comptes_utilisateur", "structure_centre",
    "financement_convention", "dossiers_dossier", "dossiers_evenement", "financement_financement",
    "planning_seance", "planning_participation", "planning_occupation", "documents_document", "memos_memo",
    "journal_entree",
)  # fmt: skip


def main(nombre: int, dossier: Path) -> None:
    """Prépare l'environnement, puis remplit dans le processus de l'environnement du dépôt."""
    from preparation import PYTHON, environnement_python

    environnement_python("test")
    dossier.mkdir(parents=True, exist_ok=True)
    environnement = os.environ | {"DJANGO_SETTINGS_MODULE": REGLAGES, "JALON_DONNEES": str(dossier)}
    subprocess.run([PYTHON, __file__, str(nombre), "--ici"], check=True, env=environnement)


def ici(nombre: int) -> None:
    """Migre, pose le gabarit, multiplie ; dit les temps et ce que contient la base."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    debut = time.perf_counter()
    if connection.vendor == "postgresql":
        creer_base(connection)
    call_command("migrate", verbosity=0)
    from jalon.dossiers.models import Dossier

    if Dossier.objects.exists():
        raise SystemExit("La base a déjà des dossiers : choisissez un dossier ou une base vide.")
    import gabarit
    import multiplication

    gabarit.poser()
    dire("gabarit posé", debut)
    total = multiplication.multiplier(nombre)
    dire(f"{total} dossiers", debut)
    for table in COMPTEES:
        with connection.cursor() as curseur:
            curseur.execute(f'SELECT COUNT(*) FROM "{table}"')
            print(f"  {table:<28}{curseur.fetchone()[0]:>10}")


def creer_base(connexion) -> None:
    """La base que nomment les réglages, si elle n'y est pas."""
    with connexion._nodb_cursor() as curseur:
        curseur.execute("SELECT 1 FROM pg_database WHERE datname = %s", [connexion.settings_dict["NAME"]])
        if not curseur.fetchone():
            curseur.execute(f'CREATE DATABASE "{connexion.settings_dict["NAME"]}"')


def dire(quoi: str, debut: float) -> None:
    print(f"{time.perf_counter() - debut:6.0f} s  {quoi}", flush=True)


if __name__ == "__main__":
    voulu = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if "--ici" in sys.argv:
        ici(voulu)
    else:
        moteur = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
        defaut = DEPOT / "donnees-bench" / f"{moteur}-{voulu}"
        main(voulu, Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else defaut)
