from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "jalon.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
