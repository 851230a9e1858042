"""Ouvrir un dossier : bénéficiaire et prestation, le reste peut attendre (H1)."""

from uuid import uuid4

from django import forms

from jalon.annuaire.champs import ChampPersonne
from jalon.comptes.models import Utilisateur
from jalon.prestations.champs import ChampPrestation
from jalon.structure.models import Centre
from jalon.ui.formulaires import ChampOuiNon, FormulaireJalon

from ..champs import ChampListe
from ..rules.affectation import affectation_d_office


class OuvertureForm(FormulaireJalon):
    """`cle_creation` rend l'envoi répétable ; `is_confirme` accepte un second dossier pour le même couple."""

    beneficiaire = ChampPersonne(role="beneficiaire", label="Bénéficiaire", largeur=6)
    prestation = ChampPrestation(label="Prestation", largeur=6)
    conseiller = ChampListe(label="Conseiller référent", required=False, largeur=6)
    centre = ChampListe(label="Centre", required=False, largeur=6)
    cle_creation = forms.UUIDField(widget=forms.HiddenInput)
    is_confirme = ChampOuiNon(label="Ouvrir quand même un nouveau dossier")

    def __init__(self, *args, par, initial=None, **kwargs) -> None:
        conseiller = par.pk if affectation_d_office(par.profil.origine) == "conseiller" else None
        defauts = {"centre": par.centre_id, "conseiller": conseiller, "cle_creation": uuid4()}
        super().__init__(*args, initial=defauts | (initial or {}), **kwargs)
        self.fields["beneficiaire"].pour(par)
        self.fields["prestation"].pour(par)
        self.fields["conseiller"].limiter(Utilisateur.objects.actifs())
        self.fields["centre"].limiter(Centre.objects.filter(is_active=True))
