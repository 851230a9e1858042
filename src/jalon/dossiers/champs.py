"""Champs de formulaire propres au dossier."""

from django import forms

from jalon.ui.formulaires.champs import Presentation


class ChampListe(Presentation, forms.ModelChoiceField):
    """Choix dans une courte liste de la maison ; la `queryset` se pose dans `preparer()`.

    La valeur déjà enregistrée reste proposée même désactivée depuis.
    """

    def __init__(self, queryset=None, **kwargs) -> None:
        kwargs.setdefault("empty_label", "—")
        messages = {"invalid_choice": "Cette valeur n’est plus proposée : choisissez-en une autre."}
        super().__init__(queryset, error_messages=messages, **kwargs)

    def limiter(self, permises, enregistree=None) -> None:
        """Ne propose que `permises`, et la valeur enregistrée."""
        if enregistree is not None:
            permises = permises | permises.model._default_manager.filter(pk=enregistree.pk)
        self.queryset = permises
