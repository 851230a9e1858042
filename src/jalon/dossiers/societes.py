"""Ce que les dossiers apprennent aux sociétés : leur onglet Dossiers, et un filtre de leur liste.

Seuls comptent les dossiers que l'utilisateur voit. Ce que la société finance se lit dans ses conventions.
"""

from typing import Any

from django.db.models import Q, QuerySet

from jalon.annuaire.models import Societe
from jalon.socle.listes import BOOLEEN, Colonne, Filtre, Liste

from .listes import COLONNES
from .models import Dossier

# Champ du dossier → ce que la société y est (C1 à C5).
TITRES = {"employeur": "Employeur", "prescripteur_societe": "Prescripteur", "donneur_ordre": "Donneur d’ordre"}
REPRISES = ("nom", "prestation", "statut", "conseiller")


def dossiers_de_societe(societe: Societe, utilisateur: Any) -> QuerySet:
    """Les dossiers visibles où cette société a un titre."""
    titres = Q()
    for champ in TITRES:
        titres |= Q(**{champ: societe})
    return Dossier.objects.visibles_par(utilisateur).filter(titres)


def compter(societe: Societe, utilisateur: Any) -> int:
    return dossiers_de_societe(societe, utilisateur).count()


def _avec_dossier(societes: QuerySet, oui: bool, utilisateur: Any) -> QuerySet:
    visibles, avec = Dossier.objects.visibles_par(utilisateur), Q()
    for champ in TITRES:
        avec |= Q(pk__in=visibles.filter(**{f"{champ}__isnull": False}).values(champ))
    return societes.filter(avec) if oui else societes.exclude(avec)


FILTRE = Filtre("dossiers", "Avec dossiers", BOOLEEN, _avec_dossier, ordre=15, droit="dossiers.lecture")


class ListeDossiersSociete(Liste):
    """Les dossiers d'une société, les plus récents d'abord : trois requêtes par page."""

    code, guide = "dossiers-societe", "annuaire-societes"
    titre = "Dossiers"
    droit = "dossiers.lecture"
    modele = Dossier
    nom_singulier, nom_pluriel = "dossier", "dossiers"
    champ_recherche = "texte_recherche"
    libelle_recherche = "Chercher un dossier de cette société par numéro ou bénéficiaire"
    invite_recherche = "Numéro ou nom"
    tri_defaut = "nom"
    classe_tableau = "j-dossiers"
    vide_titre = "Aucun dossier"
    vide_texte = (
        "Employeur, prescripteur ou donneur d’ordre d’un dossier : la société se choisit dans ses Contacts."
    )

    def __init__(self, societe: Societe) -> None:
        self.societe = societe
        reprises = [colonne for colonne in COLONNES if colonne.code in REPRISES]
        titre = Colonne("titre", "À quel titre", self._titres, classe="c-nomme", ordre=25)
        self.colonnes = (*reprises, titre)

    def _titres(self, dossier: Dossier) -> str:
        siens = (mot for champ, mot in TITRES.items() if getattr(dossier, f"{champ}_id") == self.societe.pk)
        return ", ".join(siens)

    def queryset(self, utilisateur: Any) -> QuerySet:
        return dossiers_de_societe(self.societe, utilisateur)

    def enrichir(self, queryset: QuerySet, utilisateur: Any) -> QuerySet:
        return queryset.pour_liste()
