from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "jalon.dossiers"
    label = "dossiers"
    verbose_name = "Dossiers"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
