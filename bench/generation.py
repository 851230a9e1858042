"""Mesure la génération : un document à chaud, puis un lot. `python bench/generation.py [nombre]`.

Sur la base de démonstration (`JALON_DONNEES`) ; rien n'y est rangé : on mesure lire, remplir, convertir.
Cibles : un document en 2,5 s, deux cents en 60 s, sur deux cœurs.
"""

import os
import platform
import resource
import sys
import time
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.config.settings.dev")
django.setup()

from jalon.comptes.models import Utilisateur  # noqa: E402
from jalon.dossiers.models import Dossier  # noqa: E402
from jalon.editeur.enums import FormatGenere  # noqa: E402
from jalon.editeur.lots import GROUPE, preparer_lot  # noqa: E402
from jalon.editeur.models import ModeleDocument  # noqa: E402

MODELE = "convention-formation"


def mesurer(dossiers: list[Dossier], donnees: dict, par: Utilisateur) -> tuple[float, int]:
    """(secondes, documents faits), par groupes comme le fait l'acte par lot."""
    debut, faits = time.perf_counter(), 0
    for rang in range(0, len(dossiers), GROUPE):
        prets = preparer_lot(dossiers[rang : rang + GROUPE], par, donnees)
        faits += sum(isinstance(pret, tuple) and isinstance(pret[2], bytes) for pret in prets.values())
    return time.perf_counter() - debut, faits


def principal(nombre: int) -> None:
    par = Utilisateur.objects.pour_connexion().actifs().filter(profil__code="administrateur").first()
    donnees = {"modele": ModeleDocument.objects.get(code=MODELE), "format_voulu": FormatGenere.PDF}
    dossiers = list(Dossier.objects.order_by("pk")[:nombre])
    mesurer(dossiers[:1], donnees, par)  # à chaud
    seul, _ = mesurer(dossiers[:1], donnees, par)
    lot, faits = mesurer(dossiers, donnees, par)
    enfants = resource.getrusage(resource.RUSAGE_CHILDREN)
    charge, calcul = os.getloadavg()[0], enfants.ru_utime + enfants.ru_stime
    print(f"{date.today():%d/%m/%Y} · {os.cpu_count()} cœurs · {platform.machine()} · charge {charge:.1f}")
    print(f"| un document à chaud | {seul:.1f} s |\n| {faits} documents sur {nombre} | {lot:.0f} s |")
    print(f"Processeur, moteur et LibreOffice, tout compris : {calcul:.0f} s")


if __name__ == "__main__":
    principal(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
