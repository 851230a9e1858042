"""Choisir une fiche en tapant : la page ne porte que l'option courante, la liste vient d'une vue JSON.

La validation passe par la `queryset` donnée (celle de `visibles_par(user)`) : un identifiant forgé d'un autre
périmètre est refusé comme un identifiant qui n'existe pas (règle 3 de la maison).
"""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.choices import BaseChoiceIterator

from .champs import Presentation

SUFFIXE_RECHERCHE = "__recherche"
PROPOSITIONS_SANS_SCRIPT = 20
CHIFFRES_MAX = 19  # une clé tient sur 64 bits
Recherche = Callable[[QuerySet, str], QuerySet]


class TexteCherche(str):
    """Ce qui a été tapé dans le champ de recherche de secours, quand le script n'a pas servi."""


class SaisieAutocomplete(forms.Select):
    """`<select>` réduit à l'option courante, que le script habille ; sans script, une recherche à côté."""

    template_name = "ui/formulaire/autocomplete.html"

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list:
        """L'option vide, puis la fiche choisie (ou celles que la recherche de secours propose)."""
        options = [] if self.allow_multiple_selected else [("", "")]
        options += self.choices.options(value)
        choisis = {str(v) for v in value}
        return [
            (None, [self.create_option(name, cle, libelle, str(cle) in choisis, i)], i)
            for i, (cle, libelle) in enumerate(options)
        ]

    def format_value(self, value: Any) -> list[str]:
        return [value] if isinstance(value, TexteCherche) else super().format_value(value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        texte = (data.get(name + SUFFIXE_RECHERCHE) or "").strip()
        return TexteCherche(texte) if texte else super().value_from_datadict(data, files, name)

    def use_required_attribute(self, initial: Any) -> bool:
        return False


class SaisieAutocompleteMultiple(SaisieAutocomplete, forms.SelectMultiple):
    """Plusieurs fiches."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return forms.SelectMultiple.value_from_datadict(self, data, files, name)


class OptionsCourantes(BaseChoiceIterator):
    """Les options que la page doit porter, lues dans la queryset du champ : celles qui sont choisies."""

    def __init__(self, champ: "ChampAutocomplete") -> None:
        self.champ = champ

    def __iter__(self) -> Iterator:
        return iter(())

    def options(self, valeurs: list[Any]) -> list[tuple[Any, str]]:
        return [(objet.pk, self.champ.label_from_instance(objet)) for objet in self._objets(valeurs)]

    def _objets(self, valeurs: list[Any]) -> list[Model]:
        utiles = [v for v in valeurs if v not in (None, "")]
        if not utiles or self.champ.queryset is None:
            return []
        if isinstance(utiles[0], TexteCherche):
            return list(self.champ.correspondances(utiles[0]))
        return [objet for valeur in utiles if (objet := self.champ.connue(valeur) or self.champ.fiche(valeur))]


class _Autocomplete(Presentation):
    """Commun au choix d'une fiche et de plusieurs."""

    iterator = OptionsCourantes

    def __init__(
        self,
        queryset: QuerySet | None,
        *,
        url_name: str,
        creer_url: str | None = None,
        etiquette_creation: str = "Créer",
        libelle: Callable[[Model], str] = str,
        lies: dict[str, str] | None = None,
        chercher: Recherche | None = None,
        invite: str = "Tapez deux lettres",
        **kwargs,
    ) -> None:
        self.url_name = url_name
        self.creer_url = creer_url
        self.etiquette_creation = etiquette_creation
        self.libelle = libelle
        self.lies = lies or {}
        self.chercher = chercher
        self.invite = invite
        self.connues: dict[str, Model] = {}
        messages = {"invalid_choice": "Cette fiche n’existe pas, ou n’est pas dans votre périmètre."}
        kwargs["error_messages"] = {**messages, **(kwargs.get("error_messages") or {})}
        super().__init__(queryset, **kwargs)

    def label_from_instance(self, obj: Model) -> str:
        return self.libelle(obj)

    def __deepcopy__(self, memo: dict) -> "_Autocomplete":
        copie = super().__deepcopy__(memo)
        copie.connues = {}
        return copie

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Model):
            self.connues[str(value.pk)] = value
        return super().prepare_value(value)

    def connue(self, valeur: Any) -> Model | None:
        """La fiche enregistrée, déjà lue avec l'objet : la montrer ne coûte pas de requête."""
        return self.connues.get(str(valeur))

    def fiche(self, valeur: Any) -> Model | None:
        """La fiche de cette valeur dans la queryset, ou None (illisible, absente, hors périmètre)."""
        if isinstance(valeur, Model):
            return valeur
        # Verrouillé : la valeur vient de la base, elle se montre même hors de la liste permise.
        permises = self.queryset.model._default_manager if self.disabled else self.queryset
        try:
            return permises.filter(pk=valeur).first()
        except (ValueError, TypeError, OverflowError):
            return None

    def correspondances(self, texte: str) -> QuerySet:
        """Fiches que la recherche de secours trouve, vingt au plus."""
        if self.chercher is None:
            return self.queryset.none()
        return self.chercher(self.queryset, texte)[:PROPOSITIONS_SANS_SCRIPT]

    def attributs_script(self) -> dict[str, str]:
        """Ce que le script lit pour chercher et créer ; les adresses sont résolues à l'affichage."""
        attributs = {"data-autocomplete": reverse(self.url_name), "data-invite": self.invite}
        if self.creer_url:
            attributs |= {"data-creer": reverse(self.creer_url), "data-creer-libelle": self.etiquette_creation}
        if self.lies:
            attributs["data-lies"] = " ".join(f"{parametre}:{nom}" for parametre, nom in self.lies.items())
        return attributs


class ChampAutocomplete(_Autocomplete, forms.ModelChoiceField):
    """Une fiche choisie en tapant.

    `queryset` : ce qui est permis (à poser dans `__init__` du formulaire, d'après l'utilisateur).
    `url_name` : vue JSON (`ui.reponses.propositions`) ; reçoit `q` et les `lies` ({paramètre: champ voisin}).
    `creer_url` : vue du dialogue de création ; reçoit `nom` (le texte tapé) ; finit par `ui.reponses.cree`.
    `chercher(queryset, texte)` : recherche de secours quand le script ne tourne pas.
    """

    widget = SaisieAutocomplete

    def to_python(self, value: Any) -> Model | None:
        if self.disabled:
            return None if value in self.empty_values else self.fiche(value)
        if isinstance(value, TexteCherche):
            return self._seule_correspondance(value)
        try:
            return super().to_python(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None

    def _seule_correspondance(self, texte: TexteCherche) -> Model:
        trouvees = list(self.correspondances(texte))
        if len(trouvees) == 1:
            return trouvees[0]
        phrase = (
            f"{len(trouvees)} fiches correspondent à « {texte} » : choisissez-en une."
            if trouvees
            else f"Aucune fiche ne correspond à « {texte} »."
        )
        raise forms.ValidationError(phrase, code="invalid_choice")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True if isinstance(data, TexteCherche) else super().has_changed(initial, data)


class ChampAutocompleteMultiple(_Autocomplete, forms.ModelMultipleChoiceField):
    """Plusieurs fiches choisies en tapant ; mêmes arguments que `ChampAutocomplete`."""

    widget = SaisieAutocompleteMultiple

    def _check_values(self, value: Any) -> QuerySet:
        """Une clé qu'aucune base ne peut porter est une fiche absente, pas une panne."""
        if not all(str(cle).isascii() and str(cle).isdigit() and len(str(cle)) < CHIFFRES_MAX for cle in value):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super()._check_values(value)
