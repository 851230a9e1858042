"""Recevoir un envoi sans se laisser remplir le disque : un fichier trop gros s'arrête en route."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from .examen import taille_max

TROP_GROS = "jalon.trop_gros"  # où la vue retrouve le nom des fichiers arrêtés


class Plafond(FileUploadHandler):
    """Laisse passer les morceaux jusqu'à la taille permise, puis saute le fichier et retient son nom."""

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.recus = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Lève `SkipFile` au-delà de la taille permise : le reste du fichier est lu sans être gardé."""
        self.recus += len(raw_data)
        if self.recus > taille_max():
            self.request.META.setdefault(TROP_GROS, []).append(self.file_name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Le fichier est aux suivants."""
