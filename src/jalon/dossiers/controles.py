"""Les vues de contrôle sur les dossiers : celles de Production qui se décrivent (domaine, « Complétude »)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from jalon.socle.listes import Vue
from jalon.socle.listes.elements import Compte
from jalon.socle.listes.lecture import Lecture

from .listes import LISTE


@dataclass(frozen=True)
class ControleLu:
    """Une vue de contrôle, son adresse, et combien de dossiers elle trouve (jusqu'à 10 000)."""

    vue: Vue
    adresse: str
    compte: Compte


def vues_de_controle(utilisateur) -> list[Vue]:
    """Les vues de contrôle que la personne peut lire, dans leur ordre."""
    return [vue for vue in LISTE.vues_de(utilisateur) if vue.controle]


def controles_de(utilisateur, *, is_miens: bool = False, sauf: Collection[str] = ()) -> list[ControleLu]:
    """Chaque vue et son compte ; `is_miens` : parmi ses seuls dossiers ; `sauf` ces codes. Une requête par vue."""
    suite = {"miens": "oui"} if is_miens else {}
    lecture = Lecture(LISTE, utilisateur, [])
    filtres = LISTE.filtres_de(utilisateur)
    lus = []
    for vue in [vue for vue in vues_de_controle(utilisateur) if vue.code not in sauf]:
        etat = LISTE.etat_de(_donnees(vue, suite), utilisateur, filtres)
        adresse = reverse("dossiers:controle", args=[slug_de(vue)])
        lus.append(ControleLu(vue, adresse + ("?miens=oui" if is_miens else ""), lecture.compter(etat)))
    return lus


def slug_de(vue: Vue) -> str:
    """Le nom de la vue dans son adresse."""
    return vue.code.replace("_", "-")


def adresse_de(vue: Vue, suite: QueryDict) -> str:
    """L'adresse de la vue dans Production : la même requête, et ce que l'adresse demande en plus."""
    return f"{reverse('dossiers:liste')}?{_donnees(vue, suite.dict()).urlencode()}"


def _donnees(vue: Vue, suite: Mapping[str, str]) -> QueryDict:
    donnees = QueryDict(mutable=True)
    donnees.update({**suite, **vue.parametres})
    return donnees
