"""Lectures de l'annuaire."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet

from jalon.socle.recherche_texte import cle_tri
from jalon.socle.usages import Usage, usages_de

from .doublons.queries import ecartees_de
from .models import (
    DoublonPersonne,
    DoublonSociete,
    Personne,
    Photo,
    Rattachement,
    RoleDePersonne,
    Societe,
    TypeDeSociete,
)
from .rules import Identite, Ressemblance, comparer, meme_raison_sociale, nom_essentiel

CANDIDATS_MAX = 20
DOUBLONS_MAX = 5
EN_COURS_D_ABORD = (F("date_fin").desc(nulls_first=True), F("date_debut").desc(nulls_last=True), "pk")
# Ce qui fait partie d'une fiche et part avec elle : tout le reste est un usage, qui empêche de la supprimer.
PARTIES = {DoublonPersonne, DoublonSociete, Photo, RoleDePersonne, TypeDeSociete}


def details_visibles(personne: Personne, utilisateur) -> bool:
    """Dit si l'utilisateur voit coordonnées, naissance, situation et commentaire de cette personne. Une requête.

    Oui s'il suit un de ses dossiers, ou si personne n'en suit (domaine, « What one sees outside one's
    perimeter »).
    """
    return Personne.objects.filter(pk=personne.pk).details_visibles_par(utilisateur).exists()


def personnes_aux_details_visibles(personnes: Iterable[Personne], utilisateur) -> set[int]:
    """Parmi ces personnes, les identifiants de celles dont l'utilisateur voit les détails. Une requête."""
    cles = [personne.pk for personne in personnes]
    if not cles:
        return set()
    visibles = Personne.objects.filter(pk__in=cles).details_visibles_par(utilisateur)
    return set(visibles.values_list("pk", flat=True))


@dataclass(frozen=True)
class Doublon:
    """Une fiche qui ressemble à la saisie. Hors périmètre, ses `motifs` restent tus."""

    fiche: Personne | Societe
    motifs: tuple[str, ...] = ()


def doublons_personne(identite: Identite, *, utilisateur, sauf: int | None = None) -> list[Doublon]:
    """Les fiches qui ressemblent à cette identité, la plus proche d'abord ; cinq au plus, jamais bloquantes.

    `sauf` : la fiche que l'on modifie ; celles dont on a dit qu'elles n'en sont pas un doublon se taisent. Au plus
    cinq requêtes.
    """
    pistes, connues = _pistes(identite, utilisateur), ecartees_de(Personne, sauf) | {sauf}
    trouvees: dict[int, tuple[Ressemblance, Personne]] = {}
    for personne in (p for piste in pistes for p in piste if p.pk not in connues):
        ressemblance = comparer(identite, personne.identite)
        if ressemblance.is_probable:
            trouvees[personne.pk] = (ressemblance, personne)
    rangees = sorted(trouvees.values(), key=lambda t: (-t[0].score, t[1].cle_tri, t[1].pk))
    return [Doublon(p, r.motifs if p.is_detaillee else ()) for r, p in rangees[:DOUBLONS_MAX]]


def _pistes(identite: Identite, utilisateur) -> list[QuerySet]:
    """Où chercher : même nom (par l'index de recherche, dans n'importe quel ordre), courriel, téléphone."""
    visibles = Personne.objects.visibles_par(utilisateur).actives().with_details(utilisateur)
    visibles = visibles.select_related("centre", "employeur").order_by("cle_tri", "pk")
    pistes = []
    if identite.is_nommee:
        droit, envers = (identite.nom, identite.prenom), (identite.prenom, identite.nom)
        pistes.append(visibles.filter(cle_tri__in=[cle_tri(*droit), cle_tri(*envers)]))
        pistes.append(visibles.cherchees_par(utilisateur, f"{identite.nom} {identite.prenom}"))
    if identite.courriel:
        pistes.append(visibles.filter(courriel=identite.courriel.lower()))
    if identite.telephones:
        numeros = sorted(identite.telephones)
        pistes.append(visibles.filter(Q(telephone_mobile__in=numeros) | Q(telephone_fixe__in=numeros)))
    return [piste[:CANDIDATS_MAX] for piste in pistes]


def doublons_societe(
    *, raison_sociale: str, numero: str = "", utilisateur, sauf: int | None = None
) -> list[Doublon]:
    """Les sociétés de même SIRET, de même SIREN ou de même nom (anciens noms compris) ; cinq au plus."""
    visibles = Societe.objects.visibles_par(utilisateur).actives().order_by("cle_tri", "pk")
    doublons: dict[int, Doublon] = {}
    if numero:
        memes = visibles.filter(Q(siret=numero) | Q(siren=numero[:9]))
        doublons |= {s.pk: Doublon(s, (_meme_numero(s, numero),)) for s in memes[:CANDIDATS_MAX]}
    if len(nom_essentiel(raison_sociale)) > 1:
        for societe in visibles.cherchees(nom_essentiel(raison_sociale))[:CANDIDATS_MAX]:
            if societe.pk not in doublons and meme_raison_sociale(raison_sociale, _noms(societe)):
                doublons[societe.pk] = Doublon(societe, ("même nom",))
    connues = ecartees_de(Societe, sauf) | {sauf}
    return [d for pk, d in doublons.items() if pk not in connues][:DOUBLONS_MAX]


def _meme_numero(societe: Societe, numero: str) -> str:
    return "même SIRET" if societe.siret == numero else "même SIREN"


def _noms(societe: Societe) -> list[str]:
    return [societe.raison_sociale, societe.nom_commercial, *societe.anciens_noms.split(",")]


def contacts_de(societe: Societe, utilisateur) -> list[Rattachement]:
    """Les rattachements d'une société, ceux en cours d'abord ; la personne porte `is_detaillee`. Deux requêtes."""
    personnes = Personne.objects.visibles_par(utilisateur).with_details(utilisateur)
    liens = Rattachement.objects.filter(societe=societe).prefetch_related(Prefetch("personne", personnes))
    return list(liens.order_by(*EN_COURS_D_ABORD))


def rattachements_de(personne: Personne) -> list[Rattachement]:
    """Les rattachements d'une personne, ceux en cours d'abord, avec leur société. Une requête."""
    liens = personne.rattachements.select_related("societe")
    return list(liens.order_by(*EN_COURS_D_ABORD))


def nombre_salaries(societe: Societe, utilisateur) -> int:
    """Combien de personnes de l'annuaire ont cette société pour employeur."""
    return Personne.objects.visibles_par(utilisateur).actives().filter(employeur=societe).count()


def usages_de_fiche(fiche: Personne | Societe) -> list[Usage]:
    """Ce qui se sert de la fiche, hors périmètre compris : [("dossiers", 2)]. Une requête par modèle."""
    return usages_de(fiche, parties=PARTIES)
