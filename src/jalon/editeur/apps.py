from django.apps import AppConfig


class EditeurConfig(AppConfig):
    name = "jalon.editeur"
    label = "editeur"
    verbose_name = "Éditeur"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
