"""Ce que les mémos ajoutent à Production : le filtre, la vue et la colonne des relances."""

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from jalon.socle.listes import CHOIX, Colonne, Filtre, Vue

from .enums import Visibilite
from .models import Memo

DUE, A_VENIR = "due", "a_venir"
LECTURE = "memos.lecture"


def filtrer_par_relance(dossiers: QuerySet, valeur: str, utilisateur) -> QuerySet:
    """Les dossiers qui portent une relance à faire que cette personne peut lire : due, ou à venir."""
    jour = timezone.localdate()
    quand = Q(date_relance__lte=jour) if valeur == DUE else Q(date_relance__gt=jour)
    relances = Memo.objects.visibles_par(utilisateur).a_faire().filter(quand, dossier__isnull=False)
    return dossiers.filter(pk__in=relances.values("dossier"))


def _joindre(dossiers: QuerySet) -> QuerySet:
    """La prochaine relance d'équipe : la seule que lit quiconque voit le dossier."""
    ouvertes = Memo.objects.filter(
        dossier=OuterRef("pk"), visibilite=Visibilite.EQUIPE, fait_at__isnull=True, supprime_at__isnull=True
    )
    premiere = ouvertes.order_by().values("dossier").annotate(jour=Min("date_relance")).values("jour")
    return dossiers.annotate(prochaine_relance=Subquery(premiere))


FILTRE = Filtre(
    "relance",
    "Relance",
    CHOIX,
    filtrer_par_relance,
    options=lambda u: [(DUE, "Due"), (A_VENIR, "À venir")],
    ordre=59,
    droit=LECTURE,
)
VUE = Vue("relances", "Relances dues", {"relance": DUE}, ordre=16, droit=LECTURE, compter=False)
COLONNE = Colonne(
    "relance",
    "Prochaine relance",
    valeur="prochaine_relance",
    gabarit="dossiers/cellules/date.html",
    tri=("prochaine_relance",),
    classe="c-entree c-second",
    classe_cellule=lambda dossier: "" if dossier.prochaine_relance else "c-rien",
    ordre=65,
    par_defaut=False,
    droit=LECTURE,
    preparer=_joindre,
)
