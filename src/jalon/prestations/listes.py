"""Les listes du catalogue (Admin) : prestations, actions."""

from django.db.models import QuerySet

from jalon.socle.formats import en_heures, montrer_duree
from jalon.socle.listes import BOOLEEN, CHOIX_MULTIPLE, Acte, Colonne, Filtre, Liste, Vue

from .enums import NatureAction, NaturePrestation
from .models import Action, Prestation

OUI_NON = {True: "oui", False: "non"}


class ListePrestations(Liste):
    """Le catalogue : trois requêtes par page, plus une par vue comptée."""

    code = "prestations"
    titre = "Prestations"
    url, droit, droit_export = "prestations:prestations", "admin.lecture", "admin.lecture"
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
    actes = (
        Acte("catalogue", "Reprendre du catalogue", "prestations:catalogue", "copy", "admin.ecriture"),
        Acte("nouvelle", "Nouvelle prestation", "prestations:nouvelle", droit="admin.ecriture"),
    )

    def queryset(self, utilisateur) -> QuerySet:
        return Prestation.objects.visibles_par(utilisateur)


class ListeActions(Liste):
    """Les actions : trois requêtes par page, plus une par vue comptée."""

    code, guide = "actions", "prestations"
    titre = "Actions"
    url, droit, droit_export = "prestations:actions", "admin.lecture", "admin.lecture"
    modele = Action
    fil = (("Admin", "prestations:admin"),)
    nom_singulier, nom_pluriel, is_feminin = "action", "actions", True
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher une action par libellé, nature ou phase"
    invite_recherche = "Libellé, nature, phase"
    tri_defaut = "nom"
    vide_titre = "Aucune action"
    vide_texte = "Une action est ce qui se fait dans une séance. Les déroulés s’en composent."
    colonnes = (
        Colonne("nom", "Action", "libelle", "prestations/cellules/action.html", tri=["cle_tri"], classe="c-nom"),
        Colonne("nature", "Nature", lambda a: a.get_nature_display(), tri=["nature"], classe="c-second", ordre=1),
        Colonne(
            "duree",
            "Durée",
            lambda a: montrer_duree(a.minutes),
            tri=["minutes"],
            classe="j-num c-nomme",
            ordre=2,
            exporter=lambda a, _: en_heures(a.minutes),
        ),
        Colonne(
            "phase",
            "Phase du bilan",
            lambda a: a.get_phase_display(),
            classe="c-second",
            classe_cellule=lambda a: "" if a.phase else "c-rien",
            ordre=3,
        ),
        Colonne("facturable", "Facturable", lambda a: OUI_NON[a.is_facturable], classe="c-nomme", ordre=4),
        Colonne("emargement", "Émargement", lambda a: a.emargement, classe="c-second", ordre=5),
        Colonne(
            "couleur",
            "Couleur",
            lambda a: a.get_couleur_display(),
            "prestations/cellules/couleur.html",
            classe="c-second",
            ordre=6,
        ),
        Colonne(
            "etat",
            "État",
            gabarit="prestations/cellules/etat.html",
            tri=["-is_active"],
            classe="c-etat",
            ordre=7,
            exporter=lambda a, _: "proposée" if a.is_active else "retirée",
        ),
    )
    filtres = (
        Filtre(
            "nature",
            "Nature",
            CHOIX_MULTIPLE,
            lambda qs, natures, _: qs.filter(nature__in=natures),
            options=lambda _: NatureAction.choices,
        ),
        Filtre("facturable", "Facturable", BOOLEEN, lambda qs, v, _: qs.filter(is_facturable=v), ordre=1),
        Filtre("proposee", "Proposée", BOOLEEN, lambda qs, valeur, _: qs.filter(is_active=valeur), ordre=2),
    )
    vues = (
        Vue("toutes", "Toutes", {}),
        Vue("proposees", "Proposées", {"proposee": "oui"}, ordre=1),
        Vue("retirees", "Retirées", {"proposee": "non"}, ordre=2),
    )
    actes = (Acte("nouvelle", "Nouvelle action", "prestations:action_nouvelle", droit="admin.ecriture"),)

    def queryset(self, utilisateur) -> QuerySet:
        return Action.objects.visibles_par(utilisateur)


PRESTATIONS = ListePrestations()
ACTIONS = ListeActions()
