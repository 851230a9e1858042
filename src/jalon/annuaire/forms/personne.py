"""Formulaires d'une personne : la fiche entière, la création à la volée, la recherche de doublons."""

from typing import Any

from jalon.ui.formulaires import (
    ChampCases,
    ChampChoixBascule,
    ChampCourriel,
    ChampDate,
    ChampTelephone,
    ChampTexte,
    ChampTexteLong,
    FormulaireJalon,
)

from ..champs import ChampSociete
from ..enums import Civilite, RolePersonne
from ..models import Personne
from ..rules import Identite
from .commun import CACHES, ChampCentre, FormulaireFiche

COMPARES = ("nom", "prenom", "date_naissance", "courriel", "telephone_mobile", "telephone_fixe")
CIVILITES = [("", "—"), *Civilite.choices]


class PersonneRapideForm(FormulaireFiche):
    """Le nécessaire pour désigner quelqu'un et le joindre, depuis un autre écran."""

    compares = COMPARES
    civilite = ChampChoixBascule(label="Civilité", choices=CIVILITES, required=False, largeur=12)
    nom = ChampTexte(label="Nom", max_length=100)
    prenom = ChampTexte(label="Prénom", max_length=100)
    courriel = ChampCourriel(label="Courriel", required=False)
    telephone_mobile = ChampTelephone(label="Téléphone mobile", required=False)
    employeur = ChampSociete(type="employeur", label="Société", required=False, creation=False)
    fonction = ChampTexte(label="Fonction", max_length=120, required=False)


class PersonneForm(FormulaireFiche):
    """Toute la fiche. Les rôles se cumulent."""

    hors_fiche = ("roles",)
    compares = COMPARES
    civilite = ChampChoixBascule(label="Civilité", choices=CIVILITES, required=False, largeur=4)
    nom = ChampTexte(label="Nom", max_length=100, largeur=4)
    prenom = ChampTexte(label="Prénom", max_length=100, largeur=4)
    nom_naissance = ChampTexte(
        label="Nom de naissance", max_length=100, required=False, largeur=4, help_text="S’il est différent."
    )
    date_naissance = ChampDate(label="Date de naissance", required=False, largeur=4)
    lieu_naissance = ChampTexte(label="Lieu de naissance", max_length=120, required=False, largeur=4)
    nationalite = ChampTexte(label="Nationalité", max_length=80, required=False, largeur=4)
    roles = ChampCases(label="Rôles", choices=RolePersonne.choices, required=False)
    courriel = ChampCourriel(label="Courriel", required=False, largeur=4)
    telephone_mobile = ChampTelephone(label="Téléphone mobile", required=False, largeur=4)
    telephone_fixe = ChampTelephone(label="Téléphone fixe", required=False, largeur=4)
    adresse = ChampTexte(label="Adresse", max_length=200, required=False)
    complement_adresse = ChampTexte(label="Complément d’adresse", max_length=200, required=False)
    code_postal = ChampTexte(label="Code postal", max_length=10, required=False, largeur=3)
    ville = ChampTexte(label="Ville", max_length=120, required=False, largeur=5)
    pays = ChampTexte(
        label="Pays", max_length=80, required=False, largeur=4, help_text="Laissez vide pour la France."
    )
    situation_professionnelle = ChampTexte(label="Situation professionnelle", max_length=200, required=False)
    employeur = ChampSociete(type="employeur", label="Employeur", required=False)
    fonction = ChampTexte(label="Fonction", max_length=120, required=False)
    identifiant_france_travail = ChampTexte(label="Identifiant France Travail", max_length=20, required=False)
    centre = ChampCentre()
    commentaire = ChampTexteLong(label="Commentaire", required=False)


def valeurs_personne(personne: Personne) -> dict[str, Any]:
    """Les valeurs enregistrées, par champ du formulaire."""
    noms = [nom for nom in PersonneForm.base_fields if nom not in (*CACHES, "roles")]
    valeurs = {nom: getattr(personne, nom) for nom in noms}
    return valeurs | {"roles": [r.role for r in personne.roles.all()], "version": personne.version}


class DoublonsPersonneForm(FormulaireJalon):
    """Ce que l'on compare pendant la saisie. Une valeur pas encore juste ne compte pas."""

    nom = ChampTexte(required=False)
    prenom = ChampTexte(required=False)
    date_naissance = ChampDate(required=False)
    courriel = ChampCourriel(required=False)
    telephone_mobile = ChampTelephone(required=False)
    telephone_fixe = ChampTelephone(required=False)

    @property
    def identite(self) -> Identite:
        """Les valeurs déjà justes."""
        self.is_valid()
        net = self.cleaned_data
        telephones = frozenset(t for nom in ("telephone_mobile", "telephone_fixe") if (t := net.get(nom)))
        return Identite(
            net.get("nom", ""),
            net.get("prenom", ""),
            net.get("date_naissance"),
            net.get("courriel", ""),
            telephones,
        )
