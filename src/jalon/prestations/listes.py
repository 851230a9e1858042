"""La liste des prestations (Admin)."""

from django.db.models import QuerySet

from jalon.socle.formats import en_heures, montrer_duree
from jalon.socle.listes import BOOLEEN, CHOIX_MULTIPLE, Acte, Colonne, Filtre, Liste, Vue

from .enums import NaturePrestation
from .models import Prestation


class ListePrestations(Liste):
    """Le catalogue : trois requêtes par page, plus une par vue comptée."""

    code = "prestations"
    titre = "Prestations"
    url, droit, droit_export = "prestations:prestations", "admin.lecture", "dossiers.exporter"
    modele = Prestation
    fil = (("Admin", "prestations:admin"),)
    nom_singulier, nom_pluriel, is_feminin = "prestation", "prestations", True
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher une prestation par nom, code ou famille"
    invite_recherche = "Nom, code ou famille"
    tri_defaut = "nom"
    vide_titre = "Aucune prestation au catalogue"
    vide_texte = "Un dossier suit une prestation : ajoutez la première pour pouvoir en ouvrir un."
    colonnes = (
        Colonne(
            "nom", "Prestation, code", "libelle", "prestations/cellules/nom.html", tri=["cle_tri"], classe="c-nom"
        ),
        Colonne("code", "Code", is_affichable=False),
        Colonne("nature", "Nature", lambda p: p.get_nature_display(), tri=["nature"], classe="c-nomme", ordre=1),
        Colonne("famille", "Famille", tri=["famille"], classe="c-second", ordre=2),
        Colonne(
            "duree",
            "Durée",
            lambda p: montrer_duree(p.minutes_prevues),
            tri=["minutes_prevues"],
            classe="j-num c-nomme",
            ordre=3,
            exporter=lambda p, _: en_heures(p.minutes_prevues),
        ),
        Colonne("prix", "Tarif", lambda p: p.prix, classe="j-num c-nomme", ordre=4),
        Colonne(
            "etat",
            "État",
            gabarit="prestations/cellules/etat.html",
            tri=["-is_active"],
            classe="c-etat",
            ordre=5,
            exporter=lambda p, _: "proposée" if p.is_active else "retirée",
        ),
    )
    filtres = (
        Filtre(
            "nature",
            "Nature",
            CHOIX_MULTIPLE,
            lambda qs, natures, _: qs.filter(nature__in=natures),
            options=lambda _: NaturePrestation.choices,
        ),
        Filtre("proposee", "Proposée", BOOLEEN, lambda qs, valeur, _: qs.filter(is_active=valeur), ordre=1),
    )
    vues = (
        Vue("toutes", "Toutes", {}),
        Vue("proposees", "Proposées", {"proposee": "oui"}, ordre=1),
        Vue("retirees", "Retirées", {"proposee": "non"}, ordre=2),
    )
    actes = (Acte("nouvelle", "Nouvelle prestation", "prestations:nouvelle", droit="admin.ecriture"),)

    def queryset(self, utilisateur) -> QuerySet:
        return Prestation.objects.visibles_par(utilisateur)


PRESTATIONS = ListePrestations()
