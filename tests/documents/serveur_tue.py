"""Un serveur qui reçoit des documents sans arrêt, pour l'essai qui le tue (test_verification.py).

`preparer` pose une base et un dossier ; `envoyer` dépose par la vue, en boucle, jusqu'à ce qu'on le tue ;
`verifier` vieillit le magasin, vérifie, répare, revérifie.
"""

import os
import sys
import time
from contextlib import suppress
from itertools import count

import django


def client():
    from django.test import Client

    from jalon.comptes.models import Utilisateur

    visite = Client()
    visite.force_login(Utilisateur.objects.pour_connexion().get(courriel="conseiller@exemple.fr"))
    return visite


def preparer() -> None:
    from django.core.management import call_command

    from tests.maison import construire

    call_command("migrate", verbosity=0)
    construire()


def envoyer() -> None:
    """Des fichiers toujours neufs, de quelques Mo : l'arrêt tombe n'importe où, fichier ou base."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from jalon.dossiers.models import Dossier

    visite = client()
    numero = Dossier.objects.get(beneficiaire__prenom="Claire").numero
    for rang in count():
        contenu = f"{os.getpid()} {rang} ".encode() * 200_000
        fichier = SimpleUploadedFile("note.txt", contenu)
        if rang == 1:
            print("pret", flush=True)
        adresse = f"/dossiers/{numero}/documents/ajouter/"
        reponse = visite.post(
            adresse, {"genre": "piece", "fichiers": fichier}, headers={"Accept": "application/json"}
        )
        assert reponse.status_code == 201, reponse.content


def verifier() -> None:
    from django.core.management import call_command

    from jalon.documents.stockage import magasin

    for chemin in magasin().racine.rglob("*"):
        if chemin.is_file():
            os.utime(chemin, (time.time() - 7200,) * 2)
    for options in ((), ("--reparer",), ()):
        with suppress(SystemExit):
            call_command("verifier", "documents", *options)


if __name__ == "__main__":
    django.setup()
    {"preparer": preparer, "envoyer": envoyer, "verifier": verifier}[sys.argv[1]]()
