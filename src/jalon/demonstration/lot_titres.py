"""Lot 7 : les diplômes, titres et références des conseillers, qu'un contrat imprime (CV-01).

Un conseiller sur six n'en a pas encore : un contrat de ses dossiers est refusé, et dit ce qui manque.
"""

from datetime import date

from jalon.annuaire.models import Personne
from jalon.annuaire.operations import modifier_personne

from . import existant
from .donnees.titres import DIPLOMES, REFERENCES, TITRES
from .monde import ANCIENNETE, Monde

SANS_TITRE = 6  # un conseiller sur six, jamais le compte d'essai


def poser(jour: date) -> None:
    """Écrit le lot ; `jour` est le jour de référence. Sans la maison de démonstration, ne fait rien."""
    monde = Monde(jour, graine="jalon-lot-7")
    if not existant.charger(monde):
        return
    comptes = monde.utilisateurs.values()
    conseillers = [compte.pk for compte in comptes if compte.profil.code == "conseiller"]
    fiches = Personne.objects.filter(utilisateur__in=conseillers)
    for rang, fiche in enumerate(fiches.order_by("pk")):
        if rang % SANS_TITRE != SANS_TITRE - 1 and not fiche.diplomes:
            _donner(monde, fiche, rang)
    monde.chronologie.poser()


def _donner(monde: Monde, fiche: Personne, rang: int) -> None:
    donnees = {
        "diplomes": DIPLOMES[rang % len(DIPLOMES)],
        "titres": TITRES[rang % len(TITRES)],
        "references": REFERENCES[rang % len(REFERENCES)],
    }
    modifier_personne(par=monde.admin, personne=fiche, version=fiche.version, donnees=donnees)
    monde.chronologie.dater(monde.il_y_a(ANCIENNETE - 60))
