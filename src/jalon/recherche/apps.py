from django.apps import AppConfig


class RechercheConfig(AppConfig):
    name = "jalon.recherche"
    label = "recherche"
    verbose_name = "Recherche"

    def ready(self) -> None:
        from . import ecrans

        ecrans.inscrire()
