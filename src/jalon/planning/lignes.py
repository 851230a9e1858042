"""Une séance telle que la montrent les lignes hors de son dossier : l'accueil, la liste des séances."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from .enums import EtatSeance, GenreSeance, Presence
from .models import Participation, Seance
from .models.agendas import agendas_ecrits
from .rules.actes import actes_possibles
from .rules.teintes import ton_de

ECRITURE = "planning.ecriture"
REUNION = (
    ("modifier", "Modifier", "planning:reunion_modifier"),
    ("reporter", "Reporter", "planning:seance_reporter"),
    ("annuler", "Annuler", "planning:seance_annuler"),
    ("retablir", "Rétablir", "planning:seance_retablir"),
)


@dataclass(frozen=True)
class LigneSeance:
    """Ce qu'une ligne montre d'une séance, et ce que la personne peut y faire maintenant."""

    seance: Seance
    maintenant: datetime
    can_ecrire: bool

    @property
    def participations(self) -> list[Participation]:
        return self.seance.participations_lues

    @property
    def titre(self) -> str:
        """Le bénéficiaire ; « MARTIN Claire et 2 autres » ; l'intitulé d'une réunion."""
        return titre_de(self.seance)

    @property
    def adresse(self) -> str:
        """La séance dans l'onglet de son dossier ; vide pour une réunion."""
        if not self.participations:
            return ""
        numero = self.participations[0].dossier.numero
        return f"{reverse('planning:dossier', args=[numero])}#seance-{self.seance.pk}"

    @property
    def animateurs(self) -> str:
        return animateurs_de(self.seance)

    @property
    def ton(self) -> str:
        action = self.seance.action
        return ton_de(action.phase, action.nature) if action else "hors"

    @property
    def is_passee(self) -> bool:
        return self.seance.fin <= self.maintenant or self.seance.etat != EtatSeance.PROGRAMMEE

    @property
    def is_en_cours(self) -> bool:
        seance = self.seance
        return seance.etat == EtatSeance.PROGRAMMEE and seance.debut <= self.maintenant < seance.fin

    @property
    def is_hors_production(self) -> bool:
        return self.seance.genre == GenreSeance.HORS_PRODUCTION

    @property
    def can_pointer(self) -> bool:
        """Commencée, encore programmée, et dans un agenda que l'on tient : un geste suffit."""
        seance = self.seance
        return self.can_ecrire and seance.etat == EtatSeance.PROGRAMMEE and seance.debut <= self.maintenant

    @property
    def can_dire_absent(self) -> bool:
        return self.can_pointer and self.seance.genre == GenreSeance.INDIVIDUELLE

    @property
    def actes(self) -> list[tuple[str, str]]:
        """(mot, adresse) de ce qui se fait d'une réunion ; les actes d'un dossier sont dans son onglet."""
        if not (self.is_hors_production and self.can_ecrire):
            return []
        codes = actes_possibles(self.seance.etat, is_commencee=self.seance.debut <= self.maintenant)
        return [(mot, reverse(nom, args=[self.seance.pk])) for code, mot, nom in REUNION if code in codes]

    @property
    def is_collective(self) -> bool:
        return self.seance.genre == GenreSeance.COLLECTIVE

    @property
    def etat_en_mots(self) -> tuple[str, str]:
        """L'état et sa teinte : (« 2 présents sur 3 », « vert »)."""
        return etat_de(self.seance, self.maintenant)


def titre_de(seance: Seance) -> str:
    """Qui la suit, parmi les dossiers que l'on lit ; `seance` lue par `pour_lignes`."""
    lues = seance.participations_lues
    if not lues:
        return seance.nom
    premier, autres = str(lues[0].dossier.beneficiaire), len(lues) - 1
    return f"{premier} et {autres} autre{'s' if autres > 1 else ''}" if autres else premier


def animateurs_de(seance: Seance) -> str:
    return ", ".join(str(animation.personne) for animation in seance.animations.all())


def etat_de(seance: Seance, maintenant: datetime) -> tuple[str, str]:
    """L'état d'une séance en mots, présence comprise, et sa teinte."""
    if seance.etat == EtatSeance.PROGRAMMEE:
        if seance.is_a_valider(maintenant):
            return "À valider", "ambre"
        return ("En cours", "info") if seance.debut <= maintenant else ("À venir", "neutre")
    if seance.etat != EtatSeance.REALISEE:
        return seance.get_etat_display(), "neutre"
    if seance.genre == GenreSeance.HORS_PRODUCTION:
        return "Tenue", "vert"
    lues = seance.participations_lues
    presents = sum(p.presence == Presence.PRESENT for p in lues)
    if len(lues) == 1:
        return lues[0].get_presence_display(), "vert" if presents else "ambre"
    return f"{presents} présent{'s' if presents > 1 else ''} sur {len(lues)}", "vert" if presents else "ambre"


def lignes_de_seances(seances: Iterable[Seance], par: Any) -> list[LigneSeance]:
    """Une ligne par séance lue par `pour_lignes`. Une requête : les agendas que l'on tient."""
    ecrits = set(agendas_ecrits(par).values_list("pk", flat=True)) if par.a_le_droit(ECRITURE) else set()
    maintenant = timezone.now()
    return [LigneSeance(seance, maintenant, _est_ecrite(seance, ecrits)) for seance in seances]


def _est_ecrite(seance: Seance, ecrits: set[int]) -> bool:
    animations = seance.animations.all()
    return bool(animations) and all(animation.personne_id in ecrits for animation in animations)
