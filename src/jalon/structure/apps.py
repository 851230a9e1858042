from django.apps import AppConfig


class StructureConfig(AppConfig):
    name = "jalon.structure"
    label = "structure"
    verbose_name = "Structure"
