"""Filtrer les dossiers par financeur, principal ou co-financeur (A2)."""

from django.db.models import Q, QuerySet

from jalon.annuaire.champs import ChampFinanceur
from jalon.annuaire.models import Societe

from .models import Financement


def filtrer_par_financeur(dossiers: QuerySet, valeur: str, utilisateur) -> QuerySet:
    """`valeur` : « s12 » ou « p7 »."""
    champ = "financeur_societe" if valeur.startswith("s") else "financeur_personne"
    cle = int(valeur[1:])
    finances = Financement.objects.filter(Q(**{champ: cle}) | Q(**{f"parts__{champ}": cle}))
    return dossiers.filter(pk__in=finances.values("dossier"))


def nommer_financeur(valeur: str, utilisateur) -> str | None:
    """Le nom du financeur, ou None s'il est illisible ou hors de ce que l'utilisateur peut lire."""
    champ = ChampFinanceur()
    champ.pour(utilisateur)
    fiche = champ.fiche(valeur)
    return fiche.raison_sociale if isinstance(fiche, Societe) else str(fiche) if fiche else None
