from django.apps import AppConfig


class FinancementConfig(AppConfig):
    name = "jalon.financement"
    label = "financement"
    verbose_name = "Financement"

    def ready(self) -> None:
        from . import inscriptions, markers, sources

        inscriptions.inscrire()
        markers.inscrire()
        sources.inscrire()
