"""Proposer un collègue en tapant son nom."""

from django.db.models import QuerySet

from jalon.socle.recherche_texte import chercher
from jalon.ui.reponses import Proposition

from .models import Utilisateur

LIMITE = 20


def collegues(q: str) -> tuple[list[Proposition], bool]:
    """Les comptes actifs que la saisie trouve, par ordre alphabétique, et s'il y en a d'autres. Une requête."""
    actifs = Utilisateur.objects.actifs().pour_connexion().order_by("cle_tri", "pk")
    trouves = list(chercher_collegues(actifs, q)[: LIMITE + 1])
    return [_proposer(compte) for compte in trouves[:LIMITE]], len(trouves) > LIMITE


def chercher_collegues(comptes: QuerySet, q: str) -> QuerySet:
    """Ceux de ces comptes que la saisie trouve : aussi la recherche sans script."""
    return chercher(comptes, "texte_recherche", q)


def _proposer(compte: Utilisateur) -> Proposition:
    detail = f"{compte.profil} · {compte.centre}" if compte.centre else str(compte.profil)
    return Proposition(compte.pk, str(compte), detail)
