"""Mesure la génération : un document à chaud, puis un lot. `python bench/generation.py [nombre] [--sans-ecrire]`.

Sur la base de démonstration (`JALON_DONNEES`) ; rien n'y est rangé : on mesure lire, remplir, convertir. Le
résultat remplace la partie « Générer des documents » de docs/performances.md, avec la machine et la date.
Cibles : un document en 2,5 s, deux cents en 60 s, sur deux cœurs.
"""

import os
import platform
import re
import resource
import statistics
import sys
import time
from datetime import date
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.config.settings.dev")
django.setup()

from jalon.comptes.models import Utilisateur  # noqa: E402
from jalon.dossiers.models import Dossier  # noqa: E402
from jalon.editeur.enums import FormatGenere  # noqa: E402
from jalon.editeur.lots import GROUPE, preparer_lot  # noqa: E402
from jalon.editeur.models import ModeleDocument  # noqa: E402

MODELE = "convention-formation"
REPETITIONS = 5
DOCS = Path(__file__).parents[1] / "docs" / "performances.md"
TITRE = "## Générer des documents"
PARTIE = """{titre}

[bench/generation.py](../bench/generation.py) (`make bench-generation`) remplit la convention de formation sur les
dossiers de la démonstration et en fait le PDF : lire les valeurs, remplir dans le processus borné, convertir par
LibreOffice. Rien n’est rangé. Un temps seul est la médiane de {repetitions} ; un lot va par groupes de {groupe},
comme depuis Production.

Mesuré le {jour} : {machine} ; charge {charge} avant de commencer.

| Mesure | Cible | Temps (s) |
| --- | ---: | ---: |
| Un document, à chaud | 2,5 | {seul} |
| {faits} documents | {cible} | {lot} |

Du lot, {calcul} s de processeur dans le moteur et LibreOffice.
"""


def mesurer(dossiers: list[Dossier], donnees: dict, par: Utilisateur) -> tuple[float, int]:
    """(secondes, documents faits), par groupes comme le fait l'acte par lot."""
    debut, faits = time.perf_counter(), 0
    for rang in range(0, len(dossiers), GROUPE):
        prets = preparer_lot(dossiers[rang : rang + GROUPE], par, donnees)
        faits += sum(isinstance(pret, tuple) and isinstance(pret[2], bytes) for pret in prets.values())
    return time.perf_counter() - debut, faits


def machine() -> str:
    """« AMD EPYC, deux cœurs, 23 Go » : ce que le système en dit."""
    infos = Path("/proc/cpuinfo")
    noms = re.findall(r"model name\s*:\s*(.+)", infos.read_text()) if infos.exists() else []
    octets = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    coeurs = os.cpu_count() or 1
    nom = " ".join(noms[0].split()) if noms else platform.machine()
    return f"{nom}, {coeurs} cœur{'s' if coeurs > 1 else ''}, {octets / 1024**3:.0f} Go"


def calcul_des_enfants() -> float:
    enfants = resource.getrusage(resource.RUSAGE_CHILDREN)
    return enfants.ru_utime + enfants.ru_stime


def en_francais(secondes: float) -> str:
    return f"{secondes:.1f}".replace(".", ",")


def ecrire(partie: str) -> None:
    """Remplace la partie dans docs/performances.md, ou l'ajoute à la fin."""
    texte = DOCS.read_text(encoding="utf-8")
    debut = texte.find(TITRE)
    if debut < 0:
        DOCS.write_text(f"{texte.rstrip()}\n\n{partie}", encoding="utf-8")
        return
    fin = texte.find("\n## ", debut + 1)
    suite = texte[fin:] if fin >= 0 else ""
    DOCS.write_text(texte[:debut] + partie + suite, encoding="utf-8")


def principal(nombre: int, *, is_ecrit: bool) -> None:
    charge = os.getloadavg()[0]
    par = Utilisateur.objects.pour_connexion().actifs().filter(profil__code="administrateur").first()
    donnees = {"modele": ModeleDocument.objects.get(code=MODELE), "format_voulu": FormatGenere.PDF}
    dossiers = list(Dossier.objects.filter(annule_at=None).order_by("pk")[:nombre])
    mesurer(dossiers[:1], donnees, par)  # à chaud
    seul = statistics.median(mesurer(dossiers[:1], donnees, par)[0] for _ in range(REPETITIONS))
    avant = calcul_des_enfants()
    lot, faits = mesurer(dossiers, donnees, par)
    partie = PARTIE.format(
        titre=TITRE, repetitions=REPETITIONS, groupe=GROUPE, jour=f"{date.today():%d/%m/%Y}", machine=machine(),
        charge=en_francais(charge), seul=en_francais(seul), faits=faits, cible="60" if nombre == 200 else "—",
        lot=en_francais(lot), calcul=f"{calcul_des_enfants() - avant:.0f}",
    )  # fmt: skip
    print(partie)
    if is_ecrit:
        ecrire(partie)


if __name__ == "__main__":
    voulu = [int(mot) for mot in sys.argv[1:] if mot.isdigit()]
    principal(voulu[0] if voulu else 200, is_ecrit="--sans-ecrire" not in sys.argv)
