"""Enregistrer un ou plusieurs blocs d'un même envoi : tout passe, ou rien (règle 4)."""

from dataclasses import dataclass, field

from django.db import transaction
from django.http import HttpRequest

from jalon.socle.erreurs import Refus

from ..blocs import Bloc, FormulaireBloc
from ..models import Dossier
from ..operations.commun import ConflitBloc, etats_blocs
from .commun import etat_de


@dataclass
class Saisie:
    """Les formulaires des blocs ouverts, et ce qu'il en est de l'envoi."""

    formulaires: list[FormulaireBloc]
    is_enregistree: bool = False
    conflit: ConflitBloc | None = None
    modifies: list[FormulaireBloc] = field(default_factory=list)

    @property
    def tous(self) -> list:
        """Tous les formulaires, lignes comprises, pour le résumé des erreurs."""
        return [f for formulaire in self.formulaires for f in formulaire.tous_formulaires]


def ouvrir(dossier: Dossier, blocs: list[Bloc], par) -> Saisie:
    """Les formulaires vierges de ces blocs."""
    etats = etats_blocs(dossier)
    return Saisie([bloc.ouvrir(dossier, par, etat_de(etats, bloc.code)) for bloc in blocs])


def enregistrer(request: HttpRequest, dossier: Dossier, blocs: list[Bloc]) -> Saisie:
    """Enregistre les blocs modifiés, dans une seule transaction ; une erreur n'enregistre rien.

    Un bloc qu'on n'a pas touché n'est ni vérifié ni enregistré.
    """
    etats = etats_blocs(dossier)
    saisie = Saisie([b.ouvrir(dossier, request.user, etat_de(etats, b.code), request.POST) for b in blocs])
    saisie.modifies = [f for f in saisie.formulaires if f.est_modifie()]
    for formulaire in saisie.formulaires:
        if formulaire not in saisie.modifies:
            formulaire.ignorer_erreurs()
    valides = [f.is_valid() for f in saisie.modifies]  # toutes : chaque erreur doit se montrer
    if all(valides):
        _appeler_les_actes(saisie, dossier, request.user)
    return saisie


def _appeler_les_actes(saisie: Saisie, dossier: Dossier, par) -> None:
    courant: FormulaireBloc | None = None
    try:
        with transaction.atomic():
            for courant in saisie.modifies:
                courant.bloc.enregistrer(courant, dossier=dossier, par=par)
        saisie.is_enregistree = True
    except ConflitBloc as conflit:
        saisie.conflit = conflit
        rang = saisie.formulaires.index(courant)
        saisie.formulaires[rang] = courant.apres_conflit(conflit.etat)
    except Refus as refus:
        courant.refuser(refus)
