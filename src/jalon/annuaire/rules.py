"""Décisions de l'annuaire : SIRET, saisie d'une recherche, doublons. Pures, sans requête ni horloge."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret

from jalon.socle.formats import INSECABLE, normaliser

LONGUEUR_SIREN, LONGUEUR_SIRET = 9, 14
_NUMERO = re.compile(r"\+?[\d\s.\-/()]+")
CHIFFRES_UTILES = 4

# Poids d'un doublon (domaine, « Doublons »). Un même nom avec deux dates de naissance différentes : un homonyme.
POIDS_NOM, POIDS_NAISSANCE, POIDS_COURRIEL, POIDS_TELEPHONE = 50, 30, 30, 20
POIDS_AUTRE_NAISSANCE = -45
SEUIL = 20
PARTICULES = {"al", "ben", "da", "de", "del", "des", "di", "du", "el", "la", "le", "les", "saint", "van", "von"}
FORMES_JURIDIQUES = {"sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scop", "scic", "gie", "earl", "selarl"}


# ── SIRET ──


def lire_siret(texte: str) -> str:
    """Lit un SIRET (14 chiffres) ou un SIREN (9 chiffres) et le rend sans espace.

    La clé est vérifiée, avec l'exception des établissements de La Poste. Lève `ValueError` avec la phrase à lire.
    """
    chiffres = siret.compact(texte)
    if not (chiffres.isascii() and chiffres.isdigit()):
        raise ValueError("Un SIRET ne contient que des chiffres.")
    if len(chiffres) not in (LONGUEUR_SIREN, LONGUEUR_SIRET):
        raise ValueError(f"Un SIRET a 14 chiffres, un SIREN en a 9 : vous en avez écrit {len(chiffres)}.")
    nom, module = ("SIREN", siren) if len(chiffres) == LONGUEUR_SIREN else ("SIRET", siret)
    try:
        return module.validate(chiffres)
    except ValidationError:
        raise ValueError(f"Ce {nom} n’existe pas : vérifiez ses chiffres, l’un d’eux est faux.") from None


def montrer_siret(numero: str) -> str:
    """« 732 829 320 00074 », « 732 829 320 » ; rien pour une chaîne vide."""
    groupes = (numero[:3], numero[3:6], numero[6:9], numero[9:])
    return INSECABLE.join(groupe for groupe in groupes if groupe)


def numero_entreprise(saisie: str) -> str:
    """Les 9 ou 14 chiffres d'un SIREN ou d'un SIRET tapé dans une recherche, ou une chaîne vide."""
    chiffres = re.sub(r"[\s.]", "", saisie)
    est_numero = chiffres.isascii() and chiffres.isdigit()
    return chiffres if est_numero and len(chiffres) in (LONGUEUR_SIREN, LONGUEUR_SIRET) else ""


# ── Recherche ──


def rapprocher(saisie: str) -> str:
    """Colle les chiffres d'un numéro tapé par groupes : « 06 12 34 » cherche « 061234 »."""
    saisie = saisie.strip()
    chiffres = re.sub(r"\D", "", saisie)
    return chiffres if _NUMERO.fullmatch(saisie) and len(chiffres) >= CHIFFRES_UTILES else saisie


def cle_code_postal(texte: str) -> str:
    """« 35 400 » se cherche et se range comme « 35400 »."""
    return normaliser(texte).replace(" ", "")


# ── Doublons ──


@dataclass(frozen=True)
class Identite:
    """Ce que l'on compare de deux personnes. Téléphones en E.164, courriel sans casse."""

    nom: str = ""
    prenom: str = ""
    date_naissance: date | None = None
    courriel: str = ""
    telephones: frozenset[str] = frozenset()

    @property
    def mots(self) -> list[str]:
        """Les mots du nom et du prénom, normalisés et rangés : l'ordre où ils sont tapés ne compte pas."""
        return sorted(normaliser(f"{self.nom} {self.prenom}").split())

    @property
    def is_nommee(self) -> bool:
        return bool(self.nom.strip() and self.prenom.strip())


@dataclass(frozen=True)
class Ressemblance:
    """Pourquoi deux fiches se ressemblent, et à quel point."""

    score: int
    motifs: tuple[str, ...]

    @property
    def is_probable(self) -> bool:
        return self.score >= SEUIL


def comparer(saisie: Identite, fiche: Identite) -> Ressemblance:
    """La ressemblance de deux personnes ; courriel et téléphone se partagent dans un foyer : ils pèsent moins."""
    traits = [
        (POIDS_NOM, "même nom", saisie.is_nommee and saisie.mots == fiche.mots),
        (POIDS_NAISSANCE, "même date de naissance", _egaux(saisie.date_naissance, fiche.date_naissance)),
        (POIDS_COURRIEL, "même courriel", _egaux(saisie.courriel.lower(), fiche.courriel.lower())),
        (POIDS_TELEPHONE, "même téléphone", bool(saisie.telephones & fiche.telephones)),
    ]
    communs = [(poids, motif) for poids, motif, vrai in traits if vrai]
    score = sum(poids for poids, _ in communs)
    if saisie.date_naissance and fiche.date_naissance and saisie.date_naissance != fiche.date_naissance:
        score += POIDS_AUTRE_NAISSANCE
    # Naître le même jour ne dit rien tant que rien d'autre ne se ressemble.
    seule_naissance = [motif for _, motif in communs] == ["même date de naissance"]
    return Ressemblance(0 if seule_naissance else score, tuple(motif for _, motif in communs))


def _egaux(a: object, b: object) -> bool:
    return bool(a) and a == b


def nom_essentiel(raison_sociale: str) -> str:
    """Les mots qui nomment une société : sans casse, accents ni forme juridique (« S.A.S. », « SARL »)."""
    normale = re.sub(r"\b(?:\w )+\w\b", lambda sigle: sigle[0].replace(" ", ""), normaliser(raison_sociale))
    mots = [mot for mot in normale.split() if mot not in FORMES_JURIDIQUES]
    return " ".join(mots) or normale


def meme_raison_sociale(a: str, autres: Iterable[str]) -> bool:
    """Vrai si l'un des autres noms nomme la même société, à la forme juridique près."""
    return bool(nom_essentiel(a)) and nom_essentiel(a) in {nom_essentiel(autre) for autre in autres}


def naissance_possible(naissance: date | None, jour: date) -> bool:
    """Une personne est née au plus tard aujourd'hui."""
    return naissance is None or naissance <= jour


def periode_possible(debut: date | None, fin: date | None) -> bool:
    """Une fin ne précède pas son début ; l'un ou l'autre peut manquer."""
    return debut is None or fin is None or fin >= debut


def deviner_nom(saisie: str) -> tuple[str, str]:
    """Le nom et le prénom d'un texte tapé pour chercher : « MARTIN Claire », « Claire MARTIN », « martin ».

    Les mots en capitales sont le nom ; sinon le premier mot est le nom, particules comprises
    (« Le Tallec Nolwenn »), le reste le prénom.
    """
    mots = saisie.split()
    capitales = [mot for mot in mots if len(mot) > 1 and mot == mot.upper() and mot != mot.lower()]
    if capitales and len(capitales) < len(mots):
        return " ".join(capitales), " ".join(mot for mot in mots if mot not in capitales)
    fin = next((rang for rang, mot in enumerate(mots, 1) if normaliser(mot) not in PARTICULES), len(mots))
    return " ".join(mots[:fin]), " ".join(mots[fin:])
