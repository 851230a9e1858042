"""Compose les séances de tous les dossiers, sans que personne soit à deux endroits à la fois."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random

from jalon.annuaire.models import Personne
from jalon.planning.enums import EtatSeance, GenreSeance
from jalon.planning.models import Seance
from jalon.prestations.enums import NatureAction
from jalon.prestations.models import Action
from jalon.structure.models import Lieu

from ..calendrier import a_heure_de_bureau, jour_ouvre
from .agenda import Agenda, instants
from .fiches import Fiche
from .parcours import RECENT, Demande, Parcours

EN_GROUPE = ("Atelier", "Classe", "Journée", "Demi-journée")  # ce que plusieurs dossiers suivent ensemble
PLACES = 8
ECARTS = (0, 1, -1, 2, -2, 3, -3, 4, 5, 6)  # jours autour du jour voulu
ANNULEES, REPORTEES, A_VALIDER, DEUX_ANIMATEURS = 0.045, 0.085, 0.3, 0.2


class Composition:
    """Place les demandes une à une. `animateurs` : la fiche de chaque compte ; `lieux` : ceux de chaque centre."""

    def __init__(
        self, jour: date, agenda: Agenda, alea: Random, animateurs: dict[int, Personne],
        lieux: dict[int, list[Lieu]],
    ) -> None:  # fmt: skip
        self.jour, self.agenda, self.alea = jour, agenda, alea
        self.fiches: list[Fiche] = []
        self.animateurs, self._lieux = animateurs, lieux
        self._veille = a_heure_de_bureau(jour_ouvre(jour - timedelta(days=1)), alea)
        self._groupes: dict[tuple, list[Fiche]] = defaultdict(list)

    def placer(self, parcours: Parcours) -> None:
        """Les séances d'un dossier ; ce qui ne trouve pas de place est laissé."""
        for demande in parcours.demandes:
            if not (est_en_groupe(demande.etape.action) and self.rejoindre(parcours, demande)):
                self._creer(parcours, demande)

    def poser(
        self, parcours: Parcours, demande: Demande, jour: date, case: int, *, etat: str | None = None
    ) -> Fiche:
        """Une séance de ce dossier, à ce moment."""
        dossier, action = parcours.dossier, demande.etape.action
        animateurs = [self.animateurs[dossier.conseiller_id]]
        fiche = self._fiche(parcours, action, jour, case, animateurs)
        fiche.seance.etat = etat or self._etat(parcours, jour)
        fiche.ajouter(dossier, _etape(parcours, demande), self.alea)
        self._clore(fiche, parcours, demande)
        self._occuper(fiche, jour, case)
        parcours.jours.add(jour)
        return fiche

    def reunir(self, jour: date, case: int, minutes: int, intitule: str, animateurs: list[Personne]) -> None:
        """Une séance hors production, si le jour est ouvert et que tous sont libres."""
        cles = [f"p{personne.pk}" for personne in animateurs]
        if not self.agenda.est_ouvert(jour) or not all(
            self.agenda.est_libre(cle, jour, case, minutes) for cle in cles
        ):
            return
        debut, fin = instants(jour, case, minutes)
        seance = Seance(
            genre=GenreSeance.HORS_PRODUCTION, intitule=intitule, debut=debut, fin=fin, minutes=minutes,
            etat=EtatSeance.REALISEE if jour < self.jour else EtatSeance.PROGRAMMEE,
        )  # fmt: skip
        creee_at = min(self._veille, debut - timedelta(days=15))
        fiche = Fiche(seance, animateurs, animateurs[0].utilisateur, creee_at)
        fiche.change_at = fin + timedelta(minutes=5) if fiche.is_tenue else None
        self.fiches.append(fiche)
        self._occuper(fiche, jour, case)

    def inviter(self, fiche: Fiche, personne: Personne) -> None:
        """Ajoute un animateur à une séance déjà posée, s'il est libre."""
        moment = fiche.seance.jour, fiche.case, fiche.seance.minutes
        if personne not in fiche.animateurs and self.agenda.est_libre(f"p{personne.pk}", *moment):
            fiche.animateurs.append(personne)
            self.agenda.prendre([f"p{personne.pk}"], *moment)

    def est_possible(self, parcours: Parcours, demande: Demande, case: int) -> bool:
        """Le dossier et son conseiller sont libres ce jour-là, à cette heure."""
        if not self.agenda.est_ouvert(demande.jour) or not parcours.accepte(demande.jour):
            return False
        minutes = demande.etape.action.minutes
        return all(self.agenda.est_libre(cle, demande.jour, case, minutes) for cle in self._cles(parcours))

    # ── Une séance nouvelle ──

    def _creer(self, parcours: Parcours, demande: Demande) -> Fiche | None:
        trouve = self._trouver(parcours, demande)
        return self.poser(parcours, demande, *trouve) if trouve else None

    def _trouver(self, parcours: Parcours, demande: Demande) -> tuple[date, int] | None:
        """Le jour le plus proche du jour voulu où le dossier et son conseiller sont libres."""
        for ecart in ECARTS:
            jour = demande.jour + timedelta(days=ecart)
            if self.agenda.est_ouvert(jour) and parcours.accepte(jour):
                cles = self._cles(parcours)
                case = self.agenda.trouver(cles, jour, demande.etape.action.minutes, self.alea)
                if case is not None:
                    return jour, case
        return None

    def _cles(self, parcours: Parcours) -> list[str]:
        dossier = parcours.dossier
        return [f"p{self.animateurs[dossier.conseiller_id].pk}", f"p{dossier.beneficiaire_id}"]

    def _fiche(
        self, parcours: Parcours, action: Action, jour: date, case: int, animateurs: list[Personne]
    ) -> Fiche:
        dossier, debut_fin = parcours.dossier, instants(jour, case, action.minutes)
        en_groupe = est_en_groupe(action)
        seance = Seance(
            genre=GenreSeance.COLLECTIVE if en_groupe else GenreSeance.INDIVIDUELLE, action=action,
            debut=debut_fin[0], fin=debut_fin[1], minutes=action.minutes,
        )  # fmt: skip
        if action.nature == NatureAction.FACE_A_FACE:
            seance.lieu = self._lieu(dossier.centre_id, jour, case, action.minutes, en_groupe)
        elif action.nature == NatureAction.DISTANCE:
            seance.lien_visio = f"https://visio.demo.example.org/{dossier.numero.lower()}-{debut_fin[0]:%d%m}"
        fiche = Fiche(seance, animateurs, dossier.conseiller, self._planifiee_at(parcours, debut_fin[0]))
        self.fiches.append(fiche)
        if en_groupe:
            self._groupes[_semaine(dossier.centre_id, action, jour)].append(fiche)
            self._ajouter_un_animateur(fiche, dossier, jour, case)
        return fiche

    def _lieu(self, centre: int | None, jour: date, case: int, minutes: int, en_groupe: bool) -> Lieu | None:
        """Une salle libre du centre, assez grande pour un groupe ; None quand tout est pris."""
        lieux = [x for x in self._lieux.get(centre, ()) if not en_groupe or (x.capacite or 0) >= PLACES]
        return next((x for x in lieux if self.agenda.est_libre(f"l{x.pk}", jour, case, minutes)), None)

    def _planifiee_at(self, parcours: Parcours, debut: datetime) -> datetime:
        """Quelques jours avant, au plus tard la veille du jour de référence, et toujours après l'ouverture."""
        voulu = a_heure_de_bureau(jour_ouvre((debut - timedelta(days=self.alea.randint(3, 20))).date()), self.alea)
        return max(min(self._veille, voulu), parcours.dossier.created_at + timedelta(minutes=30))

    def _ajouter_un_animateur(self, fiche: Fiche, dossier, jour: date, case: int) -> None:
        if self.alea.random() > DEUX_ANIMATEURS:
            return
        for personne in self._collegues(dossier.centre_id):
            libre = self.agenda.est_libre(f"p{personne.pk}", jour, case, fiche.seance.minutes)
            if personne not in fiche.animateurs and libre:
                fiche.animateurs.append(personne)
                return

    def _collegues(self, centre: int | None) -> Iterable[Personne]:
        collegues = [personne for personne in self.animateurs.values() if personne.centre_id == centre]
        return self.alea.sample(collegues, len(collegues))

    # ── Ce qu'elle devient ──

    def _etat(self, parcours: Parcours, jour: date) -> str:
        tirage = self.alea.random()
        if tirage < ANNULEES and jour != self.jour:
            return EtatSeance.ANNULEE
        if tirage < REPORTEES and jour < self.jour:
            return EtatSeance.REPORTEE
        is_recente = jour >= self.jour - timedelta(days=RECENT)
        if jour >= self.jour or (parcours.is_vivant and is_recente and self.alea.random() < A_VALIDER):
            return EtatSeance.PROGRAMMEE
        return EtatSeance.REALISEE

    def _clore(self, fiche: Fiche, parcours: Parcours, demande: Demande) -> None:
        """Une séance reportée a sa suivante, sinon elle est annulée ; chaque passage a son instant."""
        seance = fiche.seance
        if seance.etat == EtatSeance.REPORTEE:
            jour = seance.debut.date() + timedelta(days=self.alea.randint(2, 9))
            suivante = None
            if seance.genre == GenreSeance.INDIVIDUELLE:
                suivante = self._creer(parcours, Demande(demande.etape, jour))
            fiche.reporter(suivante, self.alea) if suivante else fiche.annuler(self.alea)
        elif seance.etat == EtatSeance.ANNULEE:
            fiche.annuler(self.alea)
        if seance.etat == EtatSeance.REALISEE:
            fiche.change_at = seance.fin + timedelta(minutes=self.alea.randint(5, 60))
        elif seance.etat != EtatSeance.PROGRAMMEE:
            avant = seance.debut - timedelta(hours=self.alea.randint(2, 60))
            fiche.change_at = max(min(self._veille, avant), fiche.creee_at + timedelta(minutes=20))
        if suivante := fiche.suivante:
            suivante.creee_at = fiche.change_at
            if suivante.change_at:
                suivante.change_at = max(suivante.change_at, suivante.creee_at + timedelta(minutes=20))

    def _occuper(self, fiche: Fiche, jour: date, case: int) -> None:
        """Une séance annulée ou reportée a libéré son moment."""
        if fiche.seance.is_annulee:
            return
        cles = [f"p{p.pk}" for p in fiche.animateurs] + [f"p{d.beneficiaire_id}" for d in fiche.dossiers]
        if fiche.seance.lieu_id:
            cles.append(f"l{fiche.seance.lieu_id}")
        self.agenda.prendre(cles, jour, case, fiche.seance.minutes)
        fiche.case = case

    # ── Une séance de groupe qui existe déjà ──

    def rejoindre(self, parcours: Parcours, demande: Demande) -> bool:
        """Entre dans un groupe de la même action, la même semaine ou l'une de ses voisines."""
        dossier, action = parcours.dossier, demande.etape.action
        for ecart in (0, 7, -7):
            cle = _semaine(dossier.centre_id, action, demande.jour + timedelta(days=ecart))
            for fiche in self._groupes[cle]:
                if self._convient(fiche, parcours):
                    fiche.ajouter(dossier, _etape(parcours, demande), self.alea)
                    self.agenda.prendre(
                        [f"p{dossier.beneficiaire_id}"], fiche.seance.jour, fiche.case, action.minutes
                    )
                    parcours.jours.add(fiche.seance.jour)
                    return True
        return False

    def _convient(self, fiche: Fiche, parcours: Parcours) -> bool:
        seance, dossier = fiche.seance, parcours.dossier
        if seance.is_annulee or len(fiche.participations) >= PLACES or not parcours.accepte(seance.jour):
            return False
        if seance.etat == EtatSeance.PROGRAMMEE and seance.jour < self.jour and not parcours.is_vivant:
            return False
        return dossier.created_at < fiche.creee_at and self.agenda.est_libre(
            f"p{dossier.beneficiaire_id}", seance.jour, fiche.case, seance.minutes
        )


def est_en_groupe(action: Action) -> bool:
    return action.libelle.startswith(EN_GROUPE)


def _semaine(centre: int | None, action: Action, jour: date) -> tuple:
    return centre, action.pk, *jour.isocalendar()[:2]


def _etape(parcours: Parcours, demande: Demande) -> int | None:
    """L'étape du déroulé, quand c'est celui du dossier."""
    return demande.etape.pk if demande.etape.version_id == parcours.dossier.version_prestation_id else None
