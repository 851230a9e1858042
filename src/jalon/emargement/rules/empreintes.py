"""Les empreintes : SHA-256 d'un JSON canonique (RFC 8785), salée pour le contenu, chaînée pour le sceau."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785

ORIGINE = "0" * 64  # ce que le premier sceau d'une séance a pour empreinte précédente
COURTE = 12  # signes imprimés


@dataclass(frozen=True)
class Scelle:
    """Ce que couvre l'empreinte d'un sceau : tout, sauf elle-même."""

    cle: str
    seance: int
    rang: int
    nature: str
    role: str
    signataire: int
    demi_journee: str
    annule: int | None
    horodatage: datetime
    contenu: str
    precedente: str


def canonique(valeur: Any) -> str:
    """Le JSON canonique : mêmes données, mêmes octets, quel que soit l'ordre des clés."""
    return rfc8785.dumps(valeur).decode()


def empreinte_contenu(
    *, sel: str, donnees: str, nom: str, moyen: str, traits: str, image: bytes, ip: str | None, agent: str
) -> str:
    """L'empreinte salée du contenu. Sans le sel, effacé avec lui, on ne retrouve ni nom ni tracé par essais."""
    somme = hashlib.sha256(image).hexdigest()
    corps = {
        "agent": agent,
        "donnees": donnees,
        "image": somme,
        "ip": ip or "",
        "moyen": moyen,
        "nom": nom,
        "traits": traits,
    }
    return _sha256(sel + canonique(corps))


def empreinte_sceau(sceau: Scelle) -> str:
    """L'empreinte d'un sceau ; elle couvre celle de son contenu et celle du sceau d'avant."""
    return _sha256(canonique({**asdict(sceau), "horodatage": instant(sceau.horodatage)}))


def instant(moment: datetime) -> str:
    """L'instant en UTC, à la microseconde : « 2026-12-03T13:02:11.000042Z »."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def court(empreinte: str) -> str:
    """« 3fa9 01bc 77e2 » : ce qu'on imprime, et qu'on compare à l'œil."""
    debut = empreinte[:COURTE]
    return " ".join(debut[rang : rang + 4] for rang in range(0, COURTE, 4))


def _sha256(texte: str) -> str:
    return hashlib.sha256(texte.encode()).hexdigest()
