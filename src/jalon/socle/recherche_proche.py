"""« Vouliez-vous dire » : les mots qui ne diffèrent de la saisie que d'une lettre (issue de la recherche).

Deux temps, pour que les deux moteurs disent la même chose : la base rend des lignes candidates par les trigrammes
qu'elles partagent avec les variantes du mot (le même index que la recherche), Python compare ensuite les mots.
Une faute : une lettre de trop, en moins, changée, ou deux voisines échangées.
"""

from collections import Counter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Lookup, QuerySet
from django.db.models.expressions import Col

from jalon.socle import index_recherche
from jalon.socle.recherche_texte import ChampTexteRecherche, termes

LETTRES_MIN = 4
LETTRES_MAX = 30
TERMES_MAX = 4
CANDIDATS_MAX = 200  # lignes lues par mot corrigé
JOKER = "_"


def est_corrigeable(mot: str) -> bool:
    """Vrai pour un mot de quatre lettres au moins ; un nombre ne se corrige pas."""
    return LETTRES_MIN <= len(mot) <= LETTRES_MAX and not any(c.isdigit() for c in mot)


def une_faute(a: str, b: str) -> bool:
    """Vrai si l'on passe de `a` à `b` par une seule faute ; faux s'ils sont égaux."""
    debut = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[debut:], b[debut:]
    fin = next((i for i, (x, y) in enumerate(zip(a[::-1], b[::-1], strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[: len(a) - fin], b[: len(b) - fin]
    return (len(a), len(b)) in ((1, 1), (1, 0), (0, 1)) or (len(a) == 2 and b == a[::-1])


def est_proche(saisi: str, mot: str) -> bool:
    """Vrai si `mot` commence, à une faute près, par ce qui est saisi (et ne commence pas exactement par là)."""
    if mot.startswith(saisi):
        return False
    longueurs = {min(len(saisi) + ecart, len(mot)) for ecart in (-1, 0, 1)}
    return any(une_faute(saisi, mot[:longueur]) for longueur in longueurs)


def variantes(mot: str) -> list[str]:
    """Les débuts de mot possibles à une faute près ; « _ » tient lieu d'une lettre quelconque."""
    changees = [mot[:i] + JOKER + mot[i + 1 :] for i in range(len(mot))]
    oubliees = [mot[:i] + JOKER + mot[i:] for i in range(len(mot))]
    en_trop = [mot[:i] + mot[i + 1 :] for i in range(len(mot))]
    echangees = [mot[:i] + mot[i + 1] + mot[i] + mot[i + 2 :] for i in range(len(mot) - 1)]
    toutes = dict.fromkeys([*changees, *oubliees, *en_trop, *echangees])
    return [variante for variante in toutes if fragment(variante)]


def fragment(variante: str) -> str:
    """Le plus long morceau sans joker, espace initiale comprise ; rien s'il est trop court pour l'index."""
    plus_long = max(f" {variante}".split(JOKER), key=len)
    return plus_long if len(plus_long) >= index_recherche.LONGUEUR_TRIGRAMME else ""


def saisies_proches(queryset: QuerySet, champ: str, saisie: str) -> Counter[str]:
    """Les saisies corrigées d'un mot qui trouveraient quelque chose dans `queryset`, et combien de lignes.

    `queryset` est déjà restreint à ce que la personne voit : rien d'autre n'est proposé. Une requête par mot
    corrigeable, quatre au plus, deux cents lignes au plus chacune.
    """
    mots, comptes = termes(saisie), Counter()
    for rang, mot in enumerate(mots[:TERMES_MAX]):
        if not est_corrigeable(mot):
            continue
        for texte in _candidats(queryset, champ, mot, [*mots[:rang], *mots[rang + 1 :]]):
            proches = {autre for autre in texte.split() if est_proche(mot, autre)}
            comptes.update(" ".join([*mots[:rang], proche, *mots[rang + 1 :]]) for proche in proches)
    return comptes


def _candidats(queryset: QuerySet, champ: str, mot: str, autres: list[str]) -> QuerySet:
    lignes = queryset.filter(**{f"{champ}__contient_mot_proche": mot})
    if autres:
        lignes = lignes.filter(**{f"{champ}__contient_mot": " ".join(autres)})
    return lignes.order_by("pk").values_list(champ, flat=True)[:CANDIDATS_MAX]


def meilleures(comptes: Counter[str], saisie: str, nombre: int) -> list[str]:
    """Les plus vraisemblables : un mot entier à une faute d'abord, puis les plus fréquentes, puis l'alphabet."""
    saisie = " ".join(termes(saisie))
    rangees = sorted(comptes, key=lambda autre: (not une_faute(saisie, autre), -comptes[autre], autre))
    return rangees[:nombre]


@ChampTexteRecherche.register_lookup
class ContientMotProche(Lookup):
    """`champ__contient_mot_proche="matrin"` : un mot du texte commence, à une faute près, par « matrin »."""

    lookup_name = "contient_mot_proche"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        colonne, params = self.process_lhs(compiler, connection)
        motifs = [f"% {variante}%" for variante in self._variantes()]
        sql = " OR ".join([f"{colonne} LIKE %s"] * len(motifs))
        return f"({sql})", [valeur for motif in motifs for valeur in (*params, motif)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list]:
        """Les trigrammes des variantes d'abord, par l'index ; le motif exact ensuite, sur ce qu'ils ont trouvé."""
        sql, params = self.as_sql(compiler, connection)
        if not isinstance(self.lhs, Col):
            return sql, params
        quote, modele = connection.ops.quote_name, self.lhs.target.model
        table, cle = quote(index_recherche.nom_table(modele)), quote(modele._meta.pk.column)
        dans_l_index = f"{quote(self.lhs.alias)}.{cle} IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"  # noqa: S608
        morceaux = sorted({f'"{fragment(variante)}"' for variante in self._variantes()})
        return f"({dans_l_index} AND {sql})", [f"{self.lhs.target.column} : ({' OR '.join(morceaux)})", *params]

    def _variantes(self) -> list[str]:
        mots = termes(str(self.rhs))
        if len(mots) == 1 and (trouvees := variantes(mots[0])):
            return trouvees
        raise EmptyResultSet
