"""Écrit les dossiers d'un gabarit, du plus ancien au plus récent, par les actes du produit."""

from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import ouvrir_dossier
from jalon.prestations.models import Motif, Origine, Suivi

from . import annuaire, blocs, conventions, evenements, numeros
from .fil import Fil
from .monde import Monde
from .plans import Gabarit, Plan, planifier


def poser(monde: Monde, gabarit: Gabarit) -> None:
    """Écrit les dossiers, les numérote dans leur année, puis clôt les conventions passées."""
    monde.suivis = {suivi.libelle: suivi for suivi in Suivi.objects.order_by("rang")}
    monde.origines = {origine.libelle: origine for origine in Origine.objects.order_by("rang")}
    monde.motifs = list(Motif.objects.order_by("type_evenement", "rang"))
    plans = planifier(monde.jour, monde.alea, gabarit)
    numeros.renumeroter([(_ecrire(monde, plan), plan.ouverture) for plan in plans], monde.jour.year)
    conventions.clore_les_anciennes(monde)


def _ecrire(monde: Monde, plan: Plan) -> Dossier:
    """Un dossier : son bénéficiaire, son ouverture, ses blocs, ses événements."""
    fil = Fil(monde, plan)
    beneficiaire = annuaire.beneficiaire(monde, plan)
    dossier = ouvrir_dossier(
        par=fil.auteur,
        beneficiaire=beneficiaire,
        prestation=monde.prestations[plan.prestation],
        donnees=blocs.rattachement_a_l_ouverture(monde, plan),
    )
    monde.chronologie.dater(plan.ouverture, dossier)
    blocs.completer(monde, plan, fil, dossier)
    evenements.declencher(monde, plan, fil, dossier)
    monde.chronologie.toucher(fil.moment, dossier)
    return dossier
