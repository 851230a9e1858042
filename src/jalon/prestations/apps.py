from django.apps import AppConfig


class PrestationsConfig(AppConfig):
    name = "jalon.prestations"
    label = "prestations"
    verbose_name = "Prestations"

    def ready(self) -> None:
        from . import inscriptions, sources

        inscriptions.inscrire()
        sources.inscrire()
