"""Recompose la clé de tri et le texte cherché des centres et des lieux déjà là."""

from django.db import migrations

from jalon.socle.recherche_texte import cle_tri, texte_recherche


def remplir(apps, schema_editor):
    centre, lieu = apps.get_model("structure", "Centre"), apps.get_model("structure", "Lieu")
    for objet in centre.objects.order_by("pk"):
        objet.cle_tri = cle_tri(objet.libelle)
        objet.texte_recherche = texte_recherche(objet.libelle, objet.code, objet.ville, objet.code_postal)
        objet.save(update_fields=["cle_tri", "texte_recherche"])
    for objet in lieu.objects.order_by("pk"):
        objet.cle_tri = cle_tri(objet.libelle)
        objet.texte_recherche = texte_recherche(objet.libelle)
        objet.save(update_fields=["cle_tri", "texte_recherche"])


class Migration(migrations.Migration):
    dependencies = [("structure", "0002_reglages_et_ouverture")]
    operations = [migrations.RunPython(remplir, migrations.RunPython.noop)]
