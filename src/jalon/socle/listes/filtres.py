"""Les filtres d'une liste : lus de l'adresse, sans jamais d'erreur pour une valeur inconnue (A2)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from jalon.socle.formats import lire_date, montrer_date, nettoyer_texte

CHOIX, CHOIX_MULTIPLE, BOOLEEN = "choix", "choix_multiple", "booleen"
OPTIONS_MAX = 100
DATE, PERIODE, AUTOCOMPLETE, TEXTE = "date", "periode", "autocomplete", "texte"
LONGUEUR_MAX = 100
Parametres = list[tuple[str, str]]
Options = Iterable[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Filtre:
    """Un filtre déclaré.

    `appliquer(queryset, valeur, utilisateur)` restreint sans dédoubler de lignes (une relation multiple passe
    par `Exists` ou `pk__in`). La valeur reçue dépend du type :

    - `choix` : une valeur des `options` ; `choix_multiple` : leur liste (OU entre elles) ;
    - `booleen` : True ou False ; `date` : un `date` ; `periode` : `(debut, fin)`, l'un pouvant être None ;
    - `autocomplete` : le texte reçu, si `libelle_valeur(valeur, utilisateur)` lui trouve un nom.
      `url_options` nomme l'adresse qui cherche ; `options` donne alors la liste offerte sans script ;
    - `texte` : le texte tapé, sans espaces autour.

    `sinon(queryset)` s'applique tant que l'adresse ne dit rien de ce filtre (« sans les archivées »).

    `colonne(valeur)` : le code de la colonne qui dit pourquoi une ligne est là ; elle se montre tant qu'il filtre,
    à la place de la colonne `a_la_place`, ou juste après le nom de la ligne.

    `options(utilisateur)` rend les couples (valeur, libellé) : une requête au plus, pour toute la page.
    """

    code: str
    libelle: str
    type: str
    appliquer: Callable[[QuerySet, Any, Any], QuerySet]
    options: Callable[[Any], Options] | None = None
    libelle_valeur: Callable[[Any, Any], str | None] | None = None
    url_options: str | None = None
    ordre: int = 0
    droit: str | None = None
    sinon: Callable[[QuerySet], QuerySet] | None = None
    colonne: Callable[[Any], str] | None = None
    a_la_place: str = ""


class FiltreLie:
    """Un filtre et la personne qui regarde : lit, écrit et nomme ses valeurs."""

    def __init__(self, filtre: Filtre, utilisateur: Any) -> None:
        self.filtre, self.utilisateur = filtre, utilisateur
        self.code, self.libelle, self.type = filtre.code, filtre.libelle, filtre.type

    @cached_property
    def options(self) -> list[tuple[Any, str]]:
        return list(self.filtre.options(self.utilisateur)) if self.filtre.options else []

    @cached_property
    def noms(self) -> tuple[str, ...]:
        """Les paramètres de l'adresse que ce filtre occupe."""
        return (self.code,)

    @property
    def gabarit(self) -> str:
        return f"ui/liste/filtres/{self.type}.html"

    def lire(self, donnees: QueryDict) -> Any:
        """La valeur portée par l'adresse ; None si elle manque ou n'a pas de sens."""
        raise NotImplementedError

    @property
    def is_long(self) -> bool:
        """Vrai si ses valeurs se cherchent au lieu de s'offrir toutes."""
        return self.type == AUTOCOMPLETE

    @property
    def url(self) -> str:
        return reverse(self.filtre.url_options) if self.filtre.url_options else ""

    def parametres(self, valeur: Any) -> Parametres:
        return [(self.code, str(valeur))]

    def nommer(self, valeur: Any) -> str:
        """La valeur en mots, pour la puce."""
        if self.filtre.libelle_valeur:
            return self.filtre.libelle_valeur(valeur, self.utilisateur) or str(valeur)
        return self._nommer(valeur)

    def _nommer(self, valeur: Any) -> str:
        return dict(self.options).get(valeur, str(valeur))

    def appliquer(self, queryset: QuerySet, valeur: Any) -> QuerySet:
        return self.filtre.appliquer(queryset, valeur, self.utilisateur)

    def _brut(self, donnees: QueryDict, nom: str) -> str:
        return donnees.get(nom, "").strip()[:LONGUEUR_MAX]


