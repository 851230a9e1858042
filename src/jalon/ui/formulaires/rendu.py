"""Rendu des formulaires : gabarits de la maison pour tout formulaire Django, le nôtre ou celui d'allauth."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

CLASSES = (
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.Select, "form-select"),
)


def valeur_lisible(champ: forms.Field, valeur: Any) -> str:
    """La valeur comme on la lit en consultation : libellé du choix, date, montant ; « vide » sinon."""
    if valeur in (None, "", [], ()):
        return "vide"
    if hasattr(champ, "fiche"):
        objet = champ.fiche(valeur)
        return champ.label_from_instance(objet) if objet else "vide"
    if isinstance(champ, forms.BooleanField):
        return "oui" if valeur else "non"
    if isinstance(champ, forms.ChoiceField):
        return _libelle_du_choix(champ, valeur)
    texte = str(champ.prepare_value(valeur))
    unite = getattr(champ, "unite", "")
    return f"{texte}\u00a0{unite}" if unite and not texte.endswith(unite) else texte


def _libelle_du_choix(champ: forms.ChoiceField, valeur: Any) -> str:
    valeurs = valeur if isinstance(valeur, (list, tuple, set)) else [valeur]
    libelles = {str(cle): str(libelle) for cle, libelle in champ.widget.choices}
    return ", ".join(libelles.get(str(v), str(v)) for v in valeurs)


class ChampLie(BoundField):
    """Champ prêt à afficher : classes, liens vers l'aide, l'erreur, le verrou et le conflit."""

    def get_context(self) -> dict:
        return {"field": self, "largeur": None, "sans_libelle": False, "libelle": ""}

    @property
    def verrou(self) -> str:
        return getattr(self.field, "verrou", "")

    @property
    def conflit(self) -> Any:
        return getattr(self.field, "conflit", None)

    @property
    def unite(self) -> str:
        return getattr(self.field, "unite", "")

    @property
    def icone(self) -> str:
        return getattr(self.field, "icone", "")

    @property
    def calendrier(self) -> bool:
        return getattr(self.field, "calendrier", False)

    @property
    def is_bascule(self) -> bool:
        return getattr(self.field, "bascule", False)

    @property
    def is_case(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def largeur(self) -> int:
        return getattr(self.field, "largeur", 12)

    @property
    def ancre(self) -> str:
        """Identifiant du premier contrôle, cible des liens d'erreur et de complétude."""
        if self.use_fieldset and not self.verrou:
            return f"{self.auto_id}_0"
        return self.auto_id

    @property
    def valeur_lisible(self) -> str:
        return valeur_lisible(self.field, self.initial if self.verrou else self.value())

    @property
    def aria_describedby(self) -> str | None:
        parties = [
            ("helptext", self.help_text or self.verrou),
            ("conflit", self.conflit),
            ("error", self.errors),
        ]
        ids = [f"{self.auto_id}_{suffixe}" for suffixe, present in parties if present]
        return " ".join(ids) if self.auto_id and not self.is_hidden else ""

    def build_widget_attrs(self, attrs: dict, widget: forms.Widget | None = None) -> dict:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        base = next((classe for genre, classe in CLASSES if isinstance(widget, genre)), "form-control")
        propres = widget.attrs.get("class", "")
        attrs["class"] = " ".join(c for c in (base, propres, "is-invalid" if self.errors else "") if c)
        if self.field.required and not self.use_fieldset:
            attrs["aria-required"] = "true"
        if widget.attrs.get("placeholder") == self.label:
            attrs["placeholder"] = ""  # le libellé est au-dessus : le répéter dans le champ n'aide pas
        if hasattr(self.field, "attributs_script"):
            attrs |= self.field.attributs_script()
        return attrs | self._valeur_de_depart()

    def _valeur_de_depart(self) -> dict[str, str]:
        """Après un envoi refusé, le script compare à ce qui est enregistré, pas à ce qui vient d'être tapé."""
        if not self.form.is_bound:
            return {}
        if self.is_case:
            return {"data-depart": "on" if self.initial else ""}
        depart = self.field.prepare_value(self.initial)
        valeurs = depart if isinstance(depart, (list, tuple)) else [depart]
        return {"data-depart": "\n".join(str(v) for v in valeurs if v is not None)}


class RenduJalon(TemplatesSetting):
    """Réglage `FORM_RENDERER` : champs, formulaires et lignes passent par `ui/formulaire/`."""

    form_template_name = "ui/formulaire/formulaire.html"
    formset_template_name = "ui/formulaire/lignes.html"
    field_template_name = "ui/formulaire/champ.html"
    bound_field_class = ChampLie
