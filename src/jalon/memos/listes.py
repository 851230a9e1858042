"""Le fil des mémos d'un objet : cherché, filtré, page par page (F9)."""

from datetime import date

from django.db.models import Model, QuerySet
from django.utils import timezone

from jalon.socle.listes import CHOIX, CHOIX_MULTIPLE, PERIODE, Colonne, Filtre, Liste

from .enums import NatureMemo, Visibilite
from .models import Memo
from .queries import auteurs_de, memos_de, presenter
from .registres import Porteur

A_FAIRE, FAITES, SANS = "a_faire", "faites", "sans"
ETATS = [(A_FAIRE, "Relance à faire"), (FAITES, "Relance faite"), (SANS, "Sans relance")]


def _par_etat(memos: QuerySet, etat: str, utilisateur) -> QuerySet:
    if etat == SANS:
        return memos.filter(date_relance__isnull=True)
    return memos.filter(date_relance__isnull=False, fait_at__isnull=etat == A_FAIRE)


def _par_periode(memos: QuerySet, periode: tuple[date | None, date | None], utilisateur) -> QuerySet:
    debut, fin = periode
    memos = memos.filter(date_memo__gte=debut) if debut else memos
    return memos.filter(date_memo__lte=fin) if fin else memos


def _par(champ: str):
    return lambda memos, valeur, utilisateur: memos.filter(**{champ: valeur})


class ListeMemos(Liste):
    """Les mémos d'un objet que la personne peut lire, le plus récent d'abord. Rien ne s'exporte."""

    code = "memos"
    titre = "Mémos"
    droit = "memos.lecture"
    modele = Memo
    nom_singulier, nom_pluriel = "mémo", "mémos"
    colonnes = (
        Colonne(
            "memo", "Mémo", lambda memo: memo.lu, "memos/cellule.html", tri=("date_memo",), classe="c-memo",
            is_exportee=False,
        ),
    )  # fmt: skip
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher dans le texte des mémos"
    invite_recherche = "Un mot du mémo"
    tri_defaut = "-memo"
    classe_tableau = "j-fil-memos"
    vide_titre = "Aucun mémo"
    vide_texte = "Un mémo après chaque échange important : ce qui s’est dit, ce qui reste à faire, pour qui."

    def __init__(self, porteur: Porteur, objet: Model) -> None:
        self.porteur, self.objet = porteur, objet
        self.filtres = (
            Filtre("nature", "Nature", CHOIX_MULTIPLE, _par("nature__in"), options=lambda u: NatureMemo.choices),
            Filtre("auteur", "Auteur", CHOIX, _par("auteur"), options=self._auteurs, ordre=1),
            Filtre("periode", "Période", PERIODE, _par_periode, ordre=2),
            Filtre("relance", "Relance", CHOIX, _par_etat, options=lambda u: ETATS, ordre=3),
            Filtre(
                "lu_par", "Qui le lit", CHOIX, _par("visibilite"), options=lambda u: Visibilite.choices, ordre=4
            ),
        )

    def _auteurs(self, utilisateur) -> list[tuple[int, str]]:
        return auteurs_de(self.porteur, self.objet, utilisateur)

    def queryset(self, utilisateur) -> QuerySet:
        return memos_de(self.porteur, self.objet, utilisateur)

    def enrichir(self, queryset: QuerySet, utilisateur) -> QuerySet:
        return queryset.pour_page().prefetch_related("lecteurs")

    def lire(self, request):
        """La page lue ; chaque mémo porte ce que la personne peut en faire."""
        page = super().lire(request)
        for lu in presenter(page.selection.objets, request.user, timezone.localdate()):
            lu.memo.lu = lu
        return page
