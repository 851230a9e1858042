"""Recompose la clé de tri et le texte cherché des profils et des équipes déjà là."""

from django.db import migrations

from jalon.socle.recherche_texte import cle_tri, texte_recherche


def remplir(apps, schema_editor):
    for nom in ("Profil", "Equipe"):
        for objet in apps.get_model("comptes", nom).objects.order_by("pk"):
            objet.cle_tri, objet.texte_recherche = cle_tri(objet.libelle), texte_recherche(objet.libelle)
            objet.save(update_fields=["cle_tri", "texte_recherche"])


class Migration(migrations.Migration):
    dependencies = [("comptes", "0006_profils_et_equipes")]
    operations = [migrations.RunPython(remplir, migrations.RunPython.noop)]
