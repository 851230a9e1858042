"""Saisir un mémo en quelques secondes : le texte, la nature et qui le lit ; le reste se déplie (F10, H2)."""

import json
import uuid
from typing import Any

from django import forms
from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.ui.formulaires import (
    ChampAutocomplete,
    ChampAutocompleteMultiple,
    ChampChoixBascule,
    ChampDate,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from .enums import NatureMemo, Visibilite
from .models import Memo
from .queries import collegues
from .rules import visibilite_proposee

VERSION_MAX = 2_147_483_647
CONTENU_MAX = 50_000
DONNEES = ("nature", "contenu", "visibilite", "sujet", "date_memo", "date_relance", "assigne")
QUI = {"url_name": "memos:collegues_json", "invite": "Tapez un nom", "chercher": lambda _, texte: _trouves(texte)}


def _trouves(texte: str):
    return Utilisateur.objects.filter(pk__in=[u.pk for u in collegues(texte)]).order_by("nom", "prenom", "pk")


class MemoForm(FormulaireJalon):
    """Un mémo, neuf ou à modifier. `dernieres` : le dernier choix de visibilité de la personne, par nature."""

    contenu = ChampTexteLong(label="Mémo", max_length=CONTENU_MAX, lignes=4)
    nature = ChampChoixBascule(label="Nature", choices=NatureMemo.choices, largeur=12)
    visibilite = ChampChoixBascule(label="Qui le lit", choices=Visibilite.choices, largeur=12)
    lecteurs = ChampAutocompleteMultiple(None, label="Personnes nommées", required=False, largeur=12, **QUI)
    date_relance = ChampDate(label="Relancer le", required=False, largeur=6)
    assigne = ChampAutocomplete(
        None, label="Confier à", required=False, largeur=6, help_text="Vide : à moi.", **QUI
    )
    sujet = ChampTexte(label="Sujet", max_length=200, required=False, largeur=7)
    date_memo = ChampDate(label="Date", required=False, largeur=5)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=VERSION_MAX)
    cle_creation = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, dernieres: dict[str, str] | None = None, memo: Memo | None = None, **kwargs) -> None:
        dernieres = dernieres or {}
        initial = kwargs.pop("initial", None) or (_valeurs(memo) if memo else _vierge(dernieres))
        super().__init__(*args, initial=initial, **kwargs)
        actifs = Utilisateur.objects.pour_connexion().actifs()
        self.fields["lecteurs"].queryset = self.fields["assigne"].queryset = actifs
        proposees = {nature.value: visibilite_proposee(nature, dernieres).value for nature in NatureMemo}
        if memo is None:
            self.fields["nature"].widget.attrs["data-memo-visibilites"] = json.dumps(proposees)
        self.fields["contenu"].widget.attrs |= {"placeholder": "Écrire après un échange…", "autofocus": True}

    @property
    def donnees(self) -> dict[str, Any]:
        """Ce que l'acte reçoit, sans la clé, la version ni les personnes nommées."""
        return {nom: self.cleaned_data[nom] for nom in DONNEES}

    @property
    def is_deplie(self) -> bool:
        """Le sujet, la date et la relance se montrent quand ils disent quelque chose, ou sont fautifs."""
        noms = ("date_relance", "assigne", "sujet")
        return any(self[nom].value() or self[nom].errors for nom in noms) or bool(self["date_memo"].errors)


def _vierge(dernieres: dict[str, str]) -> dict[str, Any]:
    nature = NatureMemo.ECHANGE
    return {
        "nature": nature.value,
        "visibilite": visibilite_proposee(nature, dernieres).value,
        "date_memo": timezone.localdate(),
        "cle_creation": uuid.uuid4(),
    }


def _valeurs(memo: Memo) -> dict[str, Any]:
    valeurs = {nom: getattr(memo, nom) for nom in DONNEES}
    return {**valeurs, "lecteurs": [u.pk for u in memo.lecteurs.all()], "version": memo.version}


class ReportForm(FormulaireJalon):
    """Reporter une relance : un nouveau jour."""

    date_relance = ChampDate(label="Relancer le", largeur=6)
