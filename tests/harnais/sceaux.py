"""Vider une base d'essai où l'on a signé : SQLite vide ses tables par DELETE, que la base refuse d'un sceau."""

from django.db.backends.sqlite3.base import DatabaseOperations

from jalon.emargement.inviolable import POSER_SQLITE, RETIRER_SQLITE, TABLE


def poser() -> None:
    """Retire les déclencheurs le temps de vider la base d'essai, et les remet."""
    vider = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options) -> list[str]:
        ordres = vider(self, style, tables, **options)
        return [*RETIRER_SQLITE, *ordres, *POSER_SQLITE] if TABLE in tables else ordres

    DatabaseOperations.sql_flush = sql_flush
