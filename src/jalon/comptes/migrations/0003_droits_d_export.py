"""Qui exportait tout exporte encore : chaque liste a maintenant son droit."""

from django.db import migrations

ANCIEN, NOUVEAUX = "dossiers.exporter", ("annuaire.exporter", "financement.exporter")


def donner(apps, schema_editor):
    for modele, champ in (("Profil", "droits"), ("Utilisateur", "droits_individuels")):
        for porteur in apps.get_model("comptes", modele).objects.all():
            droits = getattr(porteur, champ)
            if ANCIEN in droits:
                setattr(porteur, champ, list(dict.fromkeys([*droits, *NOUVEAUX])))
                porteur.save(update_fields=[champ])


class Migration(migrations.Migration):
    dependencies = [("comptes", "0002_profils")]
    operations = [migrations.RunPython(donner, migrations.RunPython.noop)]
