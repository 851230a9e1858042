"""La fiche d'un utilisateur : qui il est, ce qui lui est ouvert."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms

from jalon.structure.forms.champs import ChampCentre
from jalon.structure.forms.objets import FormulaireObjet
from jalon.structure.models import Centre
from jalon.ui.formulaires import ChampCases, ChampCourriel, ChampTexte
from jalon.ui.formulaires.champs import Presentation

from ..enums import ACTES_NOMMES, DROITS, ZONES
from ..models import Equipe, Profil, Utilisateur
from ..registres import liens_de

PLUS_PROPOSE = "Ce choix n’est plus proposé."


class ChampProfil(Presentation, forms.ModelChoiceField):
    """Un profil actif, ou celui déjà enregistré."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {
            "label": "Profil",
            "empty_label": "—",
            "error_messages": {"invalid_choice": PLUS_PROPOSE},
            **kwargs,
        }
        super().__init__(Profil.objects.actifs().order_by("cle_tri", "pk"), **kwargs)

    def garder(self, profil: Profil) -> None:
        """Laisse choisir aussi ce profil, même désactivé depuis."""
        self.queryset = (self.queryset | Profil.objects.filter(pk=profil.pk)).order_by("cle_tri", "pk")


class ChampPlusieurs(Presentation, forms.ModelMultipleChoiceField):
    """Des objets à cocher."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        messages = {"invalid_choice": PLUS_PROPOSE, "invalid_pk_value": PLUS_PROPOSE}
        super().__init__(queryset, required=False, largeur=12, error_messages=messages, **kwargs)

    def _check_values(self, value: Any) -> Any:
        """Une clé qu'aucune base ne peut porter est un choix absent, pas une panne."""
        if not all(str(cle).isascii() and str(cle).isdigit() and len(str(cle)) < 19 for cle in value):
            raise forms.ValidationError(PLUS_PROPOSE)
        return super()._check_values(value)


class UtilisateurForm(FormulaireObjet):
    """Ce que l'on saisit pour inviter, et pour modifier."""

    prenom = ChampTexte(label="Prénom", max_length=80)
    nom = ChampTexte(label="Nom", max_length=80)
    courriel = ChampCourriel(label="Courriel", help_text="C’est avec lui que la personne se connecte.")
    profil = ChampProfil(help_text="Ce que la personne peut lire et faire.")
    centre = ChampCentre(required=False)
    autres_centres = ChampPlusieurs(Centre.objects.actifs().order_by("cle_tri", "pk"), label="Autres centres")
    equipes = ChampPlusieurs(
        Equipe.objects.order_by("libelle", "pk"),
        label="Équipes",
        help_text="Selon son profil, la personne voit les dossiers de ses équipes.",
    )
    droits_individuels = ChampCases(label="Droits en plus du profil", choices=list(DROITS.items()), required=False)

    IDENTITE = ("prenom", "nom", "courriel")
    liens: Sequence[str] = ()

    @classmethod
    def de(cls, utilisateur: Utilisateur | None, par: Any, data: Any = None) -> Self:
        """Le formulaire d'un compte (None : invitation), tel que `par` peut le remplir."""
        form = cls(data, initial=valeurs_de(utilisateur, par) if utilisateur else None)
        form.liens = [lien.code for lien in liens_de(par)]
        for lien in liens_de(par):
            form.fields[lien.code] = lien.champ(par)
        if utilisateur is not None:
            form.fields["profil"].garder(utilisateur.profil)
            form.fields["centre"].garder(utilisateur.centre)
            form.fields["autres_centres"].queryset |= Centre.objects.filter(pk__in=form.initial["autres_centres"])
        return form

    @property
    def champs_identite(self) -> list[Any]:
        return [self[nom] for nom in (*self.IDENTITE, *self.liens)]

    @property
    def champs_acces(self) -> list[Any]:
        return [self[nom] for nom in ("profil", "centre")]

    @property
    def droits_par_zone(self) -> list[tuple[str, list[Any]]]:
        """Chaque zone et ses cases : lire, modifier, puis ses actes nommés."""
        cases = {case.data["value"]: case for case in self["droits_individuels"]}
        return [(libelle, [cases[code] for code in _codes(zone)]) for zone, libelle in ZONES.items()]

    @property
    def nombre_de_droits(self) -> int:
        return len(self["droits_individuels"].value() or ())


def _codes(zone: str) -> list[str]:
    return [f"{zone}.lecture", f"{zone}.ecriture", *(c for c in ACTES_NOMMES if c.split(".")[0] == zone)]


def valeurs_de(utilisateur: Utilisateur, par: Any) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire. Deux requêtes, et une par fiche liée."""
    simples = ("version", "prenom", "nom", "courriel", "profil", "centre", "droits_individuels")
    return {
        **{nom: getattr(utilisateur, nom) for nom in simples},
        "autres_centres": list(utilisateur.autres_centres.order_by("pk").values_list("pk", flat=True)),
        "equipes": list(utilisateur.equipes.order_by("pk").values_list("pk", flat=True)),
        **{lien.code: lien.lire(utilisateur) for lien in liens_de(par)},
    }
