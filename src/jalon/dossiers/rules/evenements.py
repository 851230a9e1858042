"""Quels événements comptent à un jour donné, et dans quel ordre ils peuvent se suivre. Pur : le jour est donné."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from jalon.prestations.enums import TypeEvenement

# Ce qui s'inscrit à tout moment : ni le statut ni l'ordre des autres n'en dépendent.
LIBRES = (
    TypeEvenement.CHANGEMENT_STATUT,
    TypeEvenement.CHANGEMENT_PHASE,
    TypeEvenement.VALIDATION_ETAPE,
    TypeEvenement.AUTRE,
)
PAUSES = (TypeEvenement.SUSPENSION, TypeEvenement.REPRISE)
RANG_NOUVEAU = 2**62  # un événement pas encore enregistré vient après tous ceux de son jour


@dataclass(frozen=True)
class FaitEvenement:
    """Un événement réduit à ce dont les règles ont besoin. `rang` départage deux événements du même jour.

    `is_prevu` : déclaré à l'avance, il n'a pas encore pris effet. `is_annule` : annulé, ou resté sans effet.
    """

    type: str
    jour: date
    rang: int = 0
    is_annule: bool = False
    is_prevu: bool = False

    @property
    def place(self) -> tuple[date, int]:
        """Sa place dans la suite des événements."""
        return self.jour, self.rang


@dataclass(frozen=True)
class EnVigueur:
    """Les événements en vigueur à un jour : non annulés, jour atteint."""

    entree: date | None = None
    sortie: date | None = None
    abandon: date | None = None
    suspension: date | None = None
    reouverture: date | None = None


@dataclass(frozen=True)
class Reperes:
    """Ce que l'ordre des événements respecte et qui n'est pas un événement.

    `date_entree` : la saisie, sinon la calculée. `is_fini` : le parcours est fini sans sortie enregistrée.
    """

    date_entree: date | None = None
    premiere_presence: date | None = None
    is_fini: bool = False


def en_vigueur(evenements: Iterable[FaitEvenement], jour: date) -> EnVigueur:
    """Réduit les événements à ceux qui comptent ce jour-là (domaine, « Événements » et « Statut »).

    Une suspension compte tant qu'aucune reprise ne la suit ; un événement prévu, une fois qu'il a pris effet.
    """
    comptes = _suite(e for e in evenements if not e.is_annule and not e.is_prevu and e.jour <= jour)
    dernier = {e.type: e.jour for e in comptes}
    pauses = [e for e in comptes if e.type in PAUSES]
    suspendu = bool(pauses) and pauses[-1].type == TypeEvenement.SUSPENSION
    return EnVigueur(
        entree=dernier.get(TypeEvenement.ENTREE),
        sortie=dernier.get(TypeEvenement.SORTIE),
        abandon=dernier.get(TypeEvenement.ABANDON),
        suspension=pauses[-1].jour if suspendu else None,
        reouverture=dernier.get(TypeEvenement.REOUVERTURE),
    )


def prochain_changement(evenements: Iterable[FaitEvenement], jour: date) -> date | None:
    """Le premier jour où un événement prendra effet : le statut enregistré y changera peut-être.

    Un événement prévu compte jusqu'à ce qu'il ait pris effet, même son jour passé.
    """
    attendus = [e.jour for e in evenements if not e.is_annule and (e.is_prevu or e.jour > jour)]
    return min(attendus, default=None)


def refus_evenement(
    fait: FaitEvenement, autres: Iterable[FaitEvenement], aujourd_hui: date, reperes: Reperes
) -> str | None:
    """La phrase qui refuse cet événement parmi les `autres`, ou None s'il est permis.

    Un événement à venir se juge à son jour, ceux déjà prévus d'ici là supposés effectifs. Une sortie ne précède
    pas l'entrée montrée ; un abandon n'est refusé qu'avant une entrée en vigueur ou la première présence (domaine,
    « Dates clés »).
    """
    if fait.type in LIBRES:
        return None
    jour = max(fait.jour, aujourd_hui)
    comptes = [replace(e, is_prevu=False) for e in autres if not e.is_annule and e.jour <= jour]
    vigueur = en_vigueur(comptes, jour)
    if fait.type == TypeEvenement.REOUVERTURE:
        return _refus_reouverture(fait, aujourd_hui, vigueur, reperes)
    return (
        _refus_ferme(fait, vigueur)
        or _refus_ordre(fait, vigueur, reperes)
        or (_refus_pause(fait, comptes) if fait.type in PAUSES else None)
    )


def refus_annulation(
    fait: FaitEvenement, autres: Iterable[FaitEvenement], aujourd_hui: date, reperes: Reperes
) -> str | None:
    """La phrase qui refuse d'annuler cet événement, ou None ; `autres` sont les événements qui resteraient."""
    if fait.is_prevu:
        return None
    if fait.type == TypeEvenement.CHANGEMENT_STATUT:
        return "Un suivi posé ne s’annule pas : choisissez-en un autre."
    restent = [e for e in autres if not e.is_annule and not e.is_prevu]
    if orpheline := _reprise_orpheline(restent):
        return f"Annulez d’abord la reprise du {orpheline.jour:%d/%m/%Y}, qui suit cette suspension."
    sortie = en_vigueur(restent, aujourd_hui).sortie
    if fait.type == TypeEvenement.ENTREE and sortie and reperes.date_entree and sortie < reperes.date_entree:
        return f"La sortie du {sortie:%d/%m/%Y} précéderait la date d’entrée ({reperes.date_entree:%d/%m/%Y})."
    return None


