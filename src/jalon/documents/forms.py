"""Les formulaires des documents : déposer, modifier, remplacer, supprimer."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.prestations.models import TypeDocument
from jalon.ui.formulaires import (
    ChampAutocompleteMultiple,
    ChampChoix,
    ChampDate,
    ChampOuiNon,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)
from jalon.ui.formulaires.champs import Presentation

from .enums import Genre
from .examen import taille_max
from .examen.types import ACCEPTES, EXTENSIONS
from .models import Document
from .operations.modification import RESERVE
from .rules import TITRE_MAX, montrer_taille


class SaisieFichiers(forms.FileInput):
    allow_multiple_selected = True


class ChampFichiers(Presentation, forms.FileField):
    """Un ou plusieurs fichiers ; rend leur liste. Leur contenu s'examine ensuite (`examen`)."""

    widget = SaisieFichiers

    def __init__(self, *, plusieurs: bool = True, **kwargs: Any) -> None:
        kwargs["error_messages"] = {"required": "Choisissez au moins un fichier."}
        super().__init__(largeur=12, **kwargs)
        self.widget.attrs |= {"multiple": plusieurs, "accept": EXTENSIONS, "data-depot-fichiers": True}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        fichiers = [f for f in (data if isinstance(data, list | tuple) else [data]) if f]
        if not fichiers:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return fichiers


class _Fiche(FormulaireJalon):
    """Ce que l'on dit d'un document, au dépôt et ensuite."""

    genre = ChampChoix(label="Genre", choices=Genre.choices, largeur=12)
    type_document = ChampChoix(label="Type", required=False, largeur=12)
    date_document = ChampDate(label="Date du document", required=False, largeur=6)
    date_reception = ChampDate(
        label="Reçue le", required=False, largeur=6, help_text="Une pièce exigée cesse alors de manquer."
    )
    commentaire = ChampTexteLong(label="Commentaire", required=False, max_length=2000, lignes=2)
    is_confidentiel = ChampOuiNon(label="Confidentiel : vous et les personnes nommées, personne d’autre")
    lecteurs = ChampAutocompleteMultiple(
        None,
        label="Qui d’autre peut le lire",
        url_name="documents:lecteurs_json",
        required=False,
        largeur=12,
        libelle=str,
    )

    def __init__(self, *args: Any, par, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.types = {str(t.pk): t for t in TypeDocument.objects.actives()}
        actuel = self.initial.get("type_document")
        if actuel and str(actuel.pk) not in self.types:
            self.types[str(actuel.pk)] = actuel
        self.fields["type_document"].choices = [("", "—"), *((pk, str(t)) for pk, t in self.types.items())]
        if actuel:
            self.initial["type_document"] = str(actuel.pk)
        self.fields["lecteurs"].queryset = Utilisateur.objects.actifs().exclude(pk=par.pk)

    def clean_type_document(self) -> TypeDocument | None:
        return self.types.get(self.cleaned_data["type_document"])

    @property
    def donnees(self) -> dict[str, Any]:
        """Les champs du modèle, sans les fichiers ni les lecteurs."""
        noms = {champ.name for champ in Document._meta.fields}
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom in noms}


class DepotForm(_Fiche):
    """Déposer un ou plusieurs fichiers, avec ce qui vaut pour tous."""

    fichiers = ChampFichiers(label="Fichiers")
    titre = ChampTexte(label="Titre", required=False, max_length=TITRE_MAX, largeur=12)
    cle = forms.UUIDField(required=False, widget=forms.HiddenInput)
    accepter_doublon = ChampOuiNon(label="Ajouter même si le fichier est déjà ici")
    field_order = ["fichiers"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fichiers"].help_text = f"{ACCEPTES}. {montrer_taille(taille_max())} chacun au plus."


class DocumentForm(_Fiche):
    """Modifier la fiche d'un document ; l'auteur seul décide de la confidentialité."""

    titre = ChampTexte(label="Titre", max_length=TITRE_MAX, largeur=12)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["titre"]

    def __init__(self, *args: Any, document: Document, par, **kwargs: Any) -> None:
        super().__init__(*args, par=par, initial=valeurs_de(document), **kwargs)
        if document.auteur_id != par.pk:
            self.verrouiller("is_confidentiel", RESERVE)
            del self.fields["lecteurs"]

    @property
    def version_lue(self) -> int:
        return self.cleaned_data["version"]

    @property
    def donnees(self) -> dict[str, Any]:
        return {nom: valeur for nom, valeur in super().donnees.items() if nom != "version"}


def valeurs_de(document: Document) -> dict[str, Any]:
    """Les valeurs du formulaire d'un document enregistré."""
    noms = ("titre", "genre", "type_document", "date_document", "date_reception", "commentaire", "is_confidentiel")
    lues = {nom: getattr(document, nom) for nom in noms}
    return {**lues, "version": document.version, "lecteurs": list(document.lecteurs.order_by("nom", "pk"))}


class RemplacementForm(FormulaireJalon):
    fichiers = ChampFichiers(label="Nouveau fichier", plusieurs=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SuppressionForm(FormulaireJalon):
    motif = ChampTexte(label="Pourquoi", required=False, largeur=12)


def reception_du_jour() -> dict[str, Any]:
    """Ce que propose « Ajouter la pièce » : reçue aujourd'hui."""
    return {"date_reception": timezone.localdate(), "genre": Genre.PIECE}
