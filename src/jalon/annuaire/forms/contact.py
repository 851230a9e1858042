"""Formulaire d'un contact créé depuis la fiche de sa société."""

from typing import Any

from jalon.ui.formulaires import (
    ChampCases,
    ChampChoixBascule,
    ChampCourriel,
    ChampDate,
    ChampTelephone,
    ChampTexte,
)

from ..enums import RolePersonne
from .commun import FormulaireFiche
from .personne import CIVILITES, COMPARES

ROLES_DE_CONTACT = (RolePersonne.GESTIONNAIRE, RolePersonne.TUTEUR, RolePersonne.PRESCRIPTEUR)


class ContactForm(FormulaireFiche):
    """Une personne de la société : le nécessaire pour la joindre, sa fonction, depuis quand."""

    hors_fiche = ("roles", "date_debut")
    compares = COMPARES
    civilite = ChampChoixBascule(label="Civilité", choices=CIVILITES, required=False, largeur=12)
    nom = ChampTexte(label="Nom", max_length=100)
    prenom = ChampTexte(label="Prénom", max_length=100)
    fonction = ChampTexte(label="Fonction", max_length=120, required=False)
    date_debut = ChampDate(label="Depuis le", required=False)
    courriel = ChampCourriel(label="Courriel", required=False)
    telephone_mobile = ChampTelephone(label="Téléphone mobile", required=False)
    roles = ChampCases(label="Rôles", choices=[(r.value, r.label) for r in ROLES_DE_CONTACT], required=False)

    @property
    def lien(self) -> dict[str, Any]:
        """Rôles, début et clé de création, après `is_valid`."""
        net = self.cleaned_data
        return {"roles": net["roles"], "date_debut": net["date_debut"], "cle_creation": self.cle}
