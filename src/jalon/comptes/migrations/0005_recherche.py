"""Recompose la clé de tri et le texte cherché des comptes déjà là."""

from django.db import migrations

from jalon.socle.recherche_texte import cle_tri, texte_recherche


def remplir(apps, schema_editor):
    for compte in apps.get_model("comptes", "Utilisateur").objects.order_by("pk"):
        compte.cle_tri = cle_tri(compte.nom, compte.prenom)
        compte.texte_recherche = texte_recherche(compte.nom, compte.prenom, compte.courriel)
        compte.save(update_fields=["cle_tri", "texte_recherche"])


class Migration(migrations.Migration):
    dependencies = [("comptes", "0004_utilisateurs_et_invitations")]
    operations = [migrations.RunPython(remplir, migrations.RunPython.noop)]
