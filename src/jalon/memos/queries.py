"""Lectures des mémos. Tout part de `Memo.objects.visibles_par(utilisateur)`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import models
from django.db.models import QuerySet

from jalon.comptes.models import Utilisateur
from jalon.socle.formats import normaliser

from .enums import Moment, Visibilite
from .models import Memo, PreferenceMemo, VersionMemo
from .registres import Porteur
from .rules import dire_echeance, moment_de

RECENTS_MAX = 3
COLLEGUES_MAX = 20


@dataclass(frozen=True)
class MemoLu:
    """Un mémo prêt à montrer à quelqu'un, un jour donné."""

    memo: Memo
    is_a_moi: bool
    can_modifier: bool
    can_agir: bool  # faire, rouvrir, reporter la relance
    moment: Moment | None
    echeance: str  # « en retard de 4 jours », vide sans relance

    @property
    def is_en_retard(self) -> bool:
        return self.moment == Moment.EN_RETARD

    @property
    def is_due(self) -> bool:
        return self.moment in (Moment.EN_RETARD, Moment.AUJOURDHUI)

    @property
    def adresse(self) -> str:
        """Le fil de l'objet, à ce mémo."""
        return f"{self.memo.porteur.adresse(self.memo.objet)}#memo-{self.memo.pk}"

    @property
    def nom_objet(self) -> str:
        return self.memo.porteur.nommer(self.memo.objet)


def presenter(memos: Iterable[Memo], utilisateur: Utilisateur, jour: date) -> list[MemoLu]:
    """Les mémos lus par cette personne ce jour-là. Aucune requête."""
    peut_ecrire = utilisateur.a_le_droit("memos.ecriture")
    return [_presenter(memo, utilisateur, jour, peut_ecrire) for memo in memos]


def _presenter(memo: Memo, utilisateur: Utilisateur, jour: date, peut_ecrire: bool) -> MemoLu:
    is_a_moi = memo.auteur_id == utilisateur.pk
    moment = moment_de(memo.date_relance, memo.fait_at is not None, jour) if memo.date_relance else None
    return MemoLu(
        memo=memo,
        is_a_moi=is_a_moi,
        can_agir=peut_ecrire,
        can_modifier=peut_ecrire and (is_a_moi or memo.visibilite == Visibilite.EQUIPE),
        moment=moment,
        echeance=dire_echeance(memo.date_relance, jour) if memo.date_relance else "",
    )


def memos_de(porteur: Porteur, objet: models.Model, utilisateur: Utilisateur) -> QuerySet[Memo]:
    """Les mémos de cet objet que la personne peut lire, le plus récent d'abord."""
    visibles = Memo.objects.visibles_par(utilisateur).sur(porteur, objet)
    return visibles.order_by("-date_memo", "-pk")


def derniers(
    porteur: Porteur, objet: models.Model, utilisateur: Utilisateur, jour: date, limite: int = RECENTS_MAX
) -> list[MemoLu]:
    """Les derniers mémos d'un objet. Une requête."""
    return presenter(memos_de(porteur, objet, utilisateur).pour_page()[:limite], utilisateur, jour)


def corbeille_de(porteur: Porteur, objet: models.Model, utilisateur: Utilisateur) -> list[Memo]:
    """Les mémos que la personne a écrits ici et supprimés, le dernier supprimé d'abord. Une requête."""
    siens = Memo.objects.avec_supprimes_par(utilisateur).sur(porteur, objet).filter(auteur=utilisateur)
    return list(siens.filter(supprime_at__isnull=False).order_by("-supprime_at", "-pk"))


def dernieres_visibilites(utilisateur: Utilisateur) -> dict[str, str]:
    """Le dernier choix de visibilité de la personne, par nature. Une requête."""
    return dict(PreferenceMemo.objects.filter(utilisateur=utilisateur).values_list("nature", "visibilite"))


def versions_lisibles(memo: Memo, utilisateur: Utilisateur) -> list[VersionMemo]:
    """Ce que le mémo disait avant, le plus récent d'abord. Une requête."""
    lisibles = memo.versions.lisibles_par(utilisateur).select_related("remplace_par")
    return list(lisibles.order_by("-numero"))


def auteurs_de(porteur: Porteur, objet: models.Model, utilisateur: Utilisateur) -> list[tuple[int, str]]:
    """Qui a écrit les mémos que la personne lit ici : (clé, nom). Une requête."""
    cles = memos_de(porteur, objet, utilisateur).order_by().values("auteur")
    return [(u.pk, str(u)) for u in Utilisateur.objects.filter(pk__in=cles).order_by("nom", "prenom", "pk")]


def collegues(saisie: str = "") -> list[Utilisateur]:
    """Les personnes de la maison à qui ouvrir ou confier un mémo, par début de nom ou de prénom. Une requête."""
    mots = normaliser(saisie).split()
    actifs = Utilisateur.objects.pour_connexion().actifs().order_by("nom", "prenom", "pk")
    trouves = [u for u in actifs if u.a_le_droit("memos.lecture") and _commence(u, mots)]
    return trouves[:COLLEGUES_MAX]


def _commence(utilisateur: Utilisateur, mots: list[str]) -> bool:
    noms = normaliser(str(utilisateur)).split()
    return all(any(nom.startswith(mot) for nom in noms) for mot in mots)


# ── Relances ──


def relances_a_faire(utilisateur: Utilisateur) -> QuerySet[Memo]:
    """Les relances à faire que la personne a pour elle, la plus ancienne d'abord."""
    miennes = Memo.objects.visibles_par(utilisateur).a_faire().filter(assigne=utilisateur)
    return miennes.order_by("date_relance", "pk")


def relances_dues(utilisateur: Utilisateur, jour: date, *, is_pour_tous: bool = False) -> QuerySet[Memo]:
    """Celles du jour et d'avant : les siennes, ou toutes celles qu'elle peut lire."""
    visibles = Memo.objects.visibles_par(utilisateur).a_faire().filter(date_relance__lte=jour)
    retenues = visibles if is_pour_tous else visibles.filter(assigne=utilisateur)
    return retenues.order_by("date_relance", "pk")


def relances_confiees(utilisateur: Utilisateur) -> QuerySet[Memo]:
    """Celles qu'elle a confiées à quelqu'un d'autre et qui restent à faire."""
    siennes = Memo.objects.visibles_par(utilisateur).a_faire().filter(auteur=utilisateur)
    return siennes.exclude(assigne=utilisateur).order_by("date_relance", "pk")


def relances_faites(utilisateur: Utilisateur) -> QuerySet[Memo]:
    """Celles qu'elle avait et qui sont faites, la dernière faite d'abord."""
    faites = Memo.objects.visibles_par(utilisateur).relances().filter(assigne=utilisateur, fait_at__isnull=False)
    return faites.order_by("-fait_at", "-pk")


def compter_dues(utilisateur: Utilisateur, jour: date) -> int:
    """Combien de relances la personne doit faire aujourd'hui. Une requête."""
    return relances_dues(utilisateur, jour).order_by().count()


def par_jour(lus: Iterable[MemoLu]) -> list[tuple[date, list[MemoLu]]]:
    """Les relances d'un même jour ensemble, dans l'ordre reçu."""
    return [(jour, list(groupe)) for jour, groupe in groupby(lus, key=lambda lu: lu.memo.date_relance)]
