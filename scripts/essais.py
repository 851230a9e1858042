"""Passe les essais, couloir par couloir, et tient le registre des minutes.

Usage : essais.py [couloir…] ; sans nom, tous. Le code de sortie est 1 dès qu'un essai échoue.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass

import qualite
from machine import DEPOT, Echec, arreter, installer_debian
from postgres import binaires, postgresql_prive
from preparation import PYTHON, bureautique, environnement_python, fichiers_tiers

RAPPORTS = DEPOT / "rapports"
DELAI = 20 * 60  # secondes par couloir
AUCUN_TEST = 5  # code de sortie de pytest
SANS_PARCOURS = ("--ignore=tests/parcours", "-n", "2")
PARCOURS = ("tests/parcours", "-n", "2")
CURIEUX = "tests/curieux/test_fuzz.py"  # en entier : CURIEUX_REQUETES dit combien (make eprouver-curieux)
RAPIDE = (*SANS_PARCOURS, "-m", "not lent")


@dataclass(frozen=True)
class Bilan:
    """Ce qu'un couloir a compté."""

    reussis: int = 0
    echoues: int = 0
    sautes: int = 0

    def __add__(self, autre: "Bilan") -> "Bilan":
        return Bilan(self.reussis + autre.reussis, self.echoues + autre.echoues, self.sautes + autre.sautes)

    def __str__(self) -> str:
        sautes = f", {self.sautes} skipped" if self.sautes else ""
        return f"{self.reussis} passed, {self.echoues} failed{sautes}"


@dataclass(frozen=True)
class Couloir:
    """Un couloir d'essais : son nom de commande, son titre, ce qu'il lance, ce qu'il prépare d'abord."""

    nom: str
    titre: str
    passer: Callable[[], Bilan]
    preparer: Callable[[], None] = lambda: None


def _environnement(base: str) -> dict:
    """L'environnement de pytest : rien de la machine ne change le produit essayé."""
    propre = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith("JALON_")}
    propre["DATABASE_URL"] = base
    propre["PYTHONUNBUFFERED"] = "1"
    return propre


def lire_bilan(rapport, code: int) -> Bilan:
    """Compte d'un rapport JUnit ; un couloir sans test, ou arrêté avant son rapport, a échoué."""
    if code == AUCUN_TEST or not rapport.is_file():
        return Bilan(echoues=1)
    reussis = echoues = sautes = 0
    for cas in ET.parse(rapport).getroot().iter("testcase"):
        genres = {enfant.tag for enfant in cas}
        if genres & {"failure", "error"}:
            echoues += 1
        elif "skipped" in genres:
            sautes += 1
        else:
            reussis += 1
    return Bilan(reussis, max(echoues, int(code != 0)), sautes)


