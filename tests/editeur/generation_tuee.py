"""Un processus qui génère sans arrêt, pour l'essai qui le tue (test_lot_generation.py)."""

import sys
from itertools import count

import django


def preparer() -> None:
    from django.core.management import call_command

    from jalon.editeur.operations.installation import installer_modeles
    from tests.maison import construire

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    construire()
    installer_modeles(codes=["courrier-libre"])


def generer() -> None:
    """Des documents toujours neufs : l'arrêt tombe pendant le remplissage, le dépôt ou l'écriture."""
    from jalon.comptes.models import Utilisateur
    from jalon.dossiers.models import Dossier
    from jalon.editeur.models import ModeleDocument
    from jalon.editeur.operations.generation import generer_document

    par = Utilisateur.objects.pour_connexion().get(courriel="conseiller@exemple.fr")
    dossier = Dossier.objects.pour_page().get(beneficiaire__prenom="Claire")
    modele = ModeleDocument.objects.get(code="courrier-libre")
    for rang in count():
        textes = {"objet": f"Essai {rang}", "corps": "Bonjour."}
        generer_document(par=par, objet=dossier, modele=modele, textes=textes, format_voulu="docx")
        if rang == 0:
            print("pret", flush=True)


def compter() -> None:
    """Chaque document a sa génération, chaque génération son document."""
    from jalon.documents.models import Document
    from jalon.editeur.models import Generation

    print(Document.objects.count() - Generation.objects.filter(docx__isnull=False).count())


if __name__ == "__main__":
    django.setup()
    {"preparer": preparer, "generer": generer, "compter": compter}[sys.argv[1]]()
