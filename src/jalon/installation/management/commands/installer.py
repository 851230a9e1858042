"""Commande `jalon installer` : prépare la base et invite le premier administrateur."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from jalon.comptes.rules import DUREE
from jalon.editeur.operations.installation import installer_modeles
from jalon.installation.adresses import adresse_du_site
from jalon.installation.operations import creer_administrateur
from jalon.socle.erreurs import Refus
from jalon.socle.formats import nettoyer_texte

QUESTIONS = {
    "courriel": "Courriel de l’administrateur",
    "prenom": "Son prénom",
    "nom": "Son nom",
}


class Command(BaseCommand):
    help = "Prépare la base et crée le premier administrateur ; imprime son lien d’invitation, à usage unique."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for nom, question in QUESTIONS.items():
            parser.add_argument(f"--{nom}", default="", help=f"{question} (demandé s’il manque).")
        parser.add_argument(
            "--adresse", default="", help="Adresse publique, par exemple https://jalon.exemple.fr."
        )
        parser.add_argument(
            "--forcer", action="store_true", help="Même si un administrateur est déjà en place (accès perdu)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Répétable : relancée pour le même courriel, redonne un lien. Lève `CommandError` avec la phrase."""
        identite = {nom: self._demander(nom, options[nom]) for nom in QUESTIONS}
        self._preparer_base()
        try:
            jeton, compte, is_cree = creer_administrateur(**identite, forcer=options["forcer"])
        except Refus as refus:
            raise CommandError(refus.message) from None
        lien = (options["adresse"].rstrip("/") or adresse_du_site()) + reverse("invitation", args=[jeton])
        verbe = "créé" if is_cree else "déjà là, il n’a pas changé"
        self.stdout.write(f"Compte administrateur de {compte} ({compte.courriel}) : {verbe}.\n")
        phrase = f"Ouvrez ce lien pour choisir le mot de passe. Il sert une fois, pendant {DUREE.days} jours :"
        self.stdout.write(f"{phrase}\n\n  {lien}\n")

    def _demander(self, nom: str, donne: str) -> str:
        """La valeur donnée en option, ou tapée ; sans personne pour répondre, `CommandError`."""
        if not donne and sys.stdin.isatty():
            donne = input(f"{QUESTIONS[nom]} : ")
        donne = nettoyer_texte(donne).strip()
        if not donne:
            raise CommandError(f"Il manque --{nom}.")
        if nom == "courriel":
            self._verifier(donne)
        return donne

    @staticmethod
    def _verifier(courriel: str) -> None:
        try:
            validate_email(courriel)
        except ValidationError:
            raise CommandError(f"« {courriel} » n’est pas une adresse de courriel.") from None

    @staticmethod
    def _preparer_base() -> None:
        """Met la base à jour et pose les modèles livrés ; sans effet quand c'est déjà fait."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        installer_modeles()
