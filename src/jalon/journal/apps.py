from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "jalon.journal"
    label = "journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
