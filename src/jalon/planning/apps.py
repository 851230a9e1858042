from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "jalon.planning"
    label = "planning"
    verbose_name = "Planning"

    def ready(self) -> None:
        from . import inscriptions, markers

        inscriptions.inscrire()
        markers.inscrire()
