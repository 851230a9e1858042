"""Lire les marqueurs d'un modèle un par un : inconnus, mal écrits, hors contexte, interdits, boucles mal fermées.

Rien n'est rempli ici : chaque marqueur est lu par la grammaire de Jinja, seul, et comparé à la liste.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..enums import Destinataire
from ..formats import FILTRES
from ..registres import MARQUEURS, Marqueur
from ..rules import interdits, phrase_interdits
from .proches import plus_proche

BALISE = re.compile(r"\{\{(?P<valeur>.*?)\}\}|\{%(?P<acte>.*?)%\}|\{#.*?#\}", re.DOTALL)
OUVRANTE = re.compile(r"\{\{|\{%|\}\}|%\}")
PREFIXE = re.compile(r"^(?:tr|tc|p|r)\s+|^-\s*|\s*-$")
LECTEUR = Environment(autoescape=True)
FILTRES_CONNUS = frozenset(FILTRES) | {
    "default", "d", "length", "count", "upper", "lower", "title", "capitalize", "join", "first", "last", "trim",
    "replace",
}  # fmt: skip
BOUCLE = frozenset({"index", "index0", "first", "last", "length"})
ACCEPTES = (
    nodes.Name, nodes.Getattr, nodes.Const, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.Concat, nodes.CondExpr, nodes.Template, nodes.Output, nodes.If, nodes.For,
    nodes.TemplateData, nodes.Add, nodes.Sub, nodes.Keyword,
)  # fmt: skip

MAL_ECRIT = "« {marqueur} » est mal écrit : vérifiez ses accolades, ses points et ses guillemets."
INCONNU = "« {nom} » n’existe pas."
PROPOSE = " Vouliez-vous « {propose} » ?"
HORS_CONTEXTE = "« {nom} » ne se lit pas sur {contexte}."
A_REPETER = "« {nom} » est une liste : répétez-la par {{% for ligne in {nom} %}} … {{% endfor %}}."
PAS_UNE_LISTE = "« {nom} » n’est pas une liste : on ne peut pas la répéter."
APPEL = "« {marqueur} » appelle une fonction ou fait un calcul : un modèle lit des valeurs, il n’en appelle pas."
FILTRE = "La mise en forme « {nom} » n’existe pas."
NON_ACCEPTE = "« {{% {acte} %}} » n’est pas accepté : un modèle connaît for, if, elif, else et leur fin."
NON_FERME = "« {{% {acte} %}} » n’est pas fermé : ajoutez {{% end{mot} %}}."
NON_OUVERT = "« {{% {acte} %}} » ferme ce qui n’est pas ouvert."
TEXTE = "Le texte libre « {nom} » n’est pas demandé par ce modèle : ajoutez-le aux textes demandés."
ACCOLADE = "Une accolade est seule : « {autour} »."


@dataclass(frozen=True)
class Faute:
    texte: str
    marqueur: str = ""
    propose: str = ""


@dataclass(frozen=True)
class Cadre:
    """Pour quoi le modèle est contrôlé : son contexte, son destinataire, les textes libres qu'il demande."""

    contexte: str
    contexte_dit: str
    destinataire: str
    textes: frozenset[str] = frozenset()


