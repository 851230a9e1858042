"""Retrouve, dans une base déjà servie, ce que le premier lot y a posé.

La maison a pu renommer, retirer, fermer : ce qui manque est recréé quand d'autres données s'y appuient, ou laissé.
"""

from django.db.models import QuerySet

from jalon.annuaire.enums import RolePersonne
from jalon.annuaire.models import Personne, Societe
from jalon.comptes.models import Utilisateur
from jalon.dossiers.models import Dossier, Evenement
from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Prestation
from jalon.socle.formats import normaliser
from jalon.structure.models import Centre, Lieu

from . import annuaire
from .donnees import societes as listes
from .maison import DOMAINE
from .monde import Monde

FERMETURES = (TypeEvenement.SORTIE, TypeEvenement.ABANDON)
SIREN_SUIVANT = 100  # le 99 est celui de la maison ; en deçà, ceux du premier lot


def charger(monde: Monde) -> bool:
    """Remplit `monde` de ce qui est là. Rend False si la maison de démonstration n'y est plus."""
    comptes = Utilisateur.objects.filter(courriel__endswith=f"@{DOMAINE}", is_active=True)
    monde.utilisateurs = {compte.courriel.partition("@")[0]: compte for compte in comptes.order_by("pk")}
    if "administrateur" not in monde.utilisateurs or "gestionnaire" not in monde.utilisateurs:
        return False
    monde.centres = {centre.code: centre for centre in Centre.objects.order_by("pk")}
    for code, centre in monde.centres.items():
        monde.lieux[code] = list(Lieu.objects.filter(centre=centre).order_by("pk"))
    monde.prestations = {p.code: p for p in Prestation.objects.filter(is_active=True).order_by("pk")}
    prescripteurs = Personne.objects.filter(roles__role=RolePersonne.PRESCRIPTEUR)
    monde.prescripteurs = list(prescripteurs.distinct().order_by("pk")[: annuaire.PRESCRIPTEURS_NOMMES])
    monde.premier_rang = SIREN_SUIVANT
    _charger_societes(monde)
    monde.identites.exclure(Personne.objects.values_list("nom", "prenom").order_by("pk"))
    return True


def dossiers_ouverts() -> QuerySet[Dossier]:
    """Ni annulés, ni terminés, ni abandonnés, d'après leurs événements : le statut se déduit après les lots."""
    fermetures = Evenement.objects.filter(type__in=FERMETURES, horodatage_annulation=None, is_prevu=False)
    return Dossier.objects.filter(annule_at=None).exclude(pk__in=fermetures.values("dossier"))


def _charger_societes(monde: Monde) -> None:
    connues = {normaliser(societe.raison_sociale): societe for societe in Societe.objects.order_by("-pk")}
    financeurs = {cle: (nom, types) for cle, nom, types, _, _ in listes.FINANCEURS}
    donneurs = {nom: (nom, types) for nom, types in listes.DONNEURS_ORDRE}
    for cle, (nom, types) in (financeurs | donneurs).items():
        trouvee = connues.get(normaliser(nom))
        monde.societes[cle] = trouvee or annuaire.creer_societe_inventee(monde, nom, types)
