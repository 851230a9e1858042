from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "jalon.demonstration"
    label = "demonstration"
    verbose_name = "Démonstration"
