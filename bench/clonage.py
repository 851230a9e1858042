"""Multiplie une base gabarit : chaque copie reçoit ses propres clés, d'un `INSERT … SELECT` par table.

Une copie porte cinq nombres : `k`, son rang, décale les clés de ses dossiers ; `s`, `p` et `g` sont les rangs des
copies qui lui prêtent ses comptes, ses conventions, ses sociétés ; `jours` la recule dans le temps. Le gabarit est
la copie 0. Une copie reculée ne prend que les dossiers choisis (ceux qui sont finis), et ce qui en dépend.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from tables import executer, lire

PREMIER_JOUR = "1900-01-01"  # en deçà, une date est un repère (« toujours »), pas un jour


@dataclass(frozen=True)
class Copie:
    k: int
    s: int
    p: int
    g: int
    jours: int

    @property
    def is_reculee(self) -> bool:
        return self.jours > 0


@dataclass
class Table:
    """Comment une table se multiplie.

    `espace` : k (par copie), s, p ou g. `garder` : condition SQL, sur `t`, des lignes qu'une copie reculée prend ;
    vide, elle n'en prend aucune. `partout` : condition de toutes les copies. `exprimer` : colonne → SQL.
    `retouche` : rend (clé neuve, valeurs des `colonnes`) pour chaque ligne de chaque copie.
    """

    modele: type[models.Model]
    espace: str = "k"
    garder: str = ""
    partout: str = ""
    exprimer: dict[str, str] | None = None
    fixes: tuple[str, ...] = ()  # dates que le recul ne touche pas
    colonnes: tuple[str, ...] = ()
    retouche: Callable[[Sequence[Copie], int], Iterable[tuple]] | None = None

    @property
    def nom(self) -> str:
        return self.modele._meta.db_table


class Cloneur:
    """Connaît les tables qui se multiplient, et le pas de chacune : sa plus grande clé dans le gabarit."""

    def __init__(self, tables: Sequence[Table], copies: Sequence[Copie]) -> None:
        self.tables = {table.modele: table for table in tables}
        self.copies = copies
        self.pas = {modele: lire(f'SELECT COALESCE(MAX(id), 0) FROM "{t.nom}"')[0][0]
                    for modele, t in self.tables.items()}  # fmt: skip

    def cloner(self) -> None:
        """Écrit les copies, table après table."""
        _table_temporaire("copies", "k", "s", "p", "g", "jours")
        remplir("copies", 5, [(c.k, c.s, c.p, c.g, c.jours) for c in self.copies])
        for table in self.tables.values():
            executer([f'CREATE TEMP TABLE "g_{table.nom}" AS SELECT * FROM "{table.nom}"'])
            self._choisir(table)
        for table in self.tables.values():
            self._cloner(table)

    def _choisir(self, table: Table) -> None:
        """Les lignes que prennent les copies reculées, gardées pour les tables qui en dépendent."""
        choix = f'SELECT t.id FROM "g_{table.nom}" t WHERE {table.garder or "FALSE"}'
        executer([
            f'CREATE TEMP TABLE "garde_{table.nom}" (id bigint PRIMARY KEY)',
            f'INSERT INTO "garde_{table.nom}" {choix}',
        ])  # fmt: skip

    def _cloner(self, table: Table) -> None:
        pas = self.pas[table.modele]
        jointure = ""
        if table.retouche:
            _table_temporaire(f"r_{table.nom}", "id", textes=table.colonnes)
            lignes = table.retouche(self.copies, pas)
            remplir(f"r_{table.nom}", 1 + len(table.colonnes), lignes)
            jointure = f'JOIN "r_{table.nom}" r ON r.id = t.id + c.k * {pas}'
        champs = table.modele._meta.concrete_fields
        colonnes = ", ".join(f'"{champ.column}"' for champ in champs)
        valeurs = ", ".join(self._valeur(table, champ) for champ in champs)
        qui = f'c.k = c.{table.espace} AND (c.jours = 0 OR t.id IN (SELECT id FROM "garde_{table.nom}"))'
        if table.partout:
            qui += f" AND ({table.partout})"
        executer([
            f'INSERT INTO "{table.nom}" ({colonnes}) SELECT {valeurs} '
            f'FROM copies c CROSS JOIN "g_{table.nom}" t {jointure} WHERE c.k > 0 AND {qui} ORDER BY c.k, t.id'
        ])  # fmt: skip

    def _valeur(self, table: Table, champ: models.Field) -> str:
        colonne = f't."{champ.column}"'
        if champ.primary_key:
            return f"t.id + c.k * {self.pas[table.modele]}"
        if champ.attname in (table.exprimer or {}):
            return table.exprimer[champ.attname]
        if champ.attname in table.colonnes:
            return f'r."{champ.attname}"'
        if isinstance(champ, models.UUIDField):
            return "NULL"
        if isinstance(champ, models.ForeignKey):
            return self.decaler(champ.related_model, colonne)
        if isinstance(champ, models.DateField) and table.espace == "k" and champ.attname not in table.fixes:
            return _reculer(champ, colonne)
        return colonne

    def decaler(self, modele: type[models.Model], colonne: str) -> str:
        """La clé de la copie que désigne cette clé du gabarit."""
        cible = self.tables.get(modele)
        if cible is None:
            return colonne
        espace = f"c.{cible.espace}"
        if modele._meta.label == "annuaire.Personne":  # un bénéficiaire suit son dossier, les autres leur site
            garde = f'{colonne} IN (SELECT id FROM "garde_{cible.nom}")'
            espace = f"CASE WHEN {garde} THEN c.k ELSE c.s END"
        return f"{colonne} + ({espace}) * {self.pas[modele]}"

    def decaler_generique(self, type_id: str, cle: str) -> str:
        """La même chose pour une clé dont le type de contenu est dans une colonne."""
        cas = " ".join(
            f"WHEN {ContentType.objects.get_for_model(modele).pk} THEN {self.decaler(modele, cle)}"
            for modele in self.tables
            if not modele._meta.auto_created
        )
        return f"CASE {type_id} {cas} ELSE {cle} END"


def _reculer(champ: models.Field, colonne: str) -> str:
    """La date, reculée des jours de la copie."""
    if connection.vendor == "sqlite":
        recule = f"date({colonne}, '-' || c.jours || ' days') || substr({colonne}, 11)"
    elif isinstance(champ, models.DateTimeField):
        recule = f"{colonne} - c.jours * interval '1 day'"
    else:
        recule = f"{colonne} - c.jours::int"
    return f"CASE WHEN c.jours = 0 OR {colonne} < '{PREMIER_JOUR}' THEN {colonne} ELSE {recule} END"


def _table_temporaire(nom: str, *entiers: str, textes: Sequence[str] = ()) -> None:
    cle, *autres = entiers
    colonnes = [
        f'"{cle}" bigint PRIMARY KEY',
        *(f'"{n}" bigint' for n in autres),
        *(f'"{t}" text' for t in textes),
    ]
    executer([f'CREATE TEMP TABLE "{nom}" ({", ".join(colonnes)})'])


def remplir(table: str, largeur: int, lignes: Iterable[tuple]) -> None:
    """Écrit ces lignes : COPY sur PostgreSQL, un ordre préparé sur SQLite."""
    lignes = list(lignes)  # les composer lit la base : rien ne se lit pendant un COPY
    with connection.cursor() as curseur:
        if connection.vendor == "sqlite":
            places = ", ".join(["%s"] * largeur)
            curseur.executemany(f'INSERT INTO "{table}" VALUES ({places})', lignes)
            return
        with curseur.copy(f'COPY "{table}" FROM STDIN') as copie:
            for ligne in lignes:
                copie.write_row(ligne)
        curseur.execute(f'ANALYZE "{table}"')