class Analyse:
    """Lit les parties d'un modèle l'une après l'autre ; `codes` et `fautes` s'y accumulent."""

    def __init__(self, cadre: Cadre) -> None:
        self.cadre = cadre
        self.codes: set[str] = set()
        self.fautes: list[Faute] = []
        self._ouverts: list[tuple[str, str, dict[str, Marqueur | None]]] = []

    def lire(self, texte: str) -> None:
        """Une partie du document : corps, en-tête, pied ou notes ; une boucle s'y ferme."""
        self._ouverts = []
        reste = BALISE.sub("", texte)
        if seule := OUVRANTE.search(reste):
            autour = reste[max(seule.start() - 20, 0) : seule.end() + 30].strip()
            self._faute(ACCOLADE.format(autour=autour), autour)
        for balise in BALISE.finditer(texte):
            if balise["valeur"] is not None:
                self._valeur(balise.group(), PREFIXE.sub("", balise["valeur"].strip()))
            elif balise["acte"] is not None:
                self._acte(PREFIXE.sub("", balise["acte"].strip()))
        for mot, acte, _ in self._ouverts:
            self._faute(NON_FERME.format(acte=acte, mot=mot), acte)

    def _valeur(self, ecrit: str, expression: str) -> None:
        if arbre := self._arbre(f"{{{{ {expression} }}}}", ecrit):
            self._noeuds(arbre, ecrit)

    def _acte(self, acte: str) -> None:
        mot = acte.split(maxsplit=1)[0] if acte else ""
        if mot in ("for", "if"):
            self._ouvrir(mot, acte)
        elif mot in ("endfor", "endif"):
            self._fermer(mot.removeprefix("end"), acte)
        elif mot == "elif":
            if arbre := self._arbre(f"{{% if {acte[4:]} %}}{{% endif %}}", acte):
                self._noeuds(arbre, acte)
        elif mot != "else":
            self._faute(NON_ACCEPTE.format(acte=acte), acte)

    def _ouvrir(self, mot: str, acte: str) -> None:
        arbre = self._arbre(f"{{% {acte} %}}{{% end{mot} %}}", acte)
        noms: dict[str, Marqueur | None] = {}
        if arbre is not None:
            boucle = arbre.find(nodes.For)
            noms = self._boucle(boucle, acte) if boucle else {}
            if boucle is None:
                self._noeuds(arbre, acte)
        self._ouverts.append((mot, acte, noms))

    def _fermer(self, mot: str, acte: str) -> None:
        if not self._ouverts or self._ouverts[-1][0] != mot:
            self._faute(NON_OUVERT.format(acte=acte), acte)
            return
        self._ouverts.pop()

    def _boucle(self, boucle: nodes.For, acte: str) -> dict[str, Marqueur | None]:
        """Ce que désigne la variable d'une boucle : les lignes d'un marqueur, ou rien de connu."""
        chemin = _chemin(boucle.iter)
        variables = [boucle.target.name] if isinstance(boucle.target, nodes.Name) else []
        if chemin is None or not variables or boucle.test is not None:
            self._faute(MAL_ECRIT.format(marqueur=f"{{% {acte} %}}"), acte)
            return dict.fromkeys(variables)
        marqueur = self._marqueur(chemin, is_boucle=True)
        if marqueur is not None and not marqueur.is_liste:
            self._faute(PAS_UNE_LISTE.format(nom=marqueur.code), marqueur.code)
            marqueur = None
        return {variables[0]: marqueur}

    def _arbre(self, texte: str, ecrit: str) -> nodes.Template | None:
        try:
            return LECTEUR.parse(texte)
        except TemplateSyntaxError as faute:
            filtre = re.search(r"No (?:filter|test) named '([^']+)'", str(faute))
            self._faute(FILTRE.format(nom=filtre[1]) if filtre else MAL_ECRIT.format(marqueur=ecrit), ecrit)
        except RecursionError:
            self._faute(MAL_ECRIT.format(marqueur=ecrit[:60]), ecrit[:60])
        return None

    def _noeuds(self, arbre: nodes.Node, ecrit: str) -> None:
        """Les nœuds d'un marqueur : ce qu'il lit se résout, ce qu'il ne doit pas faire se dit."""
        for noeud in _feuilles(arbre):
            if not isinstance(noeud, ACCEPTES):
                self._faute(APPEL.format(marqueur=ecrit), ecrit)
                return
            if isinstance(noeud, nodes.Filter) and noeud.name not in FILTRES_CONNUS:
                propose = plus_proche(noeud.name, FILTRES_CONNUS)
                self._faute(FILTRE.format(nom=noeud.name) + _suggestion(propose), noeud.name, propose)
            elif isinstance(noeud, nodes.Name | nodes.Getattr):
                self._chemin(_chemin(noeud), ecrit, noeud)

    def _chemin(self, chemin: list[str] | None, ecrit: str, noeud: nodes.Node) -> None:
        if chemin is None or any(partie.startswith("_") for partie in chemin):
            self._faute(APPEL.format(marqueur=ecrit), ecrit)
            return
        tete, suite = chemin[0], chemin[1:]
        if tete == "loop" and any(mot == "for" for mot, _, _ in self._ouverts):
            if len(suite) != 1 or suite[0] not in BOUCLE:
                self._inconnu("loop." + ".".join(suite), [f"loop.{nom}" for nom in BOUCLE])
            return
        for _, _, noms in reversed(self._ouverts):
            if tete in noms:
                self._champ(tete, suite, noms[tete])
                return
        if tete == "texte":
            self._texte(suite)
            return
        marqueur = self._marqueur(chemin)
        if marqueur is not None and marqueur.is_liste and not _est_mesuree(noeud):
            self._faute(A_REPETER.format(nom=marqueur.code), marqueur.code)

    def _champ(self, tete: str, suite: list[str], marqueur: Marqueur | None) -> None:
        """`s.date` dans une boucle sur les séances."""
        if marqueur is None or (len(suite) == 1 and suite[0] in marqueur.champs):
            return
        ecrit = ".".join([tete, *suite])
        self._inconnu(ecrit, [f"{tete}.{champ}" for champ in marqueur.champs])

    def _texte(self, suite: list[str]) -> None:
        nom = ".".join(suite)
        if nom not in self.cadre.textes:
            propose = plus_proche(nom, self.cadre.textes)
            propose = f"texte.{propose}" if propose else ""
            self._faute(TEXTE.format(nom=nom) + _suggestion(propose), f"texte.{nom}", propose)

    def _marqueur(self, chemin: list[str], *, is_boucle: bool = False) -> Marqueur | None:
        """Le marqueur de ce chemin, noté parmi les employés ; sinon None, et la faute est dite."""
        code = ".".join(chemin)
        marqueur = MARQUEURS.obtenir(code)
        if marqueur is None:
            ici = [m.code for m in MARQUEURS if m.existe_dans(self.cadre.contexte)]
            listes = [m.code for m in MARQUEURS if m.is_liste and m.existe_dans(self.cadre.contexte)]
            self._inconnu(code, listes if is_boucle else ici)
            return None
        if not marqueur.existe_dans(self.cadre.contexte):
            phrase = HORS_CONTEXTE.format(nom=code, contexte=self.cadre.contexte_dit.lower())
            self._faute(phrase, code)
            return marqueur
        self.codes.add(code)
        if refuses := interdits([code] if marqueur.confidentiel else [], self.cadre.destinataire):
            self._faute(phrase_interdits(refuses, Destinataire(self.cadre.destinataire).label), code)
        return marqueur

    def _inconnu(self, nom: str, parmi: list[str]) -> None:
        propose = plus_proche(nom, parmi)
        self._faute(INCONNU.format(nom=nom) + _suggestion(propose), nom, propose)

    def _faute(self, texte: str, marqueur: str = "", propose: str = "") -> None:
        faute = Faute(texte, marqueur, propose)
        if faute not in self.fautes:
            self.fautes.append(faute)


def _suggestion(propose: str) -> str:
    return PROPOSE.format(propose=propose) if propose else ""


def _chemin(noeud: nodes.Node) -> list[str] | None:
    """« dossier.numero » en [« dossier », « numero »] ; None si ce n'est pas une suite de noms."""
    if isinstance(noeud, nodes.Name):
        return [noeud.name]
    if isinstance(noeud, nodes.Getattr) and (source := _chemin(noeud.node)):
        return [*source, noeud.attr]
    return None


def _feuilles(noeud: nodes.Node, parent: nodes.Node | None = None) -> Iterator[nodes.Node]:
    """Les nœuds à juger ; d'un chemin, le plus long seulement. Chacun retient son parent."""
    noeud.parent_lu = parent
    yield noeud
    if isinstance(noeud, nodes.Getattr) and _chemin(noeud) is not None:
        return
    for enfant in noeud.iter_child_nodes():
        yield from _feuilles(enfant, noeud)


def _est_mesuree(noeud: nodes.Node) -> bool:
    """Dit si une liste est comptée ou testée (`seances|length`, `if seances`) plutôt qu'écrite."""
    return not isinstance(noeud.parent_lu, nodes.Output)
