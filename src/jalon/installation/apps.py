from django.apps import AppConfig


class InstallationConfig(AppConfig):
    name = "jalon.installation"
    label = "installation"
    verbose_name = "Premier démarrage"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
