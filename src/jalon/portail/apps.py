from django.apps import AppConfig


class PortailConfig(AppConfig):
    name = "jalon.portail"
    label = "portail"
    verbose_name = "Portail"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