class _Choix(FiltreLie):
    """Au-delà de cent options, si une adresse cherche ses valeurs, la page ne les écrit plus toutes."""

    @property
    def is_long(self) -> bool:
        return bool(self.filtre.url_options) and len(self.options) > OPTIONS_MAX

    @property
    def gabarit(self) -> str:
        return f"ui/liste/filtres/{AUTOCOMPLETE if self.is_long else self.type}.html"

    def lire(self, donnees: QueryDict) -> Any:
        brut = self._brut(donnees, self.code)
        return next((valeur for valeur, _ in self.options if str(valeur) == brut), None) if brut else None


class _ChoixMultiple(FiltreLie):
    def lire(self, donnees: QueryDict) -> list[Any] | None:
        bruts = set(donnees.getlist(self.code))
        return [valeur for valeur, _ in self.options if str(valeur) in bruts] or None

    def parametres(self, valeur: Sequence[Any]) -> Parametres:
        return [(self.code, str(v)) for v in valeur]

    def _nommer(self, valeur: Sequence[Any]) -> str:
        noms = dict(self.options)
        return ", ".join(noms[v] for v in valeur)


class _Booleen(FiltreLie):
    MOTS = {"oui": True, "non": False}

    def lire(self, donnees: QueryDict) -> bool | None:
        return self.MOTS.get(self._brut(donnees, self.code))

    def parametres(self, valeur: bool) -> Parametres:
        return [(self.code, self._nommer(valeur))]

    def _nommer(self, valeur: bool) -> str:
        return "oui" if valeur else "non"


class _Date(FiltreLie):
    def lire(self, donnees: QueryDict) -> date | None:
        return _jour(self._brut(donnees, self.code))

    def parametres(self, valeur: date) -> Parametres:
        return [(self.code, valeur.isoformat())]

    def _nommer(self, valeur: date) -> str:
        return montrer_date(valeur)


class _Periode(FiltreLie):
    @cached_property
    def noms(self) -> tuple[str, ...]:
        return (f"{self.code}_du", f"{self.code}_au")

    def lire(self, donnees: QueryDict) -> tuple[date | None, date | None] | None:
        debut, fin = (_jour(self._brut(donnees, nom)) for nom in self.noms)
        if debut and fin and fin < debut:
            debut, fin = fin, debut
        return (debut, fin) if debut or fin else None

    def parametres(self, valeur: tuple[date | None, date | None]) -> Parametres:
        return [(nom, jour.isoformat()) for nom, jour in zip(self.noms, valeur, strict=True) if jour]

    def _nommer(self, valeur: tuple[date | None, date | None]) -> str:
        debut, fin = valeur
        if debut and fin:
            return f"du {montrer_date(debut)} au {montrer_date(fin)}"
        return f"depuis le {montrer_date(debut)}" if debut else f"jusqu’au {montrer_date(fin)}"


class _Autocomplete(FiltreLie):
    """Le nom de la valeur est cherché une fois : il dit aussi si l'on a le droit de la voir."""

    def __init__(self, filtre: Filtre, utilisateur: Any) -> None:
        super().__init__(filtre, utilisateur)
        self._libelles: dict[str, str | None] = {}

    def lire(self, donnees: QueryDict) -> str | None:
        brut = self._brut(donnees, self.code)
        return brut if brut and self._libelle(brut) else None

    def nommer(self, valeur: str) -> str:
        return self._libelle(valeur) or ""

    def _libelle(self, valeur: str) -> str | None:
        if valeur not in self._libelles:
            self._libelles[valeur] = self.filtre.libelle_valeur(valeur, self.utilisateur)
        return self._libelles[valeur]


class _Texte(FiltreLie):
    def lire(self, donnees: QueryDict) -> str | None:
        return " ".join(nettoyer_texte(self._brut(donnees, self.code)).split()) or None


TYPES: dict[str, type[FiltreLie]] = {
    CHOIX: _Choix,
    CHOIX_MULTIPLE: _ChoixMultiple,
    BOOLEEN: _Booleen,
    DATE: _Date,
    PERIODE: _Periode,
    AUTOCOMPLETE: _Autocomplete,
    TEXTE: _Texte,
}


def lier(filtre: Filtre, utilisateur: Any) -> FiltreLie:
    """Attache un filtre déclaré à la personne qui regarde. Type inconnu : `KeyError`."""
    return TYPES[filtre.type](filtre, utilisateur)


def _jour(brut: str) -> date | None:
    try:
        return lire_date(brut) if brut else None
    except ValueError:
        return None
