"""Clôturer un dossier (D3, E4) et le rouvrir."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Motif
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus

from ..models import Dossier, Evenement
from .declenches import ActeDemande
from .evenements import declencher_evenement, inscrire, ouvrir_ecriture
from .issues import noter_issues


@transaction.atomic
def cloturer_dossier(
    *,
    par,
    dossier: Dossier,
    date_evenement: date,
    motif: Motif | None = None,
    commentaire: str = "",
    suite: str = "",
    issues: Mapping[int, str] | None = None,
    actes: Sequence[ActeDemande] = (),
    **options,
) -> Evenement:
    """Enregistre la sortie et l'issue de chaque objectif (`issues` : clé de l'objectif → `Issue` ou vide).

    Ce qui manque à la porte « Clôturer » se montre et n'empêche rien. Lève `Refus` comme tout événement.
    """
    noter_issues(par=par, dossier=dossier, issues=issues or {})
    return declencher_evenement(
        par=par, dossier=dossier, type_evenement=TypeEvenement.SORTIE, date_evenement=date_evenement, motif=motif,
        commentaire=commentaire, suite=suite, actes=actes, **options,
    )  # fmt: skip


@transaction.atomic
def rouvrir_dossier(
    *, par, dossier: Dossier, date_evenement: date, motif: Motif | None = None, commentaire: str = ""
) -> Evenement:
    """Annule la sortie ou l'abandon en vigueur et inscrit la réouverture (droit propre, motif exigé).

    Après une fin déduite des présences, aucune sortie n'est à annuler : la réouverture seule suffit.
    """
    exiger(par, "dossiers.rouvrir_dossier")
    dossier = ouvrir_ecriture(par, dossier)
    if not motif and not commentaire.strip():
        raise Refus("Dites pourquoi ce dossier est rouvert.", champ="commentaire")
    evenement = Evenement(
        dossier=dossier, type=TypeEvenement.REOUVERTURE, date_evenement=date_evenement, motif=motif,
        commentaire=commentaire, auteur=par,
    )  # fmt: skip
    inscrire(evenement, par=par)
    faits_modifies(dossier)
    return evenement