def pytest(nom: str, *arguments: str, base: str = "") -> Bilan:
    """Lance pytest et rend son bilan ; `base` est l'adresse DATABASE_URL, vide pour SQLite."""
    rapport = RAPPORTS / f"{nom}.xml"
    rapport.unlink(missing_ok=True)
    commande = [PYTHON, "-m", "pytest", f"--junitxml={rapport}", *arguments]
    processus = subprocess.Popen(
        [str(mot) for mot in commande],
        cwd=DEPOT,
        env=_environnement(base),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = processus.wait(DELAI)
    except subprocess.TimeoutExpired:
        print(f"Le couloir « {nom} » dépasse {DELAI // 60} minutes : arrêté.", flush=True)
        return Bilan(echoues=1)
    finally:
        arreter(processus)
    if code == AUCUN_TEST:
        print(f"Le couloir « {nom} » n’a trouvé aucun test : il ne prouve rien.", flush=True)
    return lire_bilan(rapport, code)


def _qualite() -> Bilan:
    return Bilan(*qualite.passer_tout())


def _sur_postgresql(nom: str, *arguments: str) -> Bilan:
    with postgresql_prive() as adresse:
        return pytest(nom, *arguments, base=adresse)


def chromium() -> None:
    """Le navigateur des parcours est celui de Debian."""
    if not shutil.which("chromium"):
        installer_debian("chromium", "fonts-liberation")


COULOIRS = (
    Couloir("qualite", "Qualité", _qualite),
    Couloir("rapide", "Unités, sans les lentes", lambda: pytest("rapide", *RAPIDE), bureautique),
    Couloir("unites", "Unités (SQLite)", lambda: pytest("unites", *SANS_PARCOURS), bureautique),
    Couloir(
        "deux-moteurs",
        "Deux moteurs (PostgreSQL)",
        lambda: _sur_postgresql("deux-moteurs", *SANS_PARCOURS, "-m", "deux_moteurs"),
        lambda: (bureautique(), binaires()),
    ),
    Couloir(
        "parcours",
        "Parcours au navigateur (SQLite)",
        lambda: pytest("parcours", *PARCOURS),
        lambda: (bureautique(), chromium()),
    ),
    Couloir(
        "parcours-postgresql",
        "Parcours au navigateur (PostgreSQL)",
        lambda: _sur_postgresql("parcours-postgresql", *PARCOURS, "-m", "deux_moteurs"),
        lambda: (bureautique(), chromium(), binaires()),
    ),
    Couloir("curieux", "Curieux : requêtes hostiles (SQLite)", lambda: pytest("curieux", CURIEUX)),
    Couloir(
        "curieux-postgresql",
        "Curieux : requêtes hostiles (PostgreSQL)",
        lambda: _sur_postgresql("curieux-postgresql", CURIEUX),
        binaires,
    ),
)
A_LA_DEMANDE = {"rapide", "curieux", "curieux-postgresql"}
PAR_DEFAUT = [couloir for couloir in COULOIRS if couloir.nom not in A_LA_DEMANDE]


def registre(lignes: list[tuple[str, float, Bilan]]) -> str:
    """Le registre des minutes, une ligne par couloir."""
    total = sum((bilan for _, _, bilan in lignes), Bilan())
    duree = sum(duree for _, duree, _ in lignes)
    entete = f"{'Couloir':<38}{'Durée':>9}{'Réussis':>9}{'Échoués':>9}{'Sautés':>8}"

    def ligne(titre: str, secondes: float, bilan: Bilan) -> str:
        minutes = f"{int(secondes) // 60} min {int(secondes) % 60:02d}"
        return f"{titre:<38}{minutes:>9}{bilan.reussis:>9}{bilan.echoues:>9}{bilan.sautes:>8}"

    return "\n".join([entete, *(ligne(*une) for une in lignes), ligne("Total", duree, total)])


def _mesurer(titre: str, agir: Callable[[], Bilan]) -> tuple[str, float, Bilan]:
    print(f"\n━━ {titre}", flush=True)
    debut = time.monotonic()
    try:
        bilan = agir() or Bilan()
    except Echec as echec:
        print(echec.texte(), flush=True)
        bilan = Bilan(echoues=1)
    return titre, time.monotonic() - debut, bilan


def _preparer(couloirs: list[Couloir]) -> None:
    environnement_python("test")
    fichiers_tiers()
    for couloir in couloirs:
        couloir.preparer()


def choisir(noms: list[str]) -> list[Couloir]:
    """Les couloirs nommés, ou tous ; lève Echec sur un nom inconnu."""
    connus = {couloir.nom: couloir for couloir in COULOIRS}
    if inconnus := set(noms) - set(connus):
        raise Echec(f"Couloir inconnu : {', '.join(inconnus)}.", f"Couloirs : {', '.join(connus)}.")
    return [connus[nom] for nom in noms] or PAR_DEFAUT


def passer(noms: list[str]) -> Bilan:
    """Prépare, passe les couloirs, écrit et montre le registre ; rend la somme."""
    couloirs = choisir(noms)
    RAPPORTS.mkdir(exist_ok=True)
    lignes = [_mesurer("Préparation", lambda: _preparer(couloirs))]
    if not lignes[0][2].echoues:
        lignes += [_mesurer(couloir.titre, couloir.passer) for couloir in couloirs]
    texte = registre(lignes)
    (RAPPORTS / "couloirs.txt").write_text(f"{texte}\n", encoding="utf-8")
    total = sum((bilan for _, _, bilan in lignes), Bilan())
    print(f"\n{texte}\n\n{total}", flush=True)
    return total


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # les « finally » arrêtent ce qui tourne
    try:
        return int(passer(sys.argv[1:]).echoues > 0)
    except Echec as echec:
        print(echec.texte(), file=sys.stderr)
    except KeyboardInterrupt:
        print("\nArrêté.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
