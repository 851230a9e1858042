"""Sur les deux moteurs, la base refuse de modifier ou de supprimer un sceau (règle 10 de la maison).

Une migration qui touche `emargement_sceau` rejoue `poser` : SQLite recopie la table, et perd ses déclencheurs.
"""

TABLE = "emargement_sceau"
PHRASE = "Un sceau ne se modifie pas et ne se supprime pas."
GESTES = ("UPDATE", "DELETE")

RETIRER_SQLITE = [f"DROP TRIGGER IF EXISTS {TABLE}_{geste.lower()}" for geste in GESTES]
POSER_SQLITE = [
    f"CREATE TRIGGER {TABLE}_{geste.lower()} BEFORE {geste} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{PHRASE}'); END"
    for geste in GESTES
]
RETIRER_POSTGRESQL = [
    f"DROP TRIGGER IF EXISTS {TABLE}_inviolable ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_refuser()",
]
POSER_POSTGRESQL = [
    f"""CREATE FUNCTION {TABLE}_refuser() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{PHRASE}'; END $$""",
    f"""CREATE TRIGGER {TABLE}_inviolable BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuser()""",
]


def retirer(apps, schema_editor) -> None:
    """Retire les déclencheurs (retour d'une migration)."""
    _executer(schema_editor, RETIRER_SQLITE, RETIRER_POSTGRESQL)


def poser(apps, schema_editor) -> None:
    """Pose les déclencheurs ; les remplace s'ils y sont."""
    retirer(apps, schema_editor)
    _executer(schema_editor, POSER_SQLITE, POSER_POSTGRESQL)


def _executer(schema_editor, sqlite: list[str], postgresql: list[str]) -> None:
    for ordre in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(ordre)
