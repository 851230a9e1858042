"""Donne le droit « Changer la TVA d'un dossier » aux profils livrés qui l'ont d'office."""

from django.db import migrations

DROIT = "financement.changer_tva"
PROFILS = ("responsable", "administrateur")


def donner(apps, schema_editor):
    for profil in apps.get_model("comptes", "Profil").objects.filter(code__in=PROFILS).order_by("pk"):
        if DROIT not in profil.droits:
            profil.droits = [*profil.droits, DROIT]
            profil.save(update_fields=["droits"])


class Migration(migrations.Migration):
    dependencies = [("financement", "0002_parts_tva_depassement"), ("comptes", "0002_profils")]

    operations = [migrations.RunPython(donner, migrations.RunPython.noop)]
