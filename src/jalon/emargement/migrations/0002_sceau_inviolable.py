"""La base refuse elle-même de modifier ou de supprimer un sceau, sur les deux moteurs."""

from django.db import migrations

from jalon.emargement.inviolable import poser, retirer


class Migration(migrations.Migration):
    dependencies = [("emargement", "0001_initial")]
    operations = [migrations.RunPython(poser, retirer)]
