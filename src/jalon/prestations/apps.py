from django.apps import AppConfig


class PrestationsConfig(AppConfig):
    name = "jalon.prestations"
    label = "prestations"
    verbose_name = "Prestations"
