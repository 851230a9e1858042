"""Pose les types de document et d'événement livrés ; ce que la maison a déjà reste tel quel."""

from django.db import migrations

from jalon.prestations.reference import TYPES_DOCUMENT, TYPES_EVENEMENT


def poser(apps, schema_editor):
    documents = apps.get_model("prestations", "TypeDocument").objects
    for rang, libelle in enumerate(TYPES_DOCUMENT, start=1):
        documents.get_or_create(libelle=libelle, defaults={"rang": rang})
    evenements = apps.get_model("prestations", "TypeEvenementMaison").objects
    for rang, (libelle, fait) in enumerate(TYPES_EVENEMENT, start=1):
        evenements.get_or_create(libelle=libelle, defaults={"rang": rang, "fait": fait})


class Migration(migrations.Migration):
    dependencies = [("prestations", "0004_versions")]

    operations = [migrations.RunPython(poser, migrations.RunPython.noop)]
