"""La liste « Émargements manquants »."""

from django.db.models import QuerySet
from django.utils import timezone

from jalon.planning.models import Animation, Seance
from jalon.socle.listes import CHOIX, Acte, Colonne, Filtre, Liste

from .manquants import AGES, finies_depuis, pour_liste, seances_a_signer

CELLULES = "emargement/cellules"


def _age(seance: Seance) -> str:
    jours = (timezone.localdate() - seance.jour).days
    return "aujourd’hui" if jours == 0 else f"{jours} jour{'s' if jours > 1 else ''}"


def _animateurs(seance: Seance) -> str:
    return ", ".join(str(animation.personne) for animation in seance.animations.all())


def _beneficiaires(seance: Seance) -> str:
    return ", ".join(str(participation.dossier.beneficiaire) for participation in seance.siennes)


def _animateurs_lus(utilisateur) -> list[tuple[int, str]]:
    """Ceux des séances de la liste. Une requête."""
    seances = seances_a_signer(utilisateur, timezone.now()).values("pk")
    lignes = Animation.objects.filter(seance__in=seances).select_related("personne")
    return sorted({(ligne.personne_id, str(ligne.personne)) for ligne in lignes}, key=lambda choix: choix[1])


class ListeManquants(Liste):
    """Les séances passées où il manque une signature, la plus récente d'abord."""

    code = "emargements"
    titre = "Émargements manquants"
    url, droit = "emargement:manquants", "emargement.lecture"
    guide = "emargement#ce-qui-manque"
    modele = Seance
    nom_singulier, nom_pluriel, is_feminin = "séance", "séances", True
    tri_defaut = "-date"
    vide_titre = "Rien ne manque"
    vide_texte = "Toutes les séances passées de votre périmètre sont signées."
    actes = (Acte("relancer", "Relancer par courriel", "liens:relances", "mail", "emargement.ecriture"),)
    colonnes = (
        Colonne("date", "Séance", valeur="debut", gabarit=f"{CELLULES}/seance.html", tri=["debut"],
                classe="c-nom"),
        Colonne("beneficiaires", "Bénéficiaires", _beneficiaires, classe="c-prest", ordre=1),
        Colonne("animateurs", "Animateurs", _animateurs, classe="c-nomme", ordre=2),
        Colonne("manquent", "Signatures manquantes", valeur="manquent", tri=["manquent"],
                classe="j-droite j-num c-nomme", ordre=3),
        Colonne("age", "Depuis", _age, tri=["-fin"], classe="c-nomme c-second j-num", ordre=4),
        Colonne("acte", "Émarger", gabarit=f"{CELLULES}/acte.html", classe="j-droite", ordre=5, is_exportee=False),
    )  # fmt: skip
    filtres = (
        Filtre("age", "Depuis", CHOIX, lambda qs, age, _: qs.filter(finies_depuis(age, timezone.now())),
               options=lambda _: AGES.items()),
        Filtre("animateur", "Animateur", CHOIX, lambda qs, pk, _: qs.filter(animateurs=pk),
               options=_animateurs_lus, ordre=1),
    )  # fmt: skip

    def queryset(self, utilisateur) -> QuerySet:
        return seances_a_signer(utilisateur, timezone.now())

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        return pour_liste(queryset, utilisateur)


MANQUANTS = ListeManquants()
