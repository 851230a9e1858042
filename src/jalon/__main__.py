"""Commande `jalon` : les commandes de gestion du produit."""

import os
import sys


def main() -> None:
    """Exécute une commande ; le réglage par défaut est celui de la production."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.config.settings.production")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
