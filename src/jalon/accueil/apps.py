from django.apps import AppConfig


class AccueilConfig(AppConfig):
    name = "jalon.accueil"
    label = "accueil"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
