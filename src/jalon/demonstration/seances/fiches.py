"""Une séance à écrire : qui, quoi, quand, et comment elle a fini."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from jalon.annuaire.models import Personne
from jalon.comptes.models import Utilisateur
from jalon.dossiers.models import Dossier
from jalon.planning.enums import AnnuleePar, EtatSeance, Presence
from jalon.planning.models import Participation, Seance

MOTIFS_ANNULATION = (
    (AnnuleePar.BENEFICIAIRE, "Empêchement familial"),
    (AnnuleePar.BENEFICIAIRE, "Souffrant"),
    (AnnuleePar.BENEFICIAIRE, "Entretien d’embauche le même jour"),
    (AnnuleePar.ORGANISME, "Conseiller absent"),
    (AnnuleePar.ORGANISME, "Salle indisponible"),
    (AnnuleePar.FINANCEUR, "Retenu par son employeur"),
)
MOTIFS_REPORT = ("À la demande du bénéficiaire", "Conseiller absent", "Problème de transport", "")
EXCUSES = ("Maladie", "Rendez-vous médical", "Garde d’enfant", "Panne de voiture")


@dataclass
class Fiche:
    """Une séance et son histoire : planifiée par `auteur` à `creee_at`, close à `change_at`.

    `case` : la demi-heure de l'agenda où elle commence.
    """

    seance: Seance
    animateurs: list[Personne]
    auteur: Utilisateur
    creee_at: datetime
    participations: list[Participation] = field(default_factory=list)
    change_at: datetime | None = None
    suivante: "Fiche | None" = None
    case: int = 0

    @property
    def dossiers(self) -> list[Dossier]:
        return [participation.dossier for participation in self.participations]

    @property
    def is_tenue(self) -> bool:
        return self.seance.etat == EtatSeance.REALISEE

    def ajouter(self, dossier: Dossier, etape: int | None, alea: Random) -> None:
        """Inscrit un dossier ; présent ou non si la séance a eu lieu."""
        participation = Participation(dossier=dossier, etape_id=etape)
        if self.is_tenue:
            _dire_la_presence(participation, self.seance.minutes, alea)
        self.participations.append(participation)

    def annuler(self, alea: Random) -> None:
        self.seance.etat = EtatSeance.ANNULEE
        self.seance.annulee_par, self.seance.motif = alea.choice(MOTIFS_ANNULATION)

    def reporter(self, suivante: "Fiche", alea: Random) -> None:
        self.seance.etat, self.seance.motif = EtatSeance.REPORTEE, alea.choice(MOTIFS_REPORT)
        self.suivante = suivante


def _dire_la_presence(participation: Participation, minutes: int, alea: Random) -> None:
    """Neuf fois sur dix présent, parfois en retard ; sinon excusé, ou non."""
    tirage = alea.random()
    if tirage < 0.91:
        participation.presence = Presence.PRESENT
        if tirage < 0.05 and minutes > 45:
            participation.minutes = minutes - 15
    elif tirage < 0.965:
        participation.presence, participation.motif = Presence.ABSENT_EXCUSE, alea.choice(EXCUSES)
    else:
        participation.presence = Presence.ABSENT_INJUSTIFIE
