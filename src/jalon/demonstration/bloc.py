"""Insère en bloc, instants compris : `bulk_create` compile un ordre par paquet, et date tout de maintenant."""

from collections.abc import Sequence

from django.core.management.color import no_style
from django.db import connection, models


def inserer(lignes: Sequence[models.Model]) -> None:
    """Donne une clé à chaque ligne, toutes du même modèle, et les écrit d'un seul envoi.

    La base applique ses contraintes comme à toute insertion.
    """
    if not lignes:
        return
    modele = type(lignes[0])
    derniere = modele.objects.aggregate(derniere=models.Max("pk"))["derniere"] or 0
    for cle, ligne in enumerate(lignes, derniere + 1):
        ligne.pk = cle
    champs = modele._meta.concrete_fields
    with connection.cursor() as curseur:
        curseur.executemany(_ordre(modele, champs), [_valeurs(ligne, champs) for ligne in lignes])
        for ordre in connection.ops.sequence_reset_sql(no_style(), [modele]):
            curseur.execute(ordre)


def _ordre(modele: type[models.Model], champs: Sequence[models.Field]) -> str:
    nommer = connection.ops.quote_name
    colonnes = ", ".join(nommer(champ.column) for champ in champs)
    places = ", ".join(["%s"] * len(champs))
    return f"INSERT INTO {nommer(modele._meta.db_table)} ({colonnes}) VALUES ({places})"  # noqa: S608


def _valeurs(ligne: models.Model, champs: Sequence[models.Field]) -> list:
    return [champ.get_db_prep_save(getattr(ligne, champ.attname), connection) for champ in champs]
