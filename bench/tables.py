"""Décharge les tables de leurs index, clés et déclencheurs pendant une écriture de masse, puis les repose.

Reposées, les contraintes se vérifient sur toutes les lignes : rien n'entre que le produit aurait refusé.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from jalon.socle import index_recherche
from jalon.socle.recherche_texte import champs_de_recherche

RAPIDE_SQLITE = ("journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-1000000",
                 "temp_store=MEMORY")  # fmt: skip
TRAVAIL_POSTGRESQL = "SET maintenance_work_mem = '512MB'; SET work_mem = '128MB'"


@contextmanager
def dechargees(modeles: Sequence[type]) -> Iterator[None]:
    """Le temps du bloc, les tables de ces modèles n'ont plus que leur clé primaire."""
    tables = [modele._meta.db_table for modele in modeles]
    if connection.vendor == "sqlite":
        ordres = _sqlite(tables)
        yield
        _reposer_sqlite(ordres)
        executer(["ANALYZE"])
        return
    with transaction.atomic():
        ordres = _postgresql(tables)
        yield
        executer([*ordres, *connection.ops.sequence_reset_sql(no_style(), modeles)])
    executer(["VACUUM ANALYZE"])


def executer(ordres: Sequence[str]) -> None:
    with connection.cursor() as curseur:
        for ordre in ordres:
            curseur.execute(ordre)


def lire(ordre: str, parametres: Sequence[Any] = ()) -> list[tuple]:
    with connection.cursor() as curseur:
        curseur.execute(ordre, parametres)
        return curseur.fetchall()


# ── SQLite ──
def _sqlite(tables: Sequence[str]) -> list[str]:
    executer([f"PRAGMA {reglage}" for reglage in RAPIDE_SQLITE])
    index_recherche.retirer_declencheurs("default")
    places = ", ".join(["%s"] * len(tables))
    index = lire(
        "SELECT name, sql FROM sqlite_master "
        f"WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({places}) ORDER BY tbl_name, name",
        tables,
    )
    executer([f'DROP INDEX "{nom}"' for nom, _ in index])
    return [ordre for _, ordre in index]


def _reposer_sqlite(ordres: Sequence[str]) -> None:
    executer(ordres)
    for modele in apps.get_models():
        if champs := champs_de_recherche(modele):
            index_recherche.installer(modele, [champ.column for champ in champs], "default")
    if fautes := lire("PRAGMA foreign_key_check"):
        raise SystemExit(f"{len(fautes)} clés étrangères sans cible : {fautes[:3]}")
    executer(["PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA foreign_keys=ON"])


# ── PostgreSQL ──
def _postgresql(tables: Sequence[str]) -> list[str]:
    executer([TRAVAIL_POSTGRESQL])
    contraintes = lire(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype IN ('f', 'u', 'x') AND conrelid::regclass::text = ANY(%s) "
        "ORDER BY contype = 'f', conname",
        [list(tables)],
    )
    executer([f'ALTER TABLE "{t}" DROP CONSTRAINT "{nom}"' for t, nom, _ in reversed(contraintes)])
    index = lire(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN "
        "(SELECT conindid::regclass::text FROM pg_constraint WHERE conindid <> 0)",
        [list(tables)],
    )
    executer([f'DROP INDEX "{nom}"' for nom, _ in index])
    poses = [f'ALTER TABLE "{t}" ADD CONSTRAINT "{nom}" {definition}' for t, nom, definition in contraintes]
    return [*(ordre for _, ordre in index), *poses]
