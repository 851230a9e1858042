from django.apps import AppConfig


class AnnuaireConfig(AppConfig):
    name = "jalon.annuaire"
    label = "annuaire"
    verbose_name = "Annuaire"

    def ready(self) -> None:
        from . import inscriptions

        inscriptions.inscrire()
