from django.apps import AppConfig


class SocleConfig(AppConfig):
    name = "jalon.socle"
    label = "socle"
    verbose_name = "Socle"
