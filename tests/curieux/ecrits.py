"""Ce qu'une requête écrit en base : chaque ordre et ses valeurs, sans ce qui change à chaque fois."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from tests.harnais.ecritures import table_ecrite

PASSANT = {"journal_consultation", "django_session", "usersessions_usersession"}
UNIQUE = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}|[0-9a-f]{32,}|[\w-]{40,}|(?<=')[\w-]{24}(?=')")


@contextmanager
def ecrits() -> Iterator[list[tuple[str, str]]]:
    """Donne la liste des (ordre SQL, valeurs) qui écrivent pendant le bloc ; instants et tirages effacés."""
    releves: list[tuple[str, str]] = []

    def observer(execute, sql, params, many, context):
        table = table_ecrite(str(sql))
        if table and table not in PASSANT:
            releves.append((str(sql), UNIQUE.sub("…", repr(_sans_instants(params)))))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(observer):
        yield releves


def _sans_instants(valeurs) -> list:
    if isinstance(valeurs, list | tuple):
        return [_sans_instants(valeur) for valeur in valeurs]
    est_un_instant = isinstance(valeurs, datetime) or re.match(r"\d{4}-\d\d-\d\d[ T]\d\d:", str(valeurs))
    return "instant" if est_un_instant else valeurs
