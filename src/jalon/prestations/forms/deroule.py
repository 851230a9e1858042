"""Le déroulé : une ligne par étape."""

from typing import Any

from django import forms
from django.db.models import Q

from jalon.ui.formulaires import ChampEntier, ChampOuiNon, FormulaireJalon, lignes_de
from jalon.ui.formulaires.champs import Presentation

from ..models import Action, VersionPrestation
from ..rules import LigneDeroule
from ..rules.deroule import JOURS_MAX, SEANCES_MAX, refus_delais

ETAPES_MAX = 60
PLUS_PROPOSEE = "« {action} » n’est plus proposée : choisissez une autre action. Le reste est gardé."


class ChampAction(Presentation, forms.ModelChoiceField):
    """Une action du catalogue. Toutes sont reconnues ; le formulaire refuse, par une phrase, les retirées."""

    def __init__(self, **kwargs) -> None:
        messages = {"invalid_choice": "Cette action n’existe plus : choisissez-en une autre."}
        super().__init__(
            Action.objects.all(), empty_label="Choisissez une action", error_messages=messages, **kwargs
        )


class EtapeForm(FormulaireJalon):
    """Une étape. Délais en jours depuis le premier rendez-vous."""

    rang = ChampEntier(label="Ordre", required=False, max_value=ETAPES_MAX * 2, largeur=1)
    action = ChampAction(label="Action", largeur=5)
    nombre_seances = ChampEntier(label="Séances", min_value=1, max_value=SEANCES_MAX, initial=1, largeur=2)
    delai_min = ChampEntier(label="Dès le jour", max_value=JOURS_MAX, required=False, unite="j", largeur=2)
    delai_max = ChampEntier(label="Au plus tard", max_value=JOURS_MAX, required=False, unite="j", largeur=2)
    is_obligatoire = ChampOuiNon(label="Obligatoire", initial=True, largeur=2)

    permises: frozenset[int] = frozenset()

    def clean_action(self) -> Action:
        action = self.cleaned_data["action"]
        if not action.is_active and action.pk not in self.permises:
            raise forms.ValidationError(PLUS_PROPOSEE.format(action=action))
        return action

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        if phrase := refus_delais(donnees.get("delai_min"), donnees.get("delai_max")):
            self.add_error("delai_max", phrase)
        return donnees


LignesDeroule = lignes_de(EtapeForm, extra=1, max_num=ETAPES_MAX)


def lignes_deroule(version: VersionPrestation | None, data: Any = None):
    """Les lignes d'une version (aucune : un déroulé neuf), liées aux données reçues s'il y en a. Deux requêtes."""
    etapes = list(version.etapes.all()) if version else []
    initial = [_valeurs(etape) for etape in etapes]
    lignes = LignesDeroule(data, initial=initial, prefix="etapes")
    permises = frozenset(etape.action_id for etape in etapes)
    choix = _choix(permises, _saisies(data))
    for form in (*lignes.forms, lignes.empty_form):
        form.permises = permises
        form.fields["action"].choices = choix
    return lignes


def lire_lignes(lignes: Any) -> list[LigneDeroule]:
    """Les étapes à écrire, dans l'ordre demandé, après `is_valid`."""
    gardees = sorted(lignes.lignes_gardees, key=lambda d: d["rang"] or ETAPES_MAX * 2)
    return [LigneDeroule(**{nom: donnees[nom] for nom in LigneDeroule._fields}) for donnees in gardees]


def _valeurs(etape: Any) -> dict[str, Any]:
    return {nom: getattr(etape, nom) for nom in EtapeForm.base_fields} | {"action": etape.action_id}


def _saisies(data: Any) -> list[int]:
    """Les actions reçues : une action retirée pendant la saisie reste montrée, avec sa phrase."""
    recues = [v for cle, v in (data or {}).items() if cle.startswith("etapes-") and cle.endswith("-action")]
    return [int(v) for v in recues if v.isascii() and v.isdigit() and len(v) < 19]


def _choix(permises: frozenset[int], saisies: list[int]) -> list[tuple[Any, str]]:
    """Les actions proposées, celles du déroulé et celles reçues, lues une fois pour toutes les lignes."""
    actions = Action.objects.filter(Q(is_active=True) | Q(pk__in={*permises, *saisies})).order_by("cle_tri", "pk")
    noms = [(a.pk, str(a) if a.is_active else f"{a} (retirée)") for a in actions]
    return [("", "Choisissez une action"), *noms]
