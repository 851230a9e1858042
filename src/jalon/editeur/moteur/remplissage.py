"""Remplir un modèle et lire ses marqueurs, par le processus à part (`enfant.py`)."""

import base64
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .erreurs import MoteurErreur
from .transport import emballer

ENFANT = Path(__file__).with_name("enfant.py")
DELAI = 60  # secondes au mur, pour un document : une machine chargée ne refuse pas un modèle sain
CALCUL = 10  # secondes de processeur, pour un document
SUPPLEMENT = 2  # secondes de plus par document suivant
TROP_LONG = "Ce modèle demande trop de temps ou de mémoire : il est refusé."


def rendre(docx: bytes, contexte: dict[str, Any]) -> bytes:
    """Le document rempli. Lève `MoteurErreur` (modèle dangereux, marqueur inconnu, calcul démesuré)."""
    resultat = rendre_plusieurs(docx, [contexte])[0]
    if isinstance(resultat, MoteurErreur):
        raise resultat
    return resultat


def rendre_plusieurs(docx: bytes, contextes: list[dict[str, Any]]) -> list[bytes | MoteurErreur]:
    """Un document, ou son erreur, par contexte. Un seul processus ; s'il meurt, chaque reste est repris seul."""
    rendus = [_resultat(r) for r in _demander("rendre", docx, contextes=[emballer(c) for c in contextes])]
    if len(rendus) < len(contextes) and len(contextes) > 1:
        suite = contextes[len(rendus) :]
        return rendus + [rendre_plusieurs(docx, [c])[0] for c in suite]
    return rendus or [MoteurErreur(TROP_LONG)]


def marqueurs_du(docx: bytes) -> set[str]:
    """Les chemins lus par le modèle : {"beneficiaire.nom", "seances", "seances.date"}. Lève `MoteurErreur`."""
    return set(_lire(docx)["marqueurs"])


def facultatifs_du(docx: bytes) -> set[str]:
    """Ceux que le modèle sait laisser vides : testés par une condition, un « or » ou une valeur par défaut."""
    return set(_lire(docx)["facultatifs"])


def _lire(docx: bytes) -> dict:
    reponses = _demander("marqueurs", docx)
    if not reponses:
        raise MoteurErreur(TROP_LONG)
    if "erreur" in reponses[0]:
        raise MoteurErreur(reponses[0]["erreur"])
    return reponses[0]


def _resultat(reponse: dict) -> bytes | MoteurErreur:
    return base64.b64decode(reponse["docx"]) if "docx" in reponse else MoteurErreur(reponse["erreur"])


def _demander(geste: str, docx: bytes, **suite) -> list[dict]:
    """Les réponses, une par ligne ; moins que demandé quand le processus est mort en route."""
    demande = {"geste": geste, "docx": base64.b64encode(docx).decode(), **suite}
    supplement = SUPPLEMENT * max(len(suite.get("contextes", ())) - 1, 0)
    with tempfile.TemporaryDirectory(prefix="jalon-moteur-") as dossier:
        sortie = _lancer(json.dumps(demande).encode(), dossier, supplement)
    lignes = sortie.split(b"\n")[:-1]  # une dernière ligne incomplète n'est pas une réponse
    return [json.loads(ligne) for ligne in lignes]


def _lancer(entree: bytes, dossier: str, supplement: int) -> bytes:
    commande = [sys.executable, "-I", str(ENFANT), str(CALCUL + supplement)]
    try:
        fait = subprocess.run(
            commande,
            input=entree,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=DELAI + supplement,
            env={},
            cwd=dossier,
        )
    except subprocess.TimeoutExpired as depasse:
        return depasse.stdout or b""
    return fait.stdout
