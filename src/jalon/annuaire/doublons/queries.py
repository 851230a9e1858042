"""Trouver ce qui ressemble à une fiche, par les clés indexées ; toutes les paires, en une passe."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from ..models import DoublonPersonne, DoublonSociete, Personne, Societe
from .rules import (
    Cle,
    Enseigne,
    Trait,
    cle_identite,
    cles_personne,
    cles_societe,
    enseigne,
    rapprocher_personnes,
    rapprocher_societes,
)

# Une clé que trop de fiches partagent (le courriel d'un standard) ne compare chacune qu'aux vingt plus anciennes.
BLOC_MAX = 20
PAQUET = 500
COMPTE_MAX = 99
Paires = dict[tuple[int, int], Trait]


@dataclass(frozen=True)
class Sorte:
    """Comment se cherchent les doublons d'un modèle.

    `pistes(fiche)` rend des requêtes qui suivent un index ; `cles(traits)` et `rapprocher(a, b)` sont les règles ;
    `comparable(fiche)` tire d'une fiche ce que les règles comparent ; `champs` suffisent à le lire.
    """

    modele: type[Model]
    paire: type[DoublonPersonne] | type[DoublonSociete]
    comparable: Callable[[Any], Any]
    cles: Callable[[Any], set[Cle]]
    rapprocher: Callable[[Any, Any], Trait]
    pistes: Callable[[Any], list[QuerySet]]
    champs: tuple[str, ...]


# ── Personnes ──


def _pistes_personne(personne: Personne) -> list[QuerySet]:
    pistes = [Q(cle_identite=cle_identite(personne.nom, personne.prenom))] if personne.identite.is_nommee else []
    if personne.courriel:
        pistes.append(Q(courriel=personne.courriel.lower()))
    if personne.date_naissance and personne.identite.telephones:
        numeros = sorted(personne.identite.telephones)
        memes = Q(telephone_mobile__in=numeros) | Q(telephone_fixe__in=numeros)
        pistes.append(memes & Q(date_naissance=personne.date_naissance))
    return [Personne.objects.filter(piste) for piste in pistes]


# ── Sociétés ──


def enseigne_de(societe: Societe) -> Enseigne:
    noms = [societe.raison_sociale, societe.nom_commercial, *societe.anciens_noms.split(",")]
    return enseigne(noms, societe.siret, societe.siren)


def _pistes_societe(societe: Societe) -> list[QuerySet]:
    """Par le SIREN, par la raison sociale des autres, et par leurs autres noms (index de recherche)."""
    comparee = enseigne_de(societe)
    pistes = [Societe.objects.filter(siren=comparee.siren)] if comparee.siren else []
    if comparee.noms:
        pistes.append(Societe.objects.filter(cle_nom__in=sorted(comparee.noms)))
    return pistes + [Societe.objects.cherchees(nom) for nom in sorted(comparee.noms)]


SORTES = {
    Personne: Sorte(
        Personne,
        DoublonPersonne,
        lambda p: p.identite,
        cles_personne,
        rapprocher_personnes,
        _pistes_personne,
        ("nom", "prenom", "date_naissance", "courriel", "telephone_mobile", "telephone_fixe"),
    ),
    Societe: Sorte(
        Societe,
        DoublonSociete,
        enseigne_de,
        cles_societe,
        rapprocher_societes,
        _pistes_societe,
        ("raison_sociale", "nom_commercial", "anciens_noms", "siret", "siren"),
    ),
}


def paires_de(fiche: Personne | Societe) -> Paires:
    """Les paires probables d'une fiche : quelques requêtes, chacune sur un index et bornée à vingt fiches."""
    sorte, paires = SORTES[type(fiche)], {}
    comparee = sorte.comparable(fiche)
    for piste in sorte.pistes(fiche):
        for autre in piste.exclude(pk=fiche.pk).only(*sorte.champs).order_by("pk")[:BLOC_MAX]:
            trait = sorte.rapprocher(comparee, sorte.comparable(autre))
            if trait.is_probable:
                paires[_ordonner(fiche.pk, autre.pk)] = trait
    return paires


def toutes_les_paires(sorte: Sorte) -> Paires:
    """Toutes les paires probables d'un annuaire : une lecture qui range par clé, puis les seuls blocs partagés."""
    fiches = sorte.modele.objects.only(*sorte.champs).order_by("pk")
    blocs: dict[Cle, list[int]] = defaultdict(list)
    for fiche in fiches.iterator(chunk_size=PAQUET):
        for cle in sorte.cles(sorte.comparable(fiche)):
            blocs[cle].append(fiche.pk)
    candidates = {paire for bloc in blocs.values() if len(bloc) > 1 for paire in _du_bloc(bloc)}
    return dict(_retenir(sorte, sorted(candidates)))


def _du_bloc(bloc: list[int]) -> Iterator[tuple[int, int]]:
    """Chaque fiche avec les vingt plus anciennes autres de son bloc, déjà rangé."""
    for rang, pk in enumerate(bloc):
        for autre in bloc[: min(rang, BLOC_MAX)]:
            yield autre, pk


def _retenir(sorte: Sorte, candidates: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], Trait]]:
    for debut in range(0, len(candidates), PAQUET):
        paquet = candidates[debut : debut + PAQUET]
        cles = {pk for paire in paquet for pk in paire}
        lues = sorte.modele.objects.only(*sorte.champs).in_bulk(cles)
        comparables = {pk: sorte.comparable(fiche) for pk, fiche in lues.items()}
        for une, autre in paquet:
            if une in comparables and autre in comparables:
                trait = sorte.rapprocher(comparables[une], comparables[autre])
                if trait.is_probable:
                    yield (une, autre), trait


def _ordonner(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


# ── Lecture ──


def doublons_a_traiter(modele: type[Model], utilisateur) -> QuerySet:
    """Les paires probables que cette personne peut connaître et que personne n'a encore réglées."""
    return SORTES[modele].paire.objects.visibles_par(utilisateur).a_traiter()


def compter_doublons(modele: type[Model], utilisateur) -> int:
    """Combien il en reste à regarder ; 99 au plus. Une requête."""
    return doublons_a_traiter(modele, utilisateur).order_by()[:COMPTE_MAX].count()


def ecartees_de(modele: type[Model], pk: int | None) -> set[int]:
    """Les clés des fiches dont on a dit qu'elles ne sont pas celle-ci. Une requête ; aucune sans fiche."""
    if pk is None:
        return set()
    paires = SORTES[modele].paire.objects.ecartees().de(pk)
    return {cle for couple in paires.values_list("premiere", "seconde") for cle in couple}
