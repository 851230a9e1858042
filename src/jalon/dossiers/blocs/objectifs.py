"""Bloc « Objectifs » (E1, E2, E3)."""

from itertools import groupby

from django import forms

from jalon.ui.formulaires import ChampChoix, ChampTexte, FormulaireJalon, lignes_de

from ..enums import FAMILLE_DE, FamilleObjectif, NatureObjectif
from ..operations import modifier_objectifs
from ..operations.objectifs import LigneObjectif
from .base import Bloc
from .formulaire import FormulaireBloc

NATURES_GROUPEES = [
    (famille.label, [(n.value, n.label) for n in NatureObjectif if FAMILLE_DE[n] == famille])
    for famille in FamilleObjectif
]


class ObjectifForm(FormulaireJalon):
    """Une ligne : nature, texte, et pour un résultat son indicateur et sa cible."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    nature = ChampChoix(label="Nature", choices=NATURES_GROUPEES, largeur=3)
    texte = ChampTexte(label="Objectif", max_length=500, largeur=5)
    indicateur = ChampTexte(label="Indicateur", max_length=120, required=False, largeur=2)
    cible = ChampTexte(label="Cible", max_length=60, required=False, largeur=2)


class ObjectifsForm(FormulaireBloc):
    lignes_class = lignes_de(ObjectifForm, extra=1, max_num=60)

    def valeurs_enregistrees(self, dossier) -> dict:
        return {}

    def lignes_enregistrees(self) -> list[dict]:
        if self.dossier.pk is None:
            return []
        return list(self.dossier.objectifs.values("pk", "nature", "texte", "indicateur", "cible"))

    def lignes_lisibles(self) -> list[str]:
        return [f"{NatureObjectif(o['nature']).label} : {o['texte']}" for o in self.lignes_enregistrees()]

    @property
    def lignes_saisies(self) -> list[LigneObjectif]:
        return [
            LigneObjectif(**{k: v for k, v in ligne.items() if k != "DELETE"})
            for ligne in self.lignes.lignes_gardees
        ]


class BlocObjectifs(Bloc):
    code = "objectifs"
    libelle = "Objectifs"
    onglets = ("informations", "objectifs")
    ordre = 40
    formulaire = ObjectifsForm

    def contexte(self, dossier, par) -> dict:
        objectifs = sorted(dossier.objectifs.all(), key=lambda o: (list(FamilleObjectif).index(o.famille), o.rang))
        return {"familles": [(f.label, list(lignes)) for f, lignes in groupby(objectifs, lambda o: o.famille)]}

    def enregistrer(self, formulaire, *, dossier, par) -> None:
        modifier_objectifs(
            par=par, dossier=dossier, version=formulaire.version_lue, lignes=formulaire.lignes_saisies
        )
