"""Une couleur secondaire pour tous : les réglages déjà enregistrés reçoivent celle d'origine."""

from django.db import migrations, models

ORIGINE = "#7fb8cc"


def remplir(apps, schema_editor):
    apps.get_model("structure", "Reglages").objects.filter(couleur_secondaire="").update(couleur_secondaire=ORIGINE)


class Migration(migrations.Migration):
    dependencies = [("structure", "0003_recherche")]
    operations = [
        migrations.AlterField(
            "reglages",
            "couleur_secondaire",
            models.CharField(default=ORIGINE, max_length=7, verbose_name="couleur secondaire"),
        ),
        migrations.RunPython(remplir, migrations.RunPython.noop),
    ]
