"""Pose les profils livrés."""

from django.db import migrations

from jalon.comptes.profils import PROFILS


def poser(apps, schema_editor):
    Profil = apps.get_model("comptes", "Profil")
    for profil in PROFILS:
        Profil.objects.get_or_create(code=profil["code"], defaults=profil)


class Migration(migrations.Migration):
    dependencies = [("comptes", "0001_initial")]

    operations = [migrations.RunPython(poser, migrations.RunPython.noop)]
