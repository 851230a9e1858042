"""Ce que l'annuaire a de vrai : des fiches créées deux fois, des entités publiques à facturer."""

from jalon.annuaire.enums import RolePersonne
from jalon.annuaire.models import Personne, Societe
from jalon.annuaire.operations import modifier_societe

from . import annuaire
from .donnees import societes as listes
from .monde import Monde

RANGS = (40, 90, 160, 230)  # bénéficiaires retrouvés dans un autre centre, nom et prénom à l'envers
SOCIETES = ("OPCO Littoral", "OPCO des Ateliers")


def poser(monde: Monde) -> None:
    """Quelques paires à comparer, et de quoi facturer le secteur public."""
    _repeter_des_beneficiaires(monde)
    _repeter_des_societes(monde)
    _completer_le_secteur_public(monde)


def _repeter_des_beneficiaires(monde: Monde) -> None:
    connues = Personne.objects.filter(roles__role=RolePersonne.BENEFICIAIRE).order_by("pk")
    for rang in RANGS:
        for fiche in connues[rang : rang + 1]:
            courriel = fiche.courriel if rang == RANGS[0] else ""
            _repeter(monde, fiche, {"nom": fiche.prenom, "prenom": fiche.nom, "courriel": courriel})


def _repeter(monde: Monde, fiche: Personne, donnees: dict) -> None:
    centre = next((c for c in monde.centres.values() if c != fiche.centre), fiche.centre)
    donnees |= {"date_naissance": fiche.date_naissance, "centre": centre}
    annuaire.creer_fiche(monde, donnees, RolePersonne.BENEFICIAIRE, monde.il_y_a(6))


def _repeter_des_societes(monde: Monde) -> None:
    for nom in SOCIETES:
        connue = Societe.objects.filter(raison_sociale=nom).order_by("pk").first()
        if connue:
            repris = {"siret": connue.siret, "siren": connue.siren, "anciens_noms": nom}
            annuaire.creer_societe_inventee(monde, f"{nom} (siège)", "financeur", **repris)


def _completer_le_secteur_public(monde: Monde) -> None:
    """Ce que Chorus Pro attend, et un service comptable à part."""
    for rang, societe in enumerate(
        Societe.objects.filter(raison_sociale__in=listes.FORMES_PUBLIQUES).order_by("pk")
    ):
        donnees = {
            "is_publique": True,
            "code_service": f"SERVICE-{rang + 1:02d}",
            "is_engagement_obligatoire": rang % 2 == 0,
            "delai_paiement": 30,
            "adresse_facturation": "Service comptable",
            "code_postal_facturation": societe.code_postal,
            "ville_facturation": societe.ville,
        }
        modifier_societe(par=monde.admin, societe=societe, version=societe.version, donnees=donnees)
        monde.chronologie.dater(monde.il_y_a(5))