def _suite(evenements: Iterable[FaitEvenement]) -> list[FaitEvenement]:
    return sorted(evenements, key=lambda e: e.place)


def _refus_reouverture(fait, aujourd_hui: date, vigueur: EnVigueur, reperes: Reperes) -> str | None:
    fermeture = vigueur.abandon or vigueur.sortie
    if not fermeture and not reperes.is_fini:
        return "Ce dossier n’est ni terminé ni abandonné : il n’y a rien à rouvrir."
    if fait.jour > aujourd_hui:
        return "Une réouverture ne se prévoit pas : elle prend effet le jour où vous la déclarez."
    if fermeture and fait.jour < fermeture:
        return f"La réouverture ne peut pas précéder ce qu’elle annule ({fermeture:%d/%m/%Y})."
    return None


def _refus_ferme(fait: FaitEvenement, vigueur: EnVigueur) -> str | None:
    if fait.type == TypeEvenement.ENTREE and vigueur.entree:
        return f"L’entrée de ce dossier est déjà enregistrée au {vigueur.entree:%d/%m/%Y}."
    fermeture = vigueur.abandon or vigueur.sortie
    if not fermeture or (fait.type == TypeEvenement.ENTREE and fait.jour <= fermeture):
        return None
    if vigueur.abandon:
        return f"Ce dossier est abandonné depuis le {vigueur.abandon:%d/%m/%Y}."
    return f"La sortie de ce dossier est déjà enregistrée au {vigueur.sortie:%d/%m/%Y}."


def _refus_ordre(fait: FaitEvenement, vigueur: EnVigueur, reperes: Reperes) -> str | None:
    entree = vigueur.entree or reperes.date_entree
    if fait.type == TypeEvenement.SORTIE and entree and fait.jour < entree:
        return f"La sortie ne peut pas précéder l’entrée ({entree:%d/%m/%Y})."
    debuts = [d for d in (vigueur.entree, reperes.premiere_presence) if d]
    if fait.type == TypeEvenement.ABANDON and debuts and fait.jour < max(debuts):
        return f"L’abandon ne peut pas précéder le début du parcours ({max(debuts):%d/%m/%Y})."
    return None


def _refus_pause(fait: FaitEvenement, comptes: list[FaitEvenement]) -> str | None:
    """Une suspension ne suit pas une suspension ; une reprise suit une suspension qu'aucune autre n'a close."""
    pauses = _suite(e for e in comptes if e.type in PAUSES)
    avant = [e for e in pauses if e.place < fait.place]
    apres = [e for e in pauses if e.place > fait.place]
    is_suspendu = bool(avant) and avant[-1].type == TypeEvenement.SUSPENSION
    if fait.type == TypeEvenement.SUSPENSION:
        if is_suspendu:
            return f"Ce dossier est déjà suspendu depuis le {avant[-1].jour:%d/%m/%Y}."
        orpheline = _reprise_orpheline([*pauses, fait])
        return f"La reprise du {orpheline.jour:%d/%m/%Y} précéderait sa suspension." if orpheline else None
    if is_suspendu:
        double = apres and apres[0].type == TypeEvenement.REPRISE
        return f"La reprise est déjà enregistrée au {apres[0].jour:%d/%m/%Y}." if double else None
    if apres and apres[0].type == TypeEvenement.SUSPENSION:
        return f"La reprise ne peut pas précéder la suspension ({apres[0].jour:%d/%m/%Y})."
    return "Ce dossier n’est pas suspendu : il n’y a rien à reprendre."


def _reprise_orpheline(evenements: Iterable[FaitEvenement]) -> FaitEvenement | None:
    """La première reprise qu'aucune suspension ne précède, s'il y en a une."""
    is_suspendu = False
    for pause in _suite(e for e in evenements if e.type in PAUSES):
        if pause.type == TypeEvenement.REPRISE and not is_suspendu:
            return pause
        is_suspendu = pause.type == TypeEvenement.SUSPENSION
    return None
