"""Commande `jalon installer_modeles` : pose les modèles de document livrés qui manquent."""

from typing import Any

from django.core.management.base import BaseCommand

from jalon.editeur.operations.installation import installer_modeles


class Command(BaseCommand):
    help = "Pose et publie les modèles de document livrés qui manquent ; ne touche jamais à ceux de la maison."

    def handle(self, *args: Any, **options: Any) -> None:
        """Répétable : sans effet quand ils sont tous là."""
        poses = installer_modeles()
        self.stdout.write(
            "".join(f"Modèle posé : {modele}.\n" for modele in poses) or "Les modèles sont déjà là.\n"
        )
