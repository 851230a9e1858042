from django.apps import AppConfig


class ComptesConfig(AppConfig):
    name = "jalon.comptes"
    label = "comptes"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from jalon.socle.acces import declarer_droits

        from . import inscriptions, inscriptions_droits, signaux
        from .enums import DROITS

        declarer_droits(DROITS)
        inscriptions.inscrire()
        inscriptions_droits.inscrire()
        signaux.brancher()
