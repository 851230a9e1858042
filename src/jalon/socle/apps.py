from django.apps import AppConfig


class SocleConfig(AppConfig):
    name = "jalon.socle"
    label = "socle"
    verbose_name = "Socle"

    def ready(self) -> None:
        from .listes import export_travail, lots
        from .nuit import TACHES_NUIT
        from .travaux.nuit import TACHE

        lots.inscrire_fonctions()
        export_travail.inscrire_fonctions()
        TACHES_NUIT.ajouter(TACHE)
