"""Le bac à sable : lire des valeurs, boucler sur des listes, mettre en forme. Rien ne s'y appelle."""

from io import BytesIO
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ..formats import FILTRES
from .transport import Image

# Des filtres de Jinja, ceux qui ne font que lire une valeur ; ni « safe », ni « attr », ni « format », ni « map ».
PERMIS = (
    "abs", "capitalize", "count", "default", "d", "first", "int", "join", "last", "length", "lower", "replace",
    "reverse", "round", "sort", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
    "selectattr", "rejectattr", "select", "reject",
)  # fmt: skip
TESTS = (
    "defined", "undefined", "none", "true", "false", "equalto", "eq", "ne", "gt", "ge", "lt", "le", "in", "odd",
    "even",
)  # fmt: skip
SANS_APPEL = "Un modèle lit des valeurs : il n’appelle pas de fonction."


class Bac(ImmutableSandboxedEnvironment):
    """Dans un dictionnaire, un point lit une clé et rien d'autre ; aucune fonction ne s'appelle."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and not attribute.startswith("_"):
            return super().getattr(obj, attribute)
        return self._absent(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, dict):
            return self.getattr(obj, argument)
        if isinstance(obj, list | str) and isinstance(argument, int | slice):
            return super().getitem(obj, argument)
        return self._absent(obj, argument)

    def _absent(self, obj: Any, nom: Any) -> Any:
        """Ce qui n'existe pas ; d'un marqueur inconnu, c'est lui que l'on nomme, pas son champ."""
        return obj if isinstance(obj, Undefined) else self.undefined(obj=obj, name=nom)

    def call(self, *_args: Any, **_kwargs: Any) -> Any:
        raise SecurityError(SANS_APPEL)


def environnement() -> Bac:
    """Sans fonction globale ni chargeur de gabarits ; un marqueur inconnu est une faute."""
    env = Bac(undefined=StrictUndefined, autoescape=True, finalize=_ecrire)
    env.globals.clear()
    env.filters = {nom: env.filters[nom] for nom in PERMIS} | FILTRES
    env.tests = {nom: env.tests[nom] for nom in TESTS}
    return env


def _ecrire(valeur: Any) -> Any:
    """Une valeur absente s'écrit vide."""
    return "" if valeur is None else valeur


def preparer(valeur: Any, modele: Any) -> Any:
    """Les images deviennent celles du document."""
    if isinstance(valeur, dict):
        return {cle: preparer(v, modele) for cle, v in valeur.items()}
    if isinstance(valeur, list):
        return [preparer(v, modele) for v in valeur]
    return _image(valeur, modele) if isinstance(valeur, Image) else valeur


def _image(image: Image, modele: Any) -> Any:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return InlineImage(modele, BytesIO(image.contenu), width=Mm(image.largeur))
