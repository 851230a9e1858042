"""Pose les suivis, motifs et origines livrés ; ce que la maison a déjà reste tel quel."""

from django.db import migrations

from jalon.prestations.reference import MOTIFS, ORIGINES, SUIVIS


def poser(apps, schema_editor):
    _poser(apps.get_model("prestations", "Suivi"), SUIVIS)
    _poser(apps.get_model("prestations", "Origine"), ORIGINES)
    for type_evenement, libelles in MOTIFS.items():
        _poser(apps.get_model("prestations", "Motif"), libelles, type_evenement=type_evenement)


def _poser(modele, libelles, **fixes):
    for rang, libelle in enumerate(libelles, start=1):
        modele.objects.get_or_create(libelle=libelle, **fixes, defaults={"rang": rang})


class Migration(migrations.Migration):
    dependencies = [("prestations", "0002_recherche")]

    operations = [migrations.RunPython(poser, migrations.RunPython.noop)]
