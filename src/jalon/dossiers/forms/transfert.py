"""À qui transférer les dossiers d'un collègue, et lesquels."""

from typing import Any

from jalon.comptes.models import Utilisateur
from jalon.comptes.propositions import chercher_collegues
from jalon.ui.formulaires import ChampAutocomplete, ChampCases, ChampChoixBascule, FormulaireJalon

from ..rules.transfert import ROLES, refus_transfert
from ..transferts import Transfert

OUVERTS, TOUS = "ouverts", "tous"
DEPART = {"roles": [role.value for role in ROLES], "quels": OUVERTS}


class TransfertForm(FormulaireJalon):
    """Le choix ; `transfert` le rend, complet ou d'office."""

    vers = ChampAutocomplete(
        None,
        url_name="droits:collegues",
        chercher=chercher_collegues,
        label="À quel collègue",
        invite="Tapez un nom",
        largeur=12,
    )
    roles = ChampCases(label="Les dossiers où il est", choices=[(role.value, role.label) for role in ROLES])
    quels = ChampChoixBascule(
        label="Lesquels",
        choices=((OUVERTS, "Ouverts seulement"), (TOUS, "Tous")),
        largeur=12,
    )

    def __init__(self, data: Any = None, *, de: Utilisateur) -> None:
        super().__init__(data, initial=DEPART)
        self.de = de
        self.fields["vers"].queryset = Utilisateur.objects.pour_connexion().order_by("nom", "prenom", "pk")

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        if vers := donnees.get("vers"):
            refus = refus_transfert(
                is_le_meme=vers == self.de,
                is_actif=vers.is_active,
                can_lire=vers.a_le_droit("dossiers.lecture"),
                roles=donnees.get("roles", ROLES),
            )
            if refus:
                self.add_error(*refus)
        return donnees

    @property
    def transfert(self) -> Transfert:
        """Ce qui est choisi, ou ce qui l'est d'office tant que la saisie n'est pas complète."""
        choisi = {**DEPART, **(self.cleaned_data if self.is_bound else {})}
        roles = tuple(role for role in ROLES if role in choisi["roles"])
        return Transfert(self.de, choisi.get("vers"), roles, choisi["quels"] == OUVERTS)
