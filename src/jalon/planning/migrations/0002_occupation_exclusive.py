"""Sur PostgreSQL, la base refuse elle-même deux occupations exclusives qui se chevauchent."""

from django.db import migrations

POSER = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """ALTER TABLE planning_occupation ADD CONSTRAINT occupation_exclusive
       EXCLUDE USING gist (cle WITH =, tstzrange(debut, fin) WITH &&)
       WHERE (is_active AND is_exclusive AND NOT is_derogation)""",
)
RETIRER = ("ALTER TABLE planning_occupation DROP CONSTRAINT occupation_exclusive",)


def _executer(schema_editor, ordres) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for ordre in ordres:
            schema_editor.execute(ordre)


def poser(apps, schema_editor) -> None:
    _executer(schema_editor, POSER)


def retirer(apps, schema_editor) -> None:
    _executer(schema_editor, RETIRER)


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]
    operations = [migrations.RunPython(poser, retirer)]
