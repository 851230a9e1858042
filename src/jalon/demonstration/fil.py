"""Le fil d'un dossier : qui le tient, et à quel instant on en est."""

from datetime import date, datetime, timedelta

from jalon.comptes.models import Utilisateur

from .calendrier import a_heure_de_bureau, apres, jour_ouvre
from .monde import Monde
from .plans import Plan


class Fil:
    """Avance d'un acte au suivant sans jamais revenir en arrière ni dépasser la veille du jour de référence."""

    def __init__(self, monde: Monde, plan: Plan) -> None:
        self._alea = monde.alea
        self._veille = jour_ouvre(monde.jour - timedelta(days=1))
        self.moment: datetime = plan.ouverture
        self.conseiller: Utilisateur = monde.utilisateurs[plan.conseiller]
        self.gestionnaire: Utilisateur = monde.utilisateurs.get(plan.gestionnaire or "", self.conseiller)
        self.auteur = self.gestionnaire if plan.rang % 3 == 1 else self.conseiller

    @property
    def jour(self) -> date:
        return self.moment.date()

    def plus_tard(self, jours: int) -> datetime:
        """Passe à un instant d'au plus `jours` jours plus tard."""
        return self.au(apres(self.jour, self._alea.randint(0, jours), self._veille))

    def au(self, jour: date) -> datetime:
        """Passe à ce jour, ou reste au jour atteint s'il est plus tard, quelques minutes après."""
        voulu = a_heure_de_bureau(jour, self._alea)
        if voulu <= self.moment:
            voulu = self.moment + timedelta(minutes=self._alea.randint(2, 9))
        self.moment = voulu
        return voulu
