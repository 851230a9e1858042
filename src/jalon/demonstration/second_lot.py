"""Lot 2 : actions, déroulés et exigences des huit prestations, et quelques dossiers qui les suivent déjà."""

from datetime import date

from django.db.models import Q

from jalon.comptes.models import Utilisateur
from jalon.dossiers.models import Dossier
from jalon.dossiers.operations import passer_a_la_version
from jalon.prestations.catalogue import CATALOGUE, EtapeLivree, PrestationLivree
from jalon.prestations.catalogue.accompagnements import (
    ATELIER,
    BILAN_FINAL,
    DEMARCHES,
    DIAGNOSTIC,
    ENTRETIEN,
    ETUDE,
    POINT,
)
from jalon.prestations.catalogue.bilan_vae import PLAN, PRELIMINAIRE, RECHERCHES, SYNTHESE
from jalon.prestations.catalogue.fiches import CLOTURER, DEMARRER, FACTURER, ActionLivree
from jalon.prestations.enums import Couleur, NatureAction, NaturePrestation, Phase
from jalon.prestations.models import Prestation
from jalon.prestations.operations.catalogue import completer

from .chronologie import PEU_APRES, Chronologie
from .existant import dossiers_ouverts

MAISON = "Maison de démonstration."
CARTES_EN_MAIN = 3  # un dossier ouvert sur trois suit déjà la version publiée
VISIO = ActionLivree(
    "Entretien d’investigation à distance", 120, NatureAction.DISTANCE, Phase.INVESTIGATION, Couleur.VIOLET
)
SUIVI_EMPLOI = ActionLivree("Suivi dans l’emploi", 30, NatureAction.TELEPHONE, "", Couleur.NEUTRE)

PROPRES = (
    PrestationLivree(
        "BC16", "", "", NaturePrestation.BILAN, 16, MAISON,
        {"objectif_bpf": "bilan", "specialite_nsf": "415", "is_a_distance": True,
         "modalites_distance": "Visioconférence, lien envoyé avant chaque entretien ; connexions relevées."},
        (
            EtapeLivree(PRELIMINAIRE, delai_max=0),
            EtapeLivree(VISIO, 4, delai_min=7, delai_max=49),
            EtapeLivree(RECHERCHES, 1, is_obligatoire=False, delai_max=56),
            EtapeLivree(PLAN, delai_min=35, delai_max=63),
            EtapeLivree(SYNTHESE, delai_min=42, delai_max=70),
        ),
        {"coordonnees": DEMARRER, "dispositif": FACTURER},
        {"Consentement au bilan": DEMARRER, "Certificat de réalisation": FACTURER},
    ),
    PrestationLivree(
        "CAP40", "", "", NaturePrestation.ACCOMPAGNEMENT, 40, MAISON, {"specialite_nsf": "415"},
        (
            EtapeLivree(DIAGNOSTIC, delai_max=0),
            EtapeLivree(ENTRETIEN, 12, delai_min=5, delai_max=150),
            EtapeLivree(ATELIER, 5, delai_min=7, delai_max=120),
            EtapeLivree(DEMARCHES, 2, is_obligatoire=False, delai_max=150),
            EtapeLivree(POINT, 3, is_obligatoire=False, delai_max=150),
            EtapeLivree(BILAN_FINAL, delai_min=90, delai_max=180),
            EtapeLivree(SUIVI_EMPLOI, 4, is_obligatoire=False, delai_min=90, delai_max=270),
        ),
        {"prescripteur": DEMARRER, "objectif_professionnel": DEMARRER},
        {"Plan d’action signé": FACTURER, "Bilan d’accompagnement": CLOTURER},
    ),
    PrestationLivree(
        "CRE20", "", "", NaturePrestation.ACCOMPAGNEMENT, 20, MAISON, {"specialite_nsf": "310"},
        (
            EtapeLivree(DIAGNOSTIC, delai_max=0),
            EtapeLivree(ETUDE, 5, delai_min=7, delai_max=90),
            EtapeLivree(ATELIER, 1, delai_min=7, delai_max=75),
            EtapeLivree(ENTRETIEN, 3, delai_min=14, delai_max=110),
            EtapeLivree(POINT, 1, is_obligatoire=False, delai_max=110),
            EtapeLivree(BILAN_FINAL, delai_min=60, delai_max=120),
        ),
        {"objectif_professionnel": DEMARRER},
        {"Bilan d’accompagnement": CLOTURER},
    ),
)  # fmt: skip


def poser(jour: date) -> None:
    """Écrit le lot sur ce qui est là : une prestation retirée ou renommée par l'usage est laissée telle quelle."""
    administrateurs = Utilisateur.objects.filter(profil__code="administrateur", is_active=True)
    par = administrateurs.order_by("pk").first()
    if par is None:
        return
    for fiche in (*CATALOGUE.values(), *PROPRES):
        if prestation := Prestation.objects.filter(code__iexact=fiche.code).order_by("pk").first():
            completer(par=par, prestation=prestation, fiche=fiche)
    chronologie = Chronologie()
    for dossier in _dossiers_ouverts()[::CARTES_EN_MAIN]:
        passer_a_la_version(par=par, dossier=dossier)
        chronologie.prolonger(dossier.updated_at + PEU_APRES, dossier)
    chronologie.poser()


def _dossiers_ouverts() -> list[Dossier]:
    """Les dossiers ouverts sans version, dont la prestation en a une publiée."""
    publiees = Prestation.objects.filter(versions__date_publication__isnull=False)
    sans_version = Q(version_prestation__isnull=True, prestation__in=publiees)
    return list(dossiers_ouverts().filter(sans_version).select_related("prestation").order_by("pk"))
