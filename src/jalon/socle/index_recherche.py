"""Les index de la recherche textuelle : ce que les migrations de Django ne savent pas écrire.

Tout est idempotent. SQLite perd les déclencheurs d'une table que Django refait : ils sont retirés avant
une migration, reposés après, et l'index est alors reconstruit. Sur PostgreSQL l'index suit sa table.
"""

from django.db import connections
from django.db.backends.utils import names_digest
from django.db.models import Model

LONGUEUR_TRIGRAMME = 3
SUFFIXE_TABLE = "_fts"
# Nom du déclencheur = table FTS + suffixe : on les reconnaît ainsi sans les modèles.
SUFFIXES_DECLENCHEURS = ("_ajout", "_retrait", "_modif")


def nom_table(modele: type[Model]) -> str:
    """Le nom de la table de trigrammes d'un modèle (SQLite)."""
    return f"{modele._meta.db_table}{SUFFIXE_TABLE}"


def nom_index(table: str, colonne: str) -> str:
    """Le nom, de 63 caractères au plus, de l'index de trigrammes d'une colonne (PostgreSQL)."""
    return f"{table[:45]}_{names_digest(table, colonne, length=8)}_trgm"


def installer(modele: type[Model], colonnes: list[str], using: str) -> None:
    """Pose l'index des colonnes d'un modèle s'il manque ; sans effet si la table n'existe pas encore."""
    connexion = connections[using]
    if not _table_prete(connexion, modele._meta.db_table, colonnes):
        return
    if connexion.vendor == "sqlite":
        _installer_sqlite(connexion, modele, colonnes)
    elif connexion.vendor == "postgresql":
        _installer_postgresql(connexion, modele, colonnes)


def retirer_declencheurs(using: str) -> None:
    """Avant une migration (SQLite) : une colonne citée par un déclencheur ne pourrait pas être retirée."""
    connexion = connections[using]
    if connexion.vendor != "sqlite":
        return
    with connexion.cursor() as curseur:
        for nom in _declencheurs(curseur):
            curseur.execute(f"DROP TRIGGER IF EXISTS {connexion.ops.quote_name(nom)}")


def _table_prete(connexion, table: str, colonnes: list[str]) -> bool:
    with connexion.cursor() as curseur:
        if table not in connexion.introspection.table_names(curseur):
            return False
        presentes = {c.name for c in connexion.introspection.get_table_description(curseur, table)}
    return set(colonnes) <= presentes


def _installer_postgresql(connexion, modele: type[Model], colonnes: list[str]) -> None:
    """Les présences sont demandées d'abord : un `IF NOT EXISTS` prendrait un verrou sur la table."""
    quote, table = connexion.ops.quote_name, modele._meta.db_table
    with connexion.cursor() as curseur:
        curseur.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s", [table])
        presents = {nom for (nom,) in curseur.fetchall()}
        for colonne in colonnes:
            if (nom := nom_index(table, colonne)) in presents:
                continue
            curseur.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cible = f"{quote(table)} USING gin ({quote(colonne)} gin_trgm_ops)"
            curseur.execute(f"CREATE INDEX IF NOT EXISTS {quote(nom)} ON {cible}")


def _installer_sqlite(connexion, modele: type[Model], colonnes: list[str]) -> None:
    quote, fts = connexion.ops.quote_name, nom_table(modele)
    creation = _creation_fts(quote, modele, colonnes)
    with connexion.cursor() as curseur:
        en_place = _sql_de(curseur, fts)
        noms = {f"{fts}{suffixe}" for suffixe in SUFFIXES_DECLENCHEURS}
        if en_place == creation and noms <= set(_declencheurs(curseur)):
            return
        if en_place != creation:
            curseur.execute(f"DROP TABLE IF EXISTS {quote(fts)}")
            curseur.execute(creation)
        for nom, ordre in _creations_declencheurs(quote, modele, colonnes).items():
            curseur.execute(f"DROP TRIGGER IF EXISTS {quote(nom)}")
            curseur.execute(ordre)
        curseur.execute(f"INSERT INTO {quote(fts)} ({quote(fts)}) VALUES ('rebuild')")  # noqa: S608


def _creation_fts(quote, modele: type[Model], colonnes: list[str]) -> str:
    meta = modele._meta
    liste = ", ".join(map(quote, colonnes))
    options = f"content='{meta.db_table}', content_rowid='{meta.pk.column}', tokenize='trigram'"
    return f"CREATE VIRTUAL TABLE {quote(nom_table(modele))} USING fts5({liste}, {options})"


def _creations_declencheurs(quote, modele: type[Model], colonnes: list[str]) -> dict[str, str]:
    """Les trois ordres qui tiennent l'index à jour, par nom ; une modification sans effet n'écrit rien."""
    table, fts, cle = modele._meta.db_table, quote(nom_table(modele)), quote(modele._meta.pk.column)
    liste = ", ".join(map(quote, colonnes))

    def valeurs(ligne: str) -> str:
        return ", ".join(f"{ligne}.{quote(colonne)}" for colonne in colonnes)

    ajout = f"INSERT INTO {fts} (rowid, {liste}) VALUES (new.{cle}, {valeurs('new')});"  # noqa: S608
    retrait = (
        f"INSERT INTO {fts} ({fts}, rowid, {liste}) "  # noqa: S608
        f"VALUES ('delete', old.{cle}, {valeurs('old')});"
    )
    change = " OR ".join(f"old.{quote(c)} IS NOT new.{quote(c)}" for c in colonnes)
    corps = {
        "_ajout": f"AFTER INSERT ON {quote(table)} BEGIN {ajout} END",
        "_retrait": f"AFTER DELETE ON {quote(table)} BEGIN {retrait} END",
        "_modif": f"AFTER UPDATE OF {liste} ON {quote(table)} WHEN {change} BEGIN {retrait} {ajout} END",
    }
    nom = nom_table(modele)
    return {f"{nom}{suffixe}": f"CREATE TRIGGER {quote(nom + suffixe)} {sql}" for suffixe, sql in corps.items()}


def _sql_de(curseur, nom: str) -> str | None:
    curseur.execute("SELECT sql FROM sqlite_master WHERE name = %s", [nom])
    ligne = curseur.fetchone()
    return ligne[0] if ligne else None


def _declencheurs(curseur) -> list[str]:
    curseur.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    fins = tuple(f"{SUFFIXE_TABLE}{suffixe}" for suffixe in SUFFIXES_DECLENCHEURS)
    return [nom for (nom,) in curseur.fetchall() if nom.endswith(fins)]
