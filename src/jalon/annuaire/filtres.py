"""Les filtres que partagent les listes de personnes et de sociétés.

Ce qui est un détail d'une personne (ville, code postal, jour de création) ne se filtre que là où il se voit :
sinon filtrer dirait où habite quelqu'un que l'on ne suit pas.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from jalon.socle.jours import minuit
from jalon.socle.listes import CHOIX, PERIODE, TEXTE, Filtre
from jalon.socle.recherche_texte import cle_tri
from jalon.structure.models import Centre

from .rules import cle_code_postal

ARCHIVEES, TOUTES = "archivees", "toutes"
APRES_TOUT = "\U0010ffff"


def _centres(_utilisateur: Any) -> list[tuple[int, str]]:
    return list(Centre.objects.order_by("libelle").values_list("pk", "libelle"))


def _archivees(fiches: QuerySet, valeur: str, _utilisateur: Any) -> QuerySet:
    return fiches.filter(archivee_at__isnull=False) if valeur == ARCHIVEES else fiches


CENTRE = Filtre(
    "centre", "Centre", CHOIX, lambda fiches, centre, _: fiches.filter(centre=centre), _centres, ordre=20
)
# Sans ce filtre, les fiches archivées ne se montrent pas (domaine, « Annuaire »).
FICHES_ARCHIVEES = Filtre(
    "archivees",
    "Archivées",
    CHOIX,
    _archivees,
    lambda _: [(ARCHIVEES, "Seulement les archivées"), (TOUTES, "Avec les archivées")],
    ordre=90,
    sinon=lambda fiches: fiches.actives(),
)


def si_visibles(appliquer: Callable[..., QuerySet]) -> Callable[..., QuerySet]:
    """Restreint un filtre aux fiches dont l'utilisateur voit les détails ; une société n'a pas de détails tus."""

    def restreint(fiches: QuerySet, valeur: Any, utilisateur: Any) -> QuerySet:
        retenues = appliquer(fiches, valeur, utilisateur)
        tues = getattr(retenues, "details_visibles_par", None)
        return tues(utilisateur) if tues else retenues

    return restreint


def commence_par(champ: str, cle_de: Callable[[str], str] = cle_tri) -> Callable[..., QuerySet]:
    """Ce qui commence par le texte tapé, mis en clé ; `champ` est un `ChampCleTri`, lu par son index."""

    def appliquer(fiches: QuerySet, texte: str, _utilisateur: Any) -> QuerySet:
        cle = cle_de(texte)
        if not cle:
            return fiches.none()
        return fiches.filter(**{f"{champ}__gte": cle, f"{champ}__lt": cle + APRES_TOUT})

    return appliquer


def _creees(fiches: QuerySet, valeur: tuple[date | None, date | None], _utilisateur: Any) -> QuerySet:
    debut, fin = valeur
    fiches = fiches.filter(created_at__gte=minuit(debut)) if debut else fiches
    return fiches.filter(created_at__lt=minuit(fin + timedelta(days=1))) if fin else fiches


VILLE = Filtre("ville", "Ville", TEXTE, si_visibles(commence_par("cle_ville")), ordre=30)
CODE_POSTAL = Filtre(
    "code_postal", "Code postal", TEXTE, si_visibles(commence_par("cle_code_postal", cle_code_postal)), ordre=31
)
CREEE_LE = Filtre("creee", "Créée le", PERIODE, si_visibles(_creees), ordre=40)
COMMUNS = (CENTRE, VILLE, CODE_POSTAL, CREEE_LE, FICHES_ARCHIVEES)
