"""Le formulaire de la maison : refus métier à côté du champ, verrous, conflits d'édition."""

from typing import Any, NamedTuple, Protocol

from django import forms

from .rendu import valeur_lisible


class RefusMetier(Protocol):
    """Ce qu'un formulaire attend d'un refus : `jalon.socle.erreurs.Refus` le fournit."""

    message: str
    champ: str | None


class Conflit(NamedTuple):
    """Ce qu'une autre personne a enregistré pendant la saisie (règle 4 de la maison)."""

    auteur: str
    heure: str
    valeur: str  # lisible
    brute: str  # à remettre dans le champ


class MelangeJalon:
    """Comportement commun des formulaires ; à combiner avec `forms.Form` ou `forms.ModelForm`."""

    use_required_attribute = False  # c'est la phrase du serveur qui s'affiche, pas la bulle du navigateur
    label_suffix = ""

    def refuser(self, refus: RefusMetier) -> None:
        """Montre un refus métier à côté de son champ, ou en haut s'il n'en a pas ici."""
        self.add_error(refus.champ if refus.champ in self.fields else None, refus.message)

    def verrouiller(self, nom: str, phrase: str) -> None:
        """Montre le champ sans permettre de le changer : grisé, cadenas, phrase.

        Le serveur ignore ce qui est envoyé pour lui : c'est la valeur initiale qui vaut (G2).
        """
        champ = self.fields[nom]
        champ.disabled = True
        champ.verrou = phrase

    def signaler_conflit(self, nom: str, *, auteur: str, heure: str, valeur: Any) -> None:
        """Sous le champ : qui a enregistré quoi, à quelle heure, et le bouton pour le reprendre (G1)."""
        champ = self.fields[nom]
        brute = champ.prepare_value(valeur)
        champ.conflit = Conflit(auteur, heure, valeur_lisible(champ, valeur), "" if brute is None else str(brute))


class FormulaireJalon(MelangeJalon, forms.Form):
    """Formulaire sans modèle : ses valeurs nettes vont à un acte."""


class FormulaireModele(MelangeJalon, forms.ModelForm):
    """Formulaire tiré d'un modèle ; l'écriture reste à un acte de `operations`."""
