"""Les colonnes d'heures de Production : réalisées, planifiées, financées (A2, H4)."""

from collections.abc import Callable

from django.db.models import QuerySet

from jalon.dossiers.models import Dossier
from jalon.socle.formats import en_heures
from jalon.socle.listes import Colonne

LECTURE = "financement.lecture"
CELLULES = "financement/cellules"


def lire(champ: str) -> Callable:
    """Lit un champ du financement d'un dossier ; None s'il n'a pas de financement."""
    return lambda dossier: getattr(getattr(dossier, "financement", None), champ, None)


def vide_si_rien(champ: str) -> Callable[[Dossier], str]:
    """La classe qui cache une cellule vide sur téléphone."""
    valeur = lire(champ)
    return lambda dossier: "c-rien" if valeur(dossier) is None else ""


def joindre(dossiers: QuerySet) -> QuerySet:
    """Avec le financement de chaque dossier."""
    return dossiers.select_related("financement")


def _heures(dossier: Dossier) -> dict[str, int | None] | None:
    """Réalisées, programmées, financées (minutes) ; None quand rien n'est connu."""
    financees = lire("minutes_financees")(dossier)
    if dossier.minutes_planifiees is None and not financees:
        return None
    realisees = dossier.minutes_realisees or 0
    return {"realisees": realisees, "programmees": dossier.minutes_programmees, "financees": financees}


def _colonne_heures(code: str, libelle: str, valeur: Callable, tri: str, ordre: int) -> Colonne:
    return Colonne(
        code, libelle, valeur, f"{CELLULES}/heures.html", tri=(tri,), classe="c-duree c-nomme", ordre=ordre,
        par_defaut=False, droit=LECTURE, preparer=joindre,
        exporter=lambda dossier, _: en_heures(valeur(dossier)),
    )  # fmt: skip


COLONNES_HEURES = (
    Colonne(
        "heures",
        "Réalisé / financé",
        _heures,
        f"{CELLULES}/barre.html",
        tri=("minutes_realisees",),
        classe="c-heures",
        ordre=70,
        droit=LECTURE,
        preparer=joindre,
        classe_cellule=lambda dossier: "" if _heures(dossier) else "c-rien",
        is_exportee=False,
    ),
    _colonne_heures(
        "heures_realisees", "Heures réalisées", lambda d: d.minutes_realisees, "minutes_realisees", 71
    ),
    _colonne_heures(
        "heures_planifiees", "Heures planifiées", lambda d: d.minutes_planifiees, "minutes_planifiees", 72
    ),
    _colonne_heures(
        "heures_financees", "Heures financées", lire("minutes_financees"), "financement__minutes_financees", 73
    ),
)
