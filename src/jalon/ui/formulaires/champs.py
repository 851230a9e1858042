"""Champs de saisie aux formats français : ce qui est tapé est gardé, ce qui est compris est typé.

Chaque champ accepte, en plus des arguments de Django : `largeur` (1 à 12 colonnes de la grille, 6 par
défaut) et `unite` (texte court montré dans le champ).
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from jalon.socle import formats

OBLIGATOIRE = "Ce champ est obligatoire."
ENVOI_SANS_FICHIER = "Le fichier n’est pas arrivé : choisissez-le de nouveau."
TROP_LONG = "%(limit_value)s caractères au plus (vous en avez %(show_value)s)."


class Presentation:
    """Ce qu'un champ dit à son gabarit : largeur sur la grille, unité, icône, largeur de la saisie."""

    unite = ""
    icone = ""
    calendrier = False

    def __init__(self, *args, largeur: int = 6, unite: str | None = None, icone: str = "", **kwargs) -> None:
        kwargs["error_messages"] = {"required": OBLIGATOIRE, **(kwargs.get("error_messages") or {})}
        super().__init__(*args, **kwargs)
        self.largeur = largeur
        self.icone = icone or self.icone
        if unite is not None:
            self.unite = unite


class ChampTexte(Presentation, forms.CharField):
    """Texte d'une ligne, sans caractère de contrôle. Trop long : une phrase, rien n'est coupé."""

    def __init__(self, *, max_length: int | None = 250, **kwargs) -> None:
        kwargs["error_messages"] = {"max_length": TROP_LONG, **(kwargs.get("error_messages") or {})}
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(formats.nettoyer_texte(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Sans `maxlength` : le navigateur couperait en silence un texte collé."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class ChampTexteLong(ChampTexte):
    """Texte de plusieurs lignes ; `lignes` est la hauteur montrée."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int | None = 5000, lignes: int = 4, largeur: int = 12, **kwargs) -> None:
        super().__init__(max_length=max_length, largeur=largeur, **kwargs)
        self.widget.attrs.update({"rows": lignes, "cols": 40})


class ChampCourriel(Presentation, forms.EmailField):
    """Adresse de courriel."""

    def __init__(self, **kwargs) -> None:
        messages = {"invalid": "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr."}
        kwargs["error_messages"] = {**messages, **(kwargs.get("error_messages") or {})}
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(formats.nettoyer_texte(value) if isinstance(value, str) else value)


class ChampEntier(Presentation, forms.IntegerField):
    """Nombre entier ; `min_value` et `max_value` comme dans Django."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, min_value: int | None = 0, max_value: int | None = 999_999, **kwargs) -> None:
        messages = {
            "invalid": "Écrivez un nombre entier.",
            "min_value": "Le minimum est %(limit_value)s.",
            "max_value": "Le maximum est %(limit_value)s.",
        }
        kwargs["error_messages"] = {**messages, **(kwargs.get("error_messages") or {})}
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)


class ChampFormate(Presentation, forms.Field):
    """Socle des champs lus par `socle.formats` : la saisie incomprise reste à l'écran, avec la phrase."""

    widget = forms.TextInput
    attributs: dict[str, str] = {"autocomplete": "off"}
    lire: Callable[..., Any]
    montrer: Callable[[Any], str]

    def __init__(self, *, bornes: dict[str, Any] | None = None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.bornes = {nom: borne for nom, borne in (bornes or {}).items() if borne is not None}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return dict(self.attributs)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not formats.nettoyer_texte(value).strip():
            return None
        try:
            return type(self).lire(value, **self.bornes)
        except ValueError as erreur:
            raise forms.ValidationError(str(erreur), code="invalid") from None

    def prepare_value(self, value: Any) -> str:
        """La saisie telle quelle, ou la valeur au format de la maison, sans son unité."""
        return value if isinstance(value, str) else type(self).montrer(value)


class ChampDate(ChampFormate):
    """Jour : JJ/MM/AAAA tapé ou choisi ; rend un `datetime.date`."""

    lire = staticmethod(formats.lire_date)
    montrer = staticmethod(formats.montrer_date)
    attributs = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "JJ/MM/AAAA"}
    calendrier = True

    def __init__(self, *, largeur: int = 3, **kwargs) -> None:
        super().__init__(largeur=largeur, **kwargs)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value)


def _nombre(valeur: Decimal | int | None) -> str:
    return "" if valeur is None else formats.montrer_nombre(valeur)


class ChampMontant(ChampFormate):
    """Euros, `Decimal` au centime. `minimum` et `maximum` bornent (0 à 9 999 999 999,99 par défaut)."""

    lire = staticmethod(formats.lire_montant)
    montrer = staticmethod(_nombre)
    attributs = {"inputmode": "decimal", "autocomplete": "off"}
    unite = "€"

    def __init__(self, *, minimum: Decimal | None = None, maximum: Decimal | None = None, **kwargs) -> None:
        kwargs.setdefault("largeur", 3)
        super().__init__(bornes={"minimum": minimum, "maximum": maximum}, **kwargs)


class ChampPourcentage(ChampMontant):
    """Pourcentage, `Decimal` à deux décimales, de 0 à 100 par défaut."""

    lire = staticmethod(formats.lire_pourcentage)
    unite = "%"


def _heures(minutes: int | None) -> str:
    """« 24 » plutôt que « 24 h » : l'unité est déjà dans le champ. « 24 h 30 » reste entier."""
    texte = formats.montrer_duree(minutes)
    return texte.removesuffix(f"{formats.INSECABLE}h")


class ChampDuree(ChampFormate):
    """Durée : « 24 », « 24,5 », « 24 h 30 », « 90 min » ; rend des minutes entières (B4)."""

    lire = staticmethod(formats.lire_duree)
    montrer = staticmethod(_heures)
    unite = "h"

    def __init__(self, *, minimum: int | None = None, maximum: int | None = None, **kwargs) -> None:
        kwargs.setdefault("largeur", 3)
        super().__init__(bornes={"minimum": minimum, "maximum": maximum}, **kwargs)


class ChampTelephone(ChampFormate):
    """Téléphone : français par défaut, étranger avec son indicatif ; rend la forme E.164, ou ""."""

    lire = staticmethod(formats.normaliser_telephone)
    attributs = {"inputmode": "tel", "autocomplete": "off"}
    icone = "phone"

    def to_python(self, value: Any) -> str:
        return super().to_python(value) or ""

    def prepare_value(self, value: Any) -> str:
        return formats.montrer_telephone(value)


class ChampFichier(Presentation, forms.FileField):
    """Un fichier à déposer ; ce qu'il contient se contrôle dans l'acte."""

    widget = forms.FileInput

    def __init__(self, **kwargs) -> None:
        messages = {
            "empty": "Ce fichier est vide.",
            "missing": "Choisissez un fichier.",
            "invalid": ENVOI_SANS_FICHIER,
        }
        kwargs["error_messages"] = {**messages, **(kwargs.get("error_messages") or {})}
        super().__init__(**kwargs)
