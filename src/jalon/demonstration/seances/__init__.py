"""Les séances de la démonstration : ce que chaque dossier demande, quand c'est possible, ce qui s'écrit."""
