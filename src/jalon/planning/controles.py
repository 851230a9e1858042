"""Les vues de contrôle que le planning apporte à Production : conditions de requête, et colonne qui dit l'écart.

Ce qui dépend du jour est une condition sur une date gardée (architecture, règle 1) : rien à recalculer la nuit.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone

from jalon.dossiers.enums import Avancement
from jalon.dossiers.models import Dossier
from jalon.dossiers.rules.version import OUVERTS
from jalon.financement.etapes import ecarts_en_mots
from jalon.financement.models import Convention, Financement
from jalon.financement.queries import with_engagement
from jalon.socle.listes import CHOIX, Colonne, Filtre, Vue

from .journee import sans_rendez_vous
from .rules.controles import (
    FaceAConvention,
    dire_a_valider,
    dire_hors_convention,
    dire_hors_delais,
    dire_sans_rendez_vous,
)

LECTURE, FINANCEMENT = "planning.lecture", "financement.lecture"
CADRE = "financement__convention"


@dataclass(frozen=True)
class VueControle:
    """Un contrôle : les dossiers qu'il garde (à l'instant de la requête), sa phrase pour un dossier.

    `preparer` : ce que la phrase lit en plus.
    """

    code: str
    libelle: str
    description: str
    colonne: str
    garder: Callable[[QuerySet], QuerySet]
    dire: Callable[[Dossier], str]
    droit: str
    tri: tuple[str, ...] | None = None
    preparer: Callable[[QuerySet], QuerySet] | None = None

    @property
    def gabarit(self) -> str:
        lieu = "seances" if self.droit == LECTURE else "financement"
        return f"planning/cellules/constat_{lieu}.html"


def _a_valider(dossiers: QuerySet) -> QuerySet:
    return dossiers.filter(a_valider_at__lt=timezone.now())


def _dire_a_valider(dossier: Dossier) -> str:
    fin = dossier.a_valider_at
    return dire_a_valider(timezone.localtime(fin).date()) if fin and fin < timezone.now() else ""


def _sans_rendez_vous(dossiers: QuerySet) -> QuerySet:
    return sans_rendez_vous(dossiers, timezone.now())


def _dire_sans_rendez_vous(dossier: Dossier) -> str:
    dernier = dossier.dernier_rendez_vous_at
    if dossier.avancement != Avancement.EN_COURS or (dernier and dernier >= timezone.now()):
        return ""
    return dire_sans_rendez_vous(dossier.date_fin_calculee)


def _hors_delais(dossiers: QuerySet) -> QuerySet:
    return dossiers.filter(date_limite__lt=timezone.localdate())


def _dire_hors_delais(dossier: Dossier) -> str:
    is_ouvert = dossier.avancement in OUVERTS
    return dire_hors_delais(dossier.echeances, is_ouvert=is_ouvert, jour=timezone.localdate())


def _hors_convention(dossiers: QuerySet) -> QuerySet:
    """Séance, période ou heures hors de la convention ; ou convention dont les dossiers prennent trop d'heures."""
    bornees = with_engagement(Convention.objects.filter(minutes_financees__isnull=False))
    depassees = bornees.filter(engage_minutes__gt=F("minutes_financees")).values("pk")
    sort = (
        Q(date_entree_calculee__lt=F(f"{CADRE}__date_debut"))
        | Q(date_fin_calculee__gt=F(f"{CADRE}__date_fin"))
        | Q(financement__date_debut__lt=F(f"{CADRE}__date_debut"))
        | Q(financement__date_fin__gt=F(f"{CADRE}__date_fin"))
        | Q(minutes_planifiees__gt=F(f"{CADRE}__minutes_financees"))
        | Q(**{f"{CADRE}__in": depassees})
    )
    return dossiers.filter(sort, **{f"{CADRE}__isnull": False})


