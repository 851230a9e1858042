"""Actes sur les doublons : les recalculer, en écarter une paire, y revenir."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement, journaliser
from jalon.socle.acces import exiger

from ..enums import Acte
from ..models import DoublonPersonne, DoublonSociete, Personne, Societe
from .queries import PAQUET, SORTES, Paires, Sorte, paires_de, toutes_les_paires
from .rules import Trait

Doublon = DoublonPersonne | DoublonSociete
EN_UNE_PASSE = 200  # fiches annoncées ensemble au-delà desquelles tout relire coûte moins


def apparier(fiche: Personne | Societe) -> None:
    """Refait les paires d'une fiche qui vient de changer ; celles qu'on a écartées le restent.

    Conséquence de `faits_modifies(fiche)`, dans la transaction de l'acte.
    """
    sorte = SORTES[type(fiche)]
    _remplacer(sorte, sorte.paire.objects.de(fiche), paires_de(fiche))


def apparier_en_lot(fiches: Sequence[Personne] | Sequence[Societe]) -> None:
    """Comme `apparier` pour chacune ; beaucoup de fiches se comparent en une passe de tout l'annuaire."""
    if len(fiches) < EN_UNE_PASSE:
        for fiche in fiches:
            apparier(fiche)
    else:
        _tout_refaire(SORTES[type(fiches[0])])


@transaction.atomic
def recalculer_doublons() -> int:
    """Refait toutes les paires et rend leur nombre.

    Chaque nuit : deux fiches créées au même instant par deux personnes ne se sont pas vues, elles se trouvent là.
    """
    return sum(_tout_refaire(sorte) for sorte in SORTES.values())


def _tout_refaire(sorte: Sorte) -> int:
    voulues = toutes_les_paires(sorte)
    _remplacer(sorte, sorte.paire.objects.all(), voulues)
    return len(voulues)


@transaction.atomic
def ecarter_doublon(*, par, doublon: Doublon) -> Doublon:
    """« Ce ne sont pas des doublons » : la paire ne se propose plus. Sans effet si c'est déjà dit."""
    exiger(par, "annuaire.ecriture")
    if doublon.ecartee_at is None:
        _decider(par, doublon, timezone.now(), par, Acte.DOUBLON_ECARTE)
    return doublon


@transaction.atomic
def retablir_doublon(*, par, doublon: Doublon) -> Doublon:
    """Revient sur « ce ne sont pas des doublons » : la paire se propose de nouveau."""
    exiger(par, "annuaire.ecriture")
    if doublon.ecartee_at is not None:
        _decider(par, doublon, None, None, Acte.DOUBLON_RETABLI)
    return doublon


def _decider(par, doublon: Doublon, quand, qui, acte: Acte) -> None:
    """La décision s'inscrit dans l'historique des deux fiches."""
    doublon.ecartee_at, doublon.ecartee_par = quand, qui
    doublon.save(update_fields=["ecartee_at", "ecartee_par"])
    for fiche in (doublon.premiere, doublon.seconde):
        autre = Changement("doublon", "fiche comparée", "—", str(doublon.autre(fiche)))
        journaliser(par=par, acte=acte, objet=fiche, changements=[autre])


def _remplacer(sorte: Sorte, en_place, voulues: Paires) -> None:
    """Écrit ce qui change seulement : les paires qui disparaissent, naissent, ou se ressemblent autrement."""
    connues = {(p.premiere_id, p.seconde_id): p for p in en_place}
    perdues = [p.pk for cle, p in connues.items() if cle not in voulues and p.ecartee_at is None]
    for debut in range(0, len(perdues), PAQUET):
        sorte.paire.objects.filter(pk__in=perdues[debut : debut + PAQUET]).delete()
    neuves = [
        sorte.paire(premiere_id=a, seconde_id=b, **_valeurs(sorte, trait))
        for (a, b), trait in voulues.items()
        if (a, b) not in connues
    ]
    sorte.paire.objects.bulk_create(neuves, batch_size=PAQUET, ignore_conflicts=True)
    changees = [p for cle, p in connues.items() if cle in voulues and _poser(p, _valeurs(sorte, voulues[cle]))]
    if changees:
        sorte.paire.objects.bulk_update(changees, _champs(sorte), batch_size=PAQUET)


def _champs(sorte: Sorte) -> list[str]:
    publics = ["score_public", "motifs_publics"] if sorte.paire is DoublonPersonne else []
    return ["score", "motifs", *publics]


def _valeurs(sorte: Sorte, trait: Trait) -> dict:
    toutes = {
        "score": max(0, trait.score),
        "motifs": trait.raison,
        "score_public": max(0, trait.score_public),
        "motifs_publics": trait.raison_publique,
    }
    return {nom: toutes[nom] for nom in _champs(sorte)}


def _poser(paire: Doublon, valeurs: dict) -> bool:
    """Pose les valeurs ; dit si l'une a changé."""
    avant = {nom: getattr(paire, nom) for nom in valeurs}
    for nom, valeur in valeurs.items():
        setattr(paire, nom, valeur)
    return avant != valeurs
