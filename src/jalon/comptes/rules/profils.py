"""La matrice des droits : lire un profil zone par zone, le composer, dire ce qui change."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..enums import ACTES_NOMMES, DROITS, ZONES
from ..mots import ACTES_EN_PHRASES, ZONES_EN_PHRASES
from .droits import droits_effectifs

AUCUN, LECTURE, ECRITURE = "aucun", "lecture", "ecriture"
NIVEAUX = ((AUCUN, "Aucun accès"), (LECTURE, "Lecture"), (ECRITURE, "Lecture et écriture"))
EN_MOTS = {AUCUN: "aucun accès", LECTURE: "lecture", ECRITURE: "lecture et écriture"}

DU_PROFIL, INDIVIDUEL = "du profil", "droit individuel"


class ActeLu(NamedTuple):
    """Un acte nommé, son libellé, sa phrase, et s'il est permis."""

    code: str
    libelle: str
    phrase: str
    is_permis: bool


class LigneMatrice(NamedTuple):
    """Une zone : son niveau, ce que lire et écrire y veulent dire, ses actes nommés."""

    zone: str
    libelle: str
    niveau: str
    phrase_lecture: str
    phrase_ecriture: str
    actes: list[ActeLu]

    @property
    def is_lue(self) -> bool:
        return self.niveau != AUCUN

    @property
    def is_ecrite(self) -> bool:
        return self.niveau == ECRITURE


class DroitChange(NamedTuple):
    """Un droit qui change : le champ de l'écran, son libellé, avant et après en mots."""

    champ: str
    libelle: str
    avant: str
    apres: str


def champ_zone(zone: str) -> str:
    return f"zone_{zone}"


def champ_acte(code: str) -> str:
    return f"acte_{code.replace('.', '_')}"


def niveau_de(droits: Iterable[str], zone: str) -> str:
    """« aucun », « lecture » ou « ecriture » : écrire emporte lire."""
    codes = droits_effectifs(droits, ())
    return next((niveau for niveau in (ECRITURE, LECTURE) if f"{zone}.{niveau}" in codes), AUCUN)


def actes_de_zone(zone: str) -> list[str]:
    """Les codes des actes nommés d'une zone, dans leur ordre."""
    return [code for code in ACTES_NOMMES if code.split(".")[0] == zone]


def matrice(droits: Iterable[str]) -> list[LigneMatrice]:
    """Une ligne par zone, dans l'ordre des zones."""
    codes = set(droits)
    return [
        LigneMatrice(
            zone,
            libelle,
            niveau_de(codes, zone),
            *ZONES_EN_PHRASES[zone],
            [ActeLu(c, ACTES_NOMMES[c], ACTES_EN_PHRASES.get(c, ""), c in codes) for c in actes_de_zone(zone)],
        )
        for zone, libelle in ZONES.items()
    ]


class Provenance(NamedTuple):
    """Une zone ouverte, ce qu'on y peut et d'où cela vient ; ses actes permis et d'où vient chacun."""

    libelle: str
    niveau: str
    origine: str
    actes: list[tuple[str, str]]


def provenances(du_profil: Iterable[str], individuels: Iterable[str]) -> list[Provenance]:
    """Les zones où l'utilisateur peut quelque chose, chaque droit avec son origine : le profil, ou lui seul."""
    profil = list(du_profil)
    lignes = zip(matrice(profil), matrice([*profil, *individuels]), strict=True)
    return [_provenance(base, effective) for base, effective in lignes if _est_ouverte(effective)]


def _est_ouverte(ligne: LigneMatrice) -> bool:
    return ligne.is_lue or any(acte.is_permis for acte in ligne.actes)


def _provenance(base: LigneMatrice, effective: LigneMatrice) -> Provenance:
    paires = zip(base.actes, effective.actes, strict=True)
    actes = [(acte.libelle, _origine(avant.is_permis)) for avant, acte in paires if acte.is_permis]
    return Provenance(
        effective.libelle, EN_MOTS[effective.niveau], _origine(base.niveau == effective.niveau), actes
    )


def _origine(is_du_profil: bool) -> str:
    return DU_PROFIL if is_du_profil else INDIVIDUEL


def composer(niveaux: Mapping[str, str], actes: Iterable[str], avant: Iterable[str] = ()) -> list[str]:
    """Les codes à enregistrer ; ceux d'`avant` que cette version de Jalon ne connaît pas sont gardés."""
    permis = set(actes)
    zones = [f"{zone}.{niveaux[zone]}" for zone in ZONES if niveaux.get(zone, AUCUN) != AUCUN]
    return [*zones, *(c for c in ACTES_NOMMES if c in permis), *(c for c in avant if c not in DROITS)]


def refus_droits(droits: Iterable[str]) -> tuple[str, str] | None:
    """(champ, phrase) du premier acte permis dans une zone qu'on ne lit pas, ou None."""
    for ligne in matrice(droits):
        for acte in ligne.actes:
            if acte.is_permis and not ligne.is_lue:
                return champ_acte(acte.code), f"Cet acte demande de pouvoir lire « {ligne.libelle} »."
    return None


def droits_changes(avant: Iterable[str], apres: Iterable[str]) -> list[DroitChange]:
    """Ce qui change d'un jeu de droits à l'autre, zone par zone et acte par acte."""
    changes = []
    for etait, est in zip(matrice(avant), matrice(apres), strict=True):
        if etait.niveau != est.niveau:
            mots = EN_MOTS[etait.niveau], EN_MOTS[est.niveau]
            changes.append(DroitChange(champ_zone(est.zone), est.libelle, *mots))
        for acte_avant, acte in zip(etait.actes, est.actes, strict=True):
            if acte_avant.is_permis != acte.is_permis:
                mots = ("non", "oui") if acte.is_permis else ("oui", "non")
                changes.append(DroitChange(champ_acte(acte.code), acte.libelle, *mots))
    return changes
