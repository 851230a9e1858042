"""Prépare la base de la démonstration, dans l'environnement du produit : structure, cache, données.

Chaque ligne « » titre » annonce l'étape au lanceur (demo.py).
"""

import os

import django
from django.core.management import call_command

ETAPES = (
    ("Mise à jour de la base de données", ("migrate", "--noinput", "--verbosity=0")),
    ("Mise à jour de la base de données", ("createcachetable",)),
    ("Écriture des données de démonstration", ("donnees_demonstration",)),
    ("Pose des modèles de document", ("installer_modeles",)),
    ("Mise à jour des dossiers", ("tache_nocturne",)),
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.config.settings.demonstration")
    django.setup()
    for titre, commande in ETAPES:
        print(f"» {titre}", flush=True)
        call_command(*commande)


if __name__ == "__main__":
    main()
