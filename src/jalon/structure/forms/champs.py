"""Champs propres à la structure : heure, site, couleur, SIRET, numéro de déclaration, centre, responsable."""

import re
from datetime import time
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import URLValidator
from stdnum.exceptions import ValidationError
from stdnum.fr import siret

from jalon.ui.formulaires import ChampTexte
from jalon.ui.formulaires.champs import ChampFormate, Presentation

from ..models import Centre
from ..rules import est_couleur, lire_nda, montrer_nda, montrer_siret

_HEURE = re.compile(r"(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?\s*(?:min)?", re.IGNORECASE)
VERSION_MAX = 2_147_483_647


def lire_heure(texte: str) -> time:
    """Lit « 9 », « 9h », « 9 h 30 », « 09:30 », « 0930 ». Lève `ValueError` avec la phrase à lire."""
    texte = texte.strip().replace("\u00a0", " ").replace("\u202f", " ")
    if re.fullmatch(r"\d{4}", texte):
        texte = f"{texte[:2]}:{texte[2:]}"
    trouve = _HEURE.fullmatch(texte)
    if trouve is None or int(trouve[1]) > 23 or int(trouve[2] or 0) > 59:
        raise ValueError("Écrivez une heure, par exemple 9 h 30.")
    return time(int(trouve[1]), int(trouve[2] or 0))


def ecrire_heure(heure: time | None) -> str:
    return "" if heure is None else f"{heure:%H:%M}"


class ChampHeure(ChampFormate):
    """Heure de la journée ; rend un `datetime.time`."""

    lire = staticmethod(lire_heure)
    montrer = staticmethod(ecrire_heure)
    attributs = {"autocomplete": "off", "placeholder": "hh:mm"}


def lire_siret(texte: str) -> str:
    """Les 14 chiffres d'un SIRET dont la clé est juste. Lève `ValueError` avec la phrase à lire."""
    chiffres = siret.compact(texte)
    if not (chiffres.isascii() and chiffres.isdigit()):
        raise ValueError("Un SIRET ne contient que des chiffres.")
    if len(chiffres) != 14:
        raise ValueError(f"Un SIRET a 14 chiffres : vous en avez écrit {len(chiffres)}.")
    try:
        return siret.validate(chiffres)
    except ValidationError:
        raise ValueError("Ce SIRET n’existe pas : vérifiez ses chiffres, l’un d’eux est faux.") from None


class ChampSiret(ChampFormate):
    """SIRET contrôlé par sa clé, exception de La Poste comprise."""

    lire = staticmethod(lire_siret)
    attributs = {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        return super().to_python(value) or ""

    def prepare_value(self, value: Any) -> str:
        return montrer_siret(value or "")


class ChampNda(ChampFormate):
    """Numéro de déclaration d'activité : 11 chiffres."""

    lire = staticmethod(lire_nda)
    attributs = {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value: Any) -> str:
        return super().to_python(value) or ""

    def prepare_value(self, value: Any) -> str:
        return montrer_nda(value or "")


class ChampSite(ChampTexte):
    """Adresse d'un site ; « exemple.fr » devient « https://exemple.fr »."""

    def __init__(self, **kwargs: Any) -> None:
        phrase = "Écrivez l’adresse du site, par exemple www.exemple.fr."
        super().__init__(max_length=200, **kwargs)
        self.validators.append(URLValidator(schemes=["http", "https"], message=phrase))
        self.widget.attrs.update({"inputmode": "url", "autocomplete": "off"})

    def to_python(self, value: Any) -> str:
        texte = super().to_python(value)
        return f"https://{texte}" if texte and "://" not in texte else texte


class ChampCouleur(ChampTexte):
    """Couleur choisie sur un nuancier ; rend « #1a2b3c »."""

    widget = forms.TextInput(attrs={"type": "color", "class": "form-control-color"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=7, **kwargs)

    def to_python(self, value: Any) -> str:
        texte = super().to_python(value).lower()
        if texte and not est_couleur(texte):
            raise forms.ValidationError("Une couleur s’écrit # et six chiffres ou lettres de A à F : #0f5a75.")
        return texte


class ChampCentre(Presentation, forms.ModelChoiceField):
    """Un centre actif, ou celui déjà enregistré."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid_choice": "Ce centre n’est plus proposé : choisissez-en un autre."}
        kwargs = {"label": "Centre", "empty_label": "—", "error_messages": messages, **kwargs}
        super().__init__(Centre.objects.actifs().order_by("cle_tri", "pk"), **kwargs)

    def garder(self, centre: Centre | None) -> None:
        """Laisse choisir aussi ce centre, même désactivé depuis."""
        if centre is not None:
            self.queryset = (self.queryset | Centre.objects.filter(pk=centre.pk)).order_by("cle_tri", "pk")


class ChampResponsable(Presentation, forms.ModelChoiceField):
    """Un utilisateur actif, ou celui déjà enregistré."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid_choice": "Cette personne n’a plus de compte actif : choisissez-en une autre."}
        kwargs = {"label": "Responsable", "empty_label": "—", "error_messages": messages, **kwargs}
        super().__init__(get_user_model().objects.none(), **kwargs)
        self.garder(None)

    def garder(self, utilisateur: Any) -> None:
        """Les comptes actifs, et cette personne même désactivée depuis."""
        tous = get_user_model().objects.order_by("nom", "prenom", "pk")
        actifs = tous.filter(is_active=True)
        self.queryset = actifs if utilisateur is None else actifs | tous.filter(pk=utilisateur.pk)


def champ_version() -> forms.IntegerField:
    """La version lue, cachée dans le formulaire."""
    return forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=VERSION_MAX, initial=0
    )
