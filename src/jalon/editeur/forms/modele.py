"""La fiche d'un modèle."""

from typing import Any

from django import forms

from jalon.prestations.models import Prestation, TypeDocument
from jalon.ui.formulaires import ChampAutocompleteMultiple, ChampChoix, ChampTexte, ChampTexteLong, FormulaireJalon

from ..enums import ContexteModele, Destinataire
from ..models import ModeleDocument
from ..textes import ecrire_textes, lire_textes

VERSION_MAX = 2_147_483_647
SIMPLES = ("intitule", "code", "description", "contexte", "destinataire", "type_document", "textes_libres")
AIDE_TEXTES = (
    "Un par ligne : objet = Objet du courrier. Une étoile à la fin l’exige. Le modèle l’écrit {{ texte.objet }}."
)


class ModeleForm(FormulaireJalon):
    """À quoi il sert, sur quoi il se remplit, pour qui."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=VERSION_MAX, initial=0
    )
    intitule = ChampTexte(label="Intitulé", max_length=150, largeur=8)
    code = ChampTexte(
        label="Code", max_length=60, largeur=4, help_text="En minuscules, avec des tirets : convention-bilan."
    )
    description = ChampTexteLong(label="À quoi il sert", required=False, max_length=1000, lignes=2)
    contexte = ChampChoix(label="Se remplit sur", choices=ContexteModele.choices, largeur=6)
    destinataire = ChampChoix(
        label="Destinataire",
        choices=Destinataire.choices,
        largeur=6,
        help_text="Ce qui est confidentiel ne va qu’au bénéficiaire ou reste dans la maison.",
    )
    prestations = ChampAutocompleteMultiple(
        None,
        label="Prestations couvertes",
        url_name="prestations:json",
        required=False,
        largeur=12,
        libelle=str,
        help_text="Aucune : il se propose pour toutes.",
    )
    type_document = ChampChoix(label="Type du document rangé", required=False, largeur=6)
    textes_libres = ChampTexteLong(label="Textes demandés", required=False, max_length=2000, lignes=3)

    def __init__(self, *args: Any, par, modele: ModeleDocument | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["textes_libres"].help_text = AIDE_TEXTES
        visibles = Prestation.objects.visibles_par(par)
        actives = visibles.actives()
        couvertes = Prestation.objects.filter(pk__in=modele.prestations.values("pk")) if modele else None
        self.fields["prestations"].queryset = actives | couvertes if couvertes is not None else actives
        self._types(modele.type_document if modele else None)

    def _types(self, actuel: TypeDocument | None) -> None:
        self.types = {str(t.pk): t for t in TypeDocument.objects.actives()}
        if actuel:
            self.types.setdefault(str(actuel.pk), actuel)
        self.fields["type_document"].choices = [("", "—"), *((pk, str(t)) for pk, t in self.types.items())]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip().lower()
        if not code or not all(c.isascii() and (c.isalnum() or c in "-_") for c in code):
            raise forms.ValidationError("Un code s’écrit en minuscules sans accent, avec des tirets.")
        return code

    def clean_type_document(self) -> TypeDocument | None:
        return self.types.get(self.cleaned_data["type_document"])

    def clean_textes_libres(self) -> list[dict[str, Any]]:
        try:
            return lire_textes(self.cleaned_data["textes_libres"])
        except ValueError as faute:
            raise forms.ValidationError(str(faute)) from None

    @property
    def donnees(self) -> dict[str, Any]:
        """Les valeurs à donner à l'acte, après `is_valid`."""
        return {nom: self.cleaned_data[nom] for nom in SIMPLES}

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"] or 0


def valeurs_de(modele: ModeleDocument) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    return {nom: getattr(modele, nom) for nom in SIMPLES} | {
        "version": modele.version,
        "type_document": str(modele.type_document_id or ""),
        "textes_libres": ecrire_textes(modele.textes_libres),
        "prestations": list(modele.prestations.order_by("cle_tri", "pk")),
    }
