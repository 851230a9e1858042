"""Lire n'écrit pas : un GET ne touche que le journal de consultation, la session (son activité) et le cache."""

import re
from contextlib import ExitStack

from django.conf import settings
from django.db import connections

from .fautes import signaler

PERMISES = {
    "django_session",
    "usersessions_usersession",
    "journal_consultation",
    settings.CACHES["default"].get("LOCATION", ""),
}
ECRITURE = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE|CREATE\s+TABLE|ALTER\s+TABLE)"
    r'\s+["`]?(\w+)',
    re.IGNORECASE,
)


def table_ecrite(requete_sql: str) -> str | None:
    """Table que la requête écrit hors des tables permises, ou None."""
    trouve = ECRITURE.match(requete_sql)
    return trouve[1] if trouve and trouve[1] not in PERMISES else None


class LectureSansEcriture:
    """Intergiciel d'essai : relève les écritures faites pendant un GET."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)

        def observer(execute, sql, params, many, context):
            if table := table_ecrite(str(sql)):
                signaler(f"{request.method} {request.path} écrit dans {table}")
            return execute(sql, params, many, context)

        with ExitStack() as pile:
            for connexion in connections.all():
                pile.enter_context(connexion.execute_wrapper(observer))
            return self.get_response(request)
