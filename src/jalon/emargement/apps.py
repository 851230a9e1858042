from django.apps import AppConfig


class EmargementConfig(AppConfig):
    name = "jalon.emargement"
    label = "emargement"
    verbose_name = "Émargement"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
