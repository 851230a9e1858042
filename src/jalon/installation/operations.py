"""Actes du premier démarrage."""

from typing import Any

from django.db import transaction

from jalon.comptes.models import Profil, Utilisateur
from jalon.comptes.operations import inviter_utilisateur, redonner_acces
from jalon.journal.operations import journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus

from .enums import Acte
from .models import EtapePassee
from .queries import ADMINISTRER, comptes_admin
from .registres import ETAPES
from .rules import compte_de, refus_installation

PROFIL = "administrateur"


@transaction.atomic
def creer_administrateur(
    *, courriel: str, prenom: str, nom: str, forcer: bool = False
) -> tuple[str, Utilisateur, bool]:
    """Le jeton de l'invitation du premier administrateur, son compte, et s'il vient d'être créé.

    Répétable tant que son lien n'a pas servi ; chaque appel donne un lien neuf, le précédent ne vaut plus.

    Lève `Refus` si un administrateur est en place (sauf `forcer`), ou si le courriel est celui d'un autre compte.
    """
    courriel = courriel.strip().lower()
    comptes = comptes_admin()
    if phrase := refus_installation(comptes, courriel, forcer=forcer):
        raise Refus(phrase)
    if compte_de(comptes, courriel):
        compte = Utilisateur.objects.pour_connexion().get(courriel__iexact=courriel)
        return redonner_acces(utilisateur=compte), compte, False
    profil = Profil.objects.filter(code=PROFIL).first()
    if profil is None:
        raise Refus("Le profil Administrateur manque : lancez d’abord « jalon migrate ».")
    donnees = {"courriel": courriel, "prenom": prenom, "nom": nom, "profil": profil}
    compte, jeton = inviter_utilisateur(par=None, donnees=donnees)
    return jeton, compte, True


@transaction.atomic
def passer_etape(*, par: Any, code: str) -> None:
    """Remet une étape à plus tard : l'accueil ne la rappelle plus. Sans effet la seconde fois."""
    _garder(par, code)
    etape, is_creee = EtapePassee.objects.get_or_create(code=code, defaults={"auteur": par})
    if is_creee:
        journaliser(par=par, acte=Acte.ETAPE_PASSEE, objet=etape, motif=ETAPES.obtenir(code).libelle)


@transaction.atomic
def reprendre_etape(*, par: Any, code: str) -> None:
    """Rappelle de nouveau une étape passée."""
    _garder(par, code)
    for etape in EtapePassee.objects.filter(code=code).order_by("pk"):
        journaliser(par=par, acte=Acte.ETAPE_REPRISE, objet=etape, motif=ETAPES.obtenir(code).libelle)
        etape.delete()


def _garder(par: Any, code: str) -> None:
    exiger(par, ADMINISTRER)
    if code not in ETAPES:
        raise Refus("Cette étape n’existe pas.")
