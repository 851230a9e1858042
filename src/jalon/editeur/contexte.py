"""Les valeurs d'un modèle : dictionnaires, listes et chaînes seulement, jamais un objet de la base.

Le gabarit d'un modèle peut appeler toute méthode publique de ce qu'on lui donne : on ne lui donne que du texte.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.socle.erreurs import Refus

from .enums import ContexteModele, Destinataire
from .formats import en_texte
from .registres import CONTEXTES, MARQUEURS, Marqueur, marqueurs_de
from .rules import interdits, phrase_interdits, recoit_le_confidentiel

T = TypeVar("T")


class Lecture:
    """Une demande de valeurs : pour quel contexte, à qui, quel jour ; ce qui est lu l'est une fois."""

    def __init__(self, contexte: str, destinataire: str, jour: date | None = None) -> None:
        self.contexte, self.destinataire = contexte, destinataire
        self.jour = jour or timezone.localdate()
        self._lus: dict[Hashable, Any] = {}

    def lire(self, cle: Hashable, fonction: Callable[[], T]) -> T:
        """Le résultat de la fonction, gardé pour les autres marqueurs de la même demande."""
        if cle not in self._lus:
            self._lus[cle] = fonction()
        return self._lus[cle]

    def objet_pour(self, marqueur: Marqueur, objet: Any) -> Any:
        """L'objet sur lequel ce marqueur se lit : le dossier, complet, quand il parle d'un dossier."""
        if marqueur.contexte != ContexteModele.DOSSIER:
            return objet
        return self.lire("dossier", lambda: self._dossier(objet))

    def _dossier(self, objet: Any) -> Dossier:
        dossier = CONTEXTES.obtenir(self.contexte).dossier_de(objet)
        return Dossier.objects.pour_page().get(pk=dossier.pk)


def contexte_de(
    objet: Any,
    *,
    contexte: str,
    destinataire: str,
    codes: Collection[str] | None = None,
    textes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Les valeurs d'un objet, prêtes à remplir un modèle : `{"dossier": {"numero": …}, "seances": [{…}]}`.

    `contexte` : « dossier », « seance » (l'objet est une participation) ou « convention ». `codes` : les
    marqueurs employés (None : tous ceux que ce destinataire peut recevoir). `textes` : les textes libres saisis,
    rendus sous « texte ». Nombre de requêtes constant, quel que soit l'objet. Lève `Refus` : marqueur inconnu du
    contexte, ou confidentiel pour un destinataire qui n'y a pas droit, en le nommant.
    """
    lecture = Lecture(contexte, destinataire)
    valeurs: dict[str, Any] = {"texte": {code: str(saisi) for code, saisi in (textes or {}).items()}}
    for marqueur in _demandes(contexte, destinataire, codes):
        lue = marqueur.valeur(lecture.objet_pour(marqueur, objet), lecture)
        _poser(valeurs, marqueur.code, en_texte(lue))
    return valeurs


def _demandes(contexte: str, destinataire: str, codes: Collection[str] | None) -> list[Marqueur]:
    if codes is None:
        ouvert = recoit_le_confidentiel(destinataire)
        return [marqueur for marqueur in marqueurs_de(contexte) if ouvert or not marqueur.confidentiel]
    demandes = [_connu(code, contexte) for code in dict.fromkeys(codes)]
    if refuses := interdits([m.code for m in demandes if m.confidentiel], destinataire):
        raise Refus(phrase_interdits(refuses, Destinataire(destinataire).label))
    return demandes


def _connu(code: str, contexte: str) -> Marqueur:
    marqueur = MARQUEURS.obtenir(code)
    if marqueur is None or not marqueur.existe_dans(contexte):
        raise Refus(f"Le marqueur « {code} » n’existe pas pour {ContexteModele(contexte).label.lower()}.")
    return marqueur


def _poser(valeurs: dict[str, Any], code: str, valeur: Any) -> None:
    famille, _, nom = code.rpartition(".")
    (valeurs.setdefault(famille, {}) if famille else valeurs)[nom] = valeur
