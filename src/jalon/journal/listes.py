"""La liste des exports : ce qui est sorti du produit, et par qui."""

from django.db.models import QuerySet
from django.utils import timezone

from jalon.socle.listes import PERIODE, Colonne, Filtre, Liste

from .models import ExportFait


def _entre(exports: QuerySet, bornes, _utilisateur) -> QuerySet:
    debut, fin = bornes
    if debut:
        exports = exports.filter(horodatage__date__gte=debut)
    return exports.filter(horodatage__date__lte=fin) if fin else exports


class ListeExports(Liste):
    """Les exports, le plus récent d'abord : trois requêtes par page."""

    code, guide = "exports", "historique#les-exports"
    titre = "Exports"
    url, droit, droit_export = "journal:exports", "admin.lecture", None
    modele = ExportFait
    fil = (("Admin", "prestations:admin"),)
    nom_singulier, nom_pluriel = "export", "exports"
    tri_defaut = "-quand"
    vide_titre = "Aucun export"
    vide_texte = "Chaque liste sortie en CSV ou en Excel laisse ici sa trace, sans ce qu’elle contenait."
    colonnes = (
        Colonne("quand", "Date et heure", lambda e: f"{timezone.localtime(e.horodatage):%d/%m/%Y %H:%M}",
                tri=["horodatage"], classe="c-nom j-num"),
        Colonne("qui", "Par", "auteur_libelle", tri=["auteur_libelle"], ordre=1),
        Colonne("liste", "Liste", "titre", tri=["titre"], ordre=2),
        Colonne("lignes", "Lignes", "nombre", tri=["nombre"], classe="j-droite j-num", ordre=3),
        Colonne("format", "Format", "forme", ordre=4),
        Colonne("filtres", "Filtres", "filtres_en_mots", classe="c-second", ordre=5),
    )  # fmt: skip
    filtres = (Filtre("periode", "Période", PERIODE, _entre),)

    def queryset(self, utilisateur) -> QuerySet:
        return ExportFait.objects.all()


EXPORTS = ListeExports()
