"""Ce que partagent les formulaires du planning : le moment, la version, le conflit que l'on accepte."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from jalon.socle.erreurs import Refus
from jalon.structure.forms.champs import ChampHeure, champ_version
from jalon.ui.formulaires import ChampDate, ChampTexte, FormulaireJalon

from ..operations import ConflitAgenda
from ..operations.conflits import Conflit
from ..rules.creneau import CreneauRefuse, creneau

MINUIT = time(23, 59)


class ConflitForm(FormulaireJalon):
    """Le motif qui accepte un conflit, montré seulement quand il y en a un."""

    motif_conflit = ChampTexte(label="Pourquoi passer outre", max_length=300, required=False, largeur=12)
    conflits: list[Conflit] = []
    can_accepter = False

    def refuser(self, refus: Refus) -> None:
        """Un conflit d'agenda se montre en tête, avec de quoi passer outre quand on en a le droit."""
        if isinstance(refus, ConflitAgenda):
            self.conflits, self.can_accepter = refus.conflits, refus.can_accepter
            if self.data.get(self.add_prefix("motif_conflit")) is None or not refus.can_accepter:
                self.add_error(None, "Ce moment est déjà pris.")
            else:
                self.add_error("motif_conflit", "Dites pourquoi vous passez outre, ou changez de moment.")
            return
        super().refuser(refus)


class MomentForm(ConflitForm):
    """Jour, début, fin d'une séance."""

    version = champ_version()
    jour = ChampDate(label="Date", largeur=4)
    heure_debut = ChampHeure(label="Début", largeur=4)
    heure_fin = ChampHeure(label="Fin", largeur=4, required=False, help_text="Vide : la durée de l’action.")

    def clean(self) -> dict[str, Any]:
        donnees = super().clean()
        jour, debut = donnees.get("jour"), donnees.get("heure_debut")
        fin = donnees.get("heure_fin") or self._fin_deduite(jour, debut)
        if jour and debut and fin and "heure_fin" not in self.errors:
            try:
                donnees["debut"], donnees["fin"] = creneau(jour, debut, fin, timezone.get_current_timezone())
            except CreneauRefuse as refus:
                self.add_error(refus.champ, str(refus))
        return donnees

    def minutes_par_defaut(self) -> int | None:
        """La durée quand la fin n'est pas saisie, en minutes."""
        return None

    def _fin_deduite(self, jour: date | None, debut: time | None) -> time | None:
        minutes = self.minutes_par_defaut()
        if not (jour and debut):
            return None
        if not minutes:
            self.add_error("heure_fin", "Ce champ est obligatoire.")
            return None
        fin = datetime.combine(jour, debut) + timedelta(minutes=minutes)
        return fin.time() if fin.date() == jour else MINUIT

    @property
    def version_lue(self) -> int:
        return self.cleaned_data.get("version") or 0


def moment_de(debut: datetime, fin: datetime) -> dict[str, Any]:
    """Les valeurs initiales d'un moment."""
    debut, fin = timezone.localtime(debut), timezone.localtime(fin)
    return {"jour": debut.date(), "heure_debut": debut.time(), "heure_fin": fin.time()}
