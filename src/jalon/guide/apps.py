from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "jalon.guide"
    label = "guide"
    verbose_name = "Guide"

    def ready(self) -> None:
        from jalon.recherche.registres import SOURCES

        from .source import SOURCE

        SOURCES.ajouter(SOURCE)
