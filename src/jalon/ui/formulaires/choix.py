"""Champs de choix : liste, bascule (deux à quatre mots côte à côte), cases, oui ou non."""

from django import forms

from .champs import Presentation

INCONNU = "Choisissez une des valeurs proposées."


class _Choix(Presentation):
    def __init__(self, *args, **kwargs) -> None:
        kwargs["error_messages"] = {"invalid_choice": INCONNU, **(kwargs.get("error_messages") or {})}
        super().__init__(*args, **kwargs)


class ChampChoix(_Choix, forms.ChoiceField):
    """Liste déroulante. Facultatif : une première ligne vide dit « — » (ou `vide`)."""

    def __init__(self, *, choices=(), vide: str = "—", **kwargs) -> None:
        self.vide = vide
        super().__init__(choices=choices, **kwargs)
        premier = next(iter(self.choices), None)
        if premier is None or premier[0] not in ("", None):
            self.choices = [("", self.vide), *self.choices]


class ChampChoixBascule(_Choix, forms.ChoiceField):
    """Deux à quatre choix côte à côte, tous visibles (boutons radio en bascule)."""

    widget = forms.RadioSelect
    bascule = True

    def __init__(self, *, choices=(), largeur: int = 4, **kwargs) -> None:
        super().__init__(choices=choices, largeur=largeur, **kwargs)


class ChampCases(_Choix, forms.MultipleChoiceField):
    """Plusieurs choix, une case chacun ; rend la liste des valeurs cochées."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices=(), largeur: int = 12, **kwargs) -> None:
        super().__init__(choices=choices, largeur=largeur, **kwargs)


class ChampOuiNon(Presentation, forms.BooleanField):
    """Une case à cocher ; facultative par nature (`required=False`)."""

    def __init__(self, *, required: bool = False, largeur: int = 12, **kwargs) -> None:
        super().__init__(required=required, largeur=largeur, **kwargs)
