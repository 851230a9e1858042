from django.apps import AppConfig


class MemosConfig(AppConfig):
    name = "jalon.memos"
    label = "memos"
    verbose_name = "Mémos"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
