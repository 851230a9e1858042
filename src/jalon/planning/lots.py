"""Valider les présences de plusieurs séances : tout le monde était là, sauf ceux que l'on coche."""

from typing import Any

from jalon.dossiers.models import Dossier
from jalon.socle.erreurs import Refus
from jalon.socle.listes.lots import IMMEDIAT_MAX, ActeLot
from jalon.ui.formulaires import ChampCases, ChampChoixBascule, FormulaireJalon

from .enums import EtatSeance, Presence
from .models import Participation, Seance
from .operations import PresenceSaisie, retablir_seance, valider_seance

CHANGE_DEPUIS = "Cette séance a changé depuis : rien n’est défait."
ABSENCES = [(p.value, p.label) for p in (Presence.ABSENT_INJUSTIFIE, Presence.ABSENT_EXCUSE)]


class PresencesLotForm(FormulaireJalon):
    """Les absents de ces séances. Au-delà de cinquante séances, on ne les nomme pas : tous sont présents."""

    absents = ChampCases(
        label="Qui n’est pas venu ?", required=False, help_text="Tous les autres sont notés présents."
    )
    absence = ChampChoixBascule(
        label="Leur absence", choices=ABSENCES, initial=Presence.ABSENT_INJUSTIFIE, required=False, largeur=12
    )

    def __init__(self, donnees: Any, utilisateur: Any, cles: list[int]) -> None:
        super().__init__(donnees)
        choix = _participants(cles, utilisateur) if len(cles) <= IMMEDIAT_MAX else []
        self.fields["absents"].choices = choix
        if not choix:
            del self.fields["absents"], self.fields["absence"]


def _participants(cles: list[int], utilisateur: Any) -> list[tuple[str, str]]:
    """Les personnes de ces séances que l'on lit, de la plus ancienne à la plus récente. Une requête."""
    visibles = Dossier.objects.visibles_par(utilisateur)
    siennes = Participation.objects.filter(seance__in=cles, dossier__in=visibles)
    lues = siennes.select_related("seance__action", "dossier__beneficiaire").order_by("seance__debut", "pk")
    return [(str(p.pk), f"{p.dossier.beneficiaire} · {p.seance}") for p in lues]


def _valider(seance: Seance, par, donnees: dict[str, Any]) -> dict[str, int]:
    if seance.etat == EtatSeance.REALISEE:
        raise Refus("Cette séance est déjà validée.")
    absents = {int(pk) for pk in donnees.get("absents") or ()}
    absence = donnees.get("absence") or Presence.ABSENT_INJUSTIFIE
    saisies = [
        PresenceSaisie(pk, absence if pk in absents else Presence.PRESENT)
        for pk in seance.participations.values_list("pk", flat=True)
    ]
    validee = valider_seance(par=par, seance=seance, version=seance.version, presences=saisies)
    return {"version": validee.version}


def _defaire(seance: Seance, par, memoire: dict[str, int]) -> None:
    """Rétablit la séance si personne ne l'a reprise depuis."""
    if seance.version != memoire["version"]:
        raise Refus(CHANGE_DEPUIS)
    retablir_seance(par=par, seance=seance, version=seance.version)


VALIDER = ActeLot(
    "valider_presences",
    "Valider les présences",
    "check",
    "planning.ecriture",
    _valider,
    PresencesLotForm,
    _defaire,
    "Les séances choisies passent à « réalisée ».",
    ordre=10,
    are_lignes_lues=True,
)