def _avec_convention(dossiers: QuerySet) -> QuerySet:
    """La convention de chaque dossier, et les minutes que tous ses dossiers en prennent."""
    lies = Financement.objects.filter(convention=OuterRef(CADRE), dossier__annule_at__isnull=True).order_by()
    sommes = lies.values("convention").annotate(somme=Sum("minutes_financees")).values("somme")
    return dossiers.select_related(CADRE).annotate(minutes_engagees=Subquery(sommes))


def _dire_hors_convention(dossier: Dossier) -> str:
    financement = getattr(dossier, "financement", None)
    cadre = financement.convention if financement else None
    if cadre is None:
        return ""
    faits = FaceAConvention(
        debut_cadre=cadre.date_debut,
        fin_cadre=cadre.date_fin,
        minutes_cadre=cadre.minutes_financees,
        minutes_engagees=dossier.minutes_engagees,
        debut=financement.date_debut,
        fin=financement.date_fin,
        premiere_seance=dossier.date_entree_calculee,
        derniere_seance=dossier.date_fin_calculee,
        minutes_planifiees=dossier.minutes_planifiees,
    )
    return " · ".join(dire_hors_convention(faits))


def _ecarts(dossiers: QuerySet) -> QuerySet:
    return dossiers.filter(ecarts_nombre__gt=0)


def _avec_financement(dossiers: QuerySet) -> QuerySet:
    return dossiers.select_related("financement")


def _dire_ecarts(dossier: Dossier) -> str:
    return ecarts_en_mots(dossier, getattr(dossier, "financement", None) or Financement())


CONTROLES = (
    VueControle(
        "seances_a_valider", "Séances à valider", "Une séance est passée, et personne n’a dit qui était là.",
        "À valider", _a_valider, _dire_a_valider, LECTURE, ("a_valider_at",),
    ),
    VueControle(
        "en_cours_sans_rendez_vous", "En cours sans rendez-vous",
        "Le dossier est en cours, et rien n’est programmé.",
        "Rendez-vous", _sans_rendez_vous, _dire_sans_rendez_vous, LECTURE, ("dernier_rendez_vous_at",),
    ),
    VueControle(
        "hors_delais", "Hors délais",
        "La fin prévisionnelle ou le bon de commande est passé, ou une séance en sort.",
        "Délai", _hors_delais, _dire_hors_delais, LECTURE, ("date_limite",),
    ),
    VueControle(
        "hors_convention", "Hors convention", "Une séance, la période ou les heures sortent de la convention.",
        "Convention", _hors_convention, _dire_hors_convention, FINANCEMENT, None, _avec_convention,
    ),
    VueControle(
        "ecarts", "Écarts", "Prévu, planifié et réalisé ne s’accordent pas.",
        "Écarts", _ecarts, _dire_ecarts, FINANCEMENT, ("ecarts_nombre",), _avec_financement,
    ),
)  # fmt: skip
PAR_CODE = {controle.code: controle for controle in CONTROLES}


def _options(utilisateur) -> list[tuple[str, str]]:
    return [(c.code, c.libelle) for c in CONTROLES if utilisateur.a_le_droit(c.droit)]


def _filtrer(dossiers: QuerySet, code: str, utilisateur) -> QuerySet:
    return PAR_CODE[code].garder(dossiers)


def _colonne(code: str) -> str:
    return f"controle_{code}"


FILTRE = Filtre(
    "controle", "Contrôle", CHOIX, _filtrer, options=_options, ordre=59, colonne=_colonne, a_la_place="manque"
)
COLONNES = [
    Colonne(
        _colonne(c.code), c.colonne, c.dire, c.gabarit, tri=c.tri, classe="c-manque", ordre=86 + rang,
        par_defaut=False, droit=c.droit, preparer=c.preparer,
    )
    for rang, c in enumerate(CONTROLES)
]  # fmt: skip
VUES = [
    Vue(c.code, c.libelle, {"controle": c.code}, ordre=17 + rang, droit=c.droit, controle=c.description)
    for rang, c in enumerate(CONTROLES)
]
