"""Les actes par lot de Production : affecter un conseiller, changer le suivi, la version. Chacun se défait."""

from typing import Any

from django.utils import timezone

from jalon.comptes.models import Utilisateur
from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Suivi
from jalon.socle.erreurs import Refus
from jalon.socle.listes.lots import ActeLot
from jalon.ui.formulaires import FormulaireJalon

from .champs import ChampListe
from .models import Dossier
from .operations import affecter_conseiller, declencher_evenement, passer_a_la_version, rendre_la_version

CHANGE_DEPUIS = "Ce dossier a changé depuis : rien n’est défait."


class AffectationForm(FormulaireJalon):
    conseiller = ChampListe(label="Conseiller référent", largeur=12)

    def __init__(self, donnees, utilisateur) -> None:
        super().__init__(donnees)
        self.fields["conseiller"].limiter(Utilisateur.objects.actifs())


class SuiviForm(FormulaireJalon):
    suivi = ChampListe(label="Nouveau suivi", required=False, largeur=12, empty_label="Aucun suivi")

    def __init__(self, donnees, utilisateur) -> None:
        super().__init__(donnees)
        self.fields["suivi"].limiter(Suivi.objects.filter(is_active=True))


def _affecter(dossier: Dossier, par, donnees: dict) -> dict[str, Any]:
    conseiller = donnees["conseiller"]
    return {"avant": affecter_conseiller(par=par, dossier=dossier, conseiller=conseiller), "apres": conseiller.pk}


def _defaire_affectation(dossier: Dossier, par, memoire: dict[str, Any]) -> None:
    if dossier.conseiller_id != memoire["apres"]:
        raise Refus(CHANGE_DEPUIS)
    avant = Utilisateur.objects.filter(pk=memoire["avant"]).first()
    affecter_conseiller(par=par, dossier=dossier, conseiller=avant)


def _changer_suivi(dossier: Dossier, par, donnees: dict) -> dict[str, Any]:
    """Écrit la ligne « changement de statut » de chaque dossier (domaine, « Suivi »)."""
    avant, suivi = dossier.suivi_id, donnees["suivi"]
    _declencher_suivi(dossier, par, suivi)
    return {"avant": avant, "apres": suivi.pk if suivi else None}


def _defaire_suivi(dossier: Dossier, par, memoire: dict[str, Any]) -> None:
    if dossier.suivi_id != memoire["apres"]:
        raise Refus(CHANGE_DEPUIS)
    _declencher_suivi(dossier, par, Suivi.objects.filter(pk=memoire["avant"]).first())


def _declencher_suivi(dossier: Dossier, par, suivi: Suivi | None) -> None:
    declencher_evenement(
        par=par,
        dossier=dossier,
        type_evenement=TypeEvenement.CHANGEMENT_STATUT,
        date_evenement=timezone.localdate(),
        suivi=suivi,
    )


def _passer(dossier: Dossier, par, _donnees: dict) -> dict[str, int | None]:
    avant = dossier.version_prestation_id
    passe = passer_a_la_version(par=par, dossier=dossier)
    return {"avant": avant, "apres": passe.version_prestation_id}


def _defaire_version(dossier: Dossier, par, memoire: dict[str, int | None]) -> None:
    rendre_la_version(par=par, dossier=dossier, **memoire)


PASSER_VERSION = ActeLot(
    "passer_version",
    "Passer à la version en vigueur",
    "git-compare",
    "dossiers.changer_prestation",
    _passer,
    defaire=_defaire_version,
    phrase="Chaque dossier ouvert prend la dernière version publiée de sa prestation : ce qui lui manque se "
    "recalcule. Les dossiers fermés gardent la leur.",
    ordre=30,
)
LOTS = (
    ActeLot(
        "affecter_conseiller",
        "Affecter un conseiller",
        "user-share",
        "dossiers.ecriture",
        _affecter,
        AffectationForm,
        _defaire_affectation,
        "Le conseiller choisi devient le référent ; un dossier peut alors sortir de votre périmètre.",
        ordre=10,
    ),
    ActeLot(
        "changer_suivi",
        "Changer le suivi",
        "tag",
        "dossiers.ecriture",
        _changer_suivi,
        SuiviForm,
        _defaire_suivi,
        "Chaque dossier reçoit un événement « changement de statut » daté d’aujourd’hui.",
        ordre=20,
    ),
    PASSER_VERSION,
)
