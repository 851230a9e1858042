"""Recherche par début de mot sur une colonne de texte normalisé, la même sur les deux moteurs (règle 11).

Un modèle porte un `ChampTexteRecherche` ; ses actes y écrivent `texte_recherche(nom, prenom, numero)`.
`chercher(queryset, "texte_recherche", saisie)` filtre ; deux lettres suffisent et l'index sert toujours :

- SQLite : table FTS5 à trigrammes `<table>_fts`, à contenu externe, tenue par trois déclencheurs ;
- PostgreSQL : index GIN `gin_trgm_ops`.

L'index est posé après chaque `migrate`, sans rien refaire s'il est en place (`index_recherche`).
"""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Lookup, Model, QuerySet
from django.db.models.expressions import Col
from django.db.models.signals import post_migrate, pre_migrate

from jalon.socle import index_recherche
from jalon.socle.formats import normaliser

LETTRES_UTILES = 2
TERMES_MAX = 10
SAISIE_MAX = 200
CLE_TRI_MAX = 200


def texte_recherche(*parties: object) -> str:
    """Le texte à chercher : les parties normalisées, précédées d'une espace pour que tout mot en suive une.

    `texte_recherche("MARTIN", "Claire", "2026-000412")` donne `" martin claire 2026 000412"`.
    """
    mots = _normaliser(parties)
    return f" {mots}" if mots else ""


def cle_tri(*parties: object) -> str:
    """La clé de tri des parties : normalisée, coupée à 200 caractères ; « École » se range avant « Zola »."""
    return _normaliser(parties)[:CLE_TRI_MAX]


def termes(saisie: str) -> list[str]:
    """Les mots cherchés dans une saisie : au plus dix, sans doublon, dans l'ordre tapé."""
    mots = normaliser((saisie or "")[:SAISIE_MAX]).split()
    return list(dict.fromkeys(mots))[:TERMES_MAX]


def est_trop_courte(saisie: str) -> bool:
    """Vrai si la saisie n'est pas vide mais qu'aucun de ses mots n'a deux lettres ou chiffres."""
    return bool((saisie or "").strip()) and not any(len(mot) >= LETTRES_UTILES for mot in termes(saisie))


def chercher(queryset: QuerySet, champ: str, saisie: str) -> QuerySet:
    """Restreint aux lignes dont le champ contient, en début de mot, chaque mot de la saisie (A2).

    `champ` est le chemin d'un `ChampTexteRecherche`, relations comprises (`beneficiaire__texte_recherche`).
    Saisie vide : rien n'est retiré. Moins de deux lettres utiles : rien n'est trouvé.
    """
    if not (saisie or "").strip():
        return queryset
    if est_trop_courte(saisie):
        return queryset.none()
    return queryset.filter(**{f"{champ}__contient_mot": saisie})


def _normaliser(parties: Sequence[object]) -> str:
    return normaliser(" ".join(str(partie) for partie in parties if partie is not None))


class _CollationC:
    """Sur PostgreSQL, compare les octets comme le fait SQLite : même ordre, mêmes résultats."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        collation = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": collation}


class ChampTexteRecherche(_CollationC, models.TextField):
    """Texte normalisé où l'on cherche ; normalisé de nouveau à l'enregistrement, quoi qu'on y ait mis."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": "", "blank": True, "editable": False, **kwargs})

    def pre_save(self, model_instance: Model, add: bool) -> str:
        valeur = texte_recherche(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, valeur)
        return valeur

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_cle_primaire()]

    def _check_cle_primaire(self) -> list[checks.CheckMessage]:
        """L'index de SQLite retrouve une ligne par son numéro : la clé primaire doit être automatique."""
        if isinstance(self.model._meta.pk, models.AutoField | models.BigAutoField):
            return []
        return [checks.Error("Un champ de recherche demande une clé primaire automatique.", obj=self)]


class ChampCleTri(_CollationC, models.CharField):
    """Clé de tri normalisée, comparée octet par octet : même ordre sur les deux moteurs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defauts = {"max_length": CLE_TRI_MAX, "default": "", "blank": True, "editable": False}
        super().__init__(*args, **{**defauts, **kwargs})

    def pre_save(self, model_instance: Model, add: bool) -> str:
        valeur = cle_tri(getattr(model_instance, self.attname))[: self.max_length]
        setattr(model_instance, self.attname, valeur)
        return valeur


@ChampTexteRecherche.register_lookup
class ContientMot(Lookup):
    """`champ__contient_mot="mar cl"` : un mot du texte commence par « mar », et un par « cl »."""

    lookup_name = "contient_mot"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list]:
        colonne, params = self.process_lhs(compiler, connection)
        motifs = self._motifs()
        sql = " AND ".join([f"{colonne} LIKE %s"] * len(motifs))
        return f"({sql})", [valeur for motif in motifs for valeur in (*params, motif)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list]:
        """Une seule sous-requête pour tous les mots : FTS5 croise leurs trigrammes dans l'index, si bien
        qu'un mot fréquent (l'année d'un numéro) ne coûte rien à côté d'un mot rare. Une lettre seule est trop
        courte pour l'index : elle ne fait que restreindre ce qu'un mot plus long a trouvé."""
        motifs = self._motifs()
        longs = [motif for motif in motifs if len(motif) >= index_recherche.LONGUEUR_TRIGRAMME + 2]
        if not isinstance(self.lhs, Col) or not longs:
            return self.as_sql(compiler, connection)
        colonne, _ = self.process_lhs(compiler, connection)
        courts = [motif for motif in motifs if motif not in longs]
        conditions = [self._dans_l_index(connection, len(longs)), *[f"{colonne} LIKE %s"] * len(courts)]
        return f"({' AND '.join(conditions)})", [*longs, *courts]

    def _dans_l_index(self, connection: Any, nombre: int) -> str:
        quote, modele = connection.ops.quote_name, self.lhs.target.model
        cle = f"{quote(self.lhs.alias)}.{quote(modele._meta.pk.column)}"
        tous = " AND ".join([f"{quote(self.lhs.target.column)} LIKE %s"] * nombre)
        return f"{cle} IN (SELECT rowid FROM {quote(index_recherche.nom_table(modele))} WHERE {tous})"  # noqa: S608

    def _motifs(self) -> list[str]:
        if mots := termes(str(self.rhs)):
            return [f"% {mot}%" for mot in mots]
        raise EmptyResultSet


def champs_de_recherche(modele: type[Model]) -> list[ChampTexteRecherche]:
    """Les champs de recherche qu'un modèle porte dans sa propre table."""
    return [champ for champ in modele._meta.local_fields if isinstance(champ, ChampTexteRecherche)]


def _apres_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    for modele in sender.get_models():
        if champs := champs_de_recherche(modele):
            index_recherche.installer(modele, [champ.column for champ in champs], using)


def _avant_migrate(sender: Any, using: str, plan: Sequence = (), **kwargs: Any) -> None:
    if plan:
        index_recherche.retirer_declencheurs(using)


post_migrate.connect(_apres_migrate, dispatch_uid="jalon.recherche_texte.apres")
pre_migrate.connect(_avant_migrate, dispatch_uid="jalon.recherche_texte.avant")
