"""Le plan de chaque dossier : quand il s'ouvre, qui le suit, où il en est. Sans requête ni horloge."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from jalon.dossiers.enums import Avancement

from .calendrier import a_heure_de_bureau, apres, jour_ouvre

VITRINE = 4  # rang du dossier de Claire Martin, que le guide et les captures montrent
PREVISIONNEL, EN_COURS, SUSPENDU, TERMINE, ABANDONNE = Avancement

# les dix stades qui se répètent dans chaque tranche, par leur lettre
LETTRES = {"P": PREVISIONNEL, "E": EN_COURS, "S": SUSPENDU, "T": TERMINE, "A": ABANDONNE}
STADES = ("PEPTEPAESE", "EPEEAEPSET", "ETETAETSET", "TTTETATTTS")


@dataclass(frozen=True)
class Gabarit:
    """Ce qui fait une fournée de dossiers.

    `tranches` : (rangs, âge en jours du plus récent, du plus ancien) ; le rang 0 est le dossier ouvert en dernier.
    `conseillers` : ceux qui se relaient ; leur nombre, premier avec dix, donne à chacun des dossiers de chaque
    stade. `centres` et `gestionnaires` : le centre de chaque conseiller, le gestionnaire de chaque centre.
    `personnes` : combien de bénéficiaires par centre. `prestations` : leur poids. `vitrine` : le rang du dossier
    que le guide montre.
    """

    tranches: tuple[tuple[int, int, int], ...]
    conseillers: tuple[str, ...]
    centres: dict[str, str]
    gestionnaires: dict[str, str]
    personnes: dict[str, int]
    prestations: dict[str, int]
    vitrine: int | None = None

    @property
    def nombre(self) -> int:
        return sum(nombre for nombre, _, _ in self.tranches)

    def conseiller(self, rang: int) -> str:
        return self.conseillers[rang % len(self.conseillers)]


@dataclass(frozen=True)
class Plan:
    """Un dossier à écrire. `personne` est le rang du bénéficiaire dans son centre ; les jours sont ouvrés."""

    rang: int
    ouverture: datetime
    stade: Avancement
    conseiller: str
    gestionnaire: str | None
    centre: str
    prestation: str
    personne: int
    remplissage: int  # 0 : à peine ouvert · 1 : incomplet · 2 : complet
    entree: date | None
    fin: date | None  # jour de la sortie, de l'abandon ou de la suspension
    is_vitrine: bool = False


def planifier(jour: date, alea: Random, gabarit: Gabarit) -> list[Plan]:
    """Les plans des dossiers de ce gabarit, du plus ancien au plus récent.

    Quand il ne reste plus de bénéficiaires, les plus anciens dossiers sont ceux de personnes revenues depuis.
    """
    deja = dict.fromkeys(gabarit.personnes, 0)
    plans = []
    for rang in range(gabarit.nombre):
        centre = gabarit.centres[gabarit.conseiller(rang)]
        personne = 0
        if rang != gabarit.vitrine:  # la personne 0 est celle de la vitrine, qui n'a qu'un dossier
            personne = 1 + deja[centre] % (gabarit.personnes[centre] - 1)
            deja[centre] += 1
        plans.append(_planifier_un(rang, jour, alea, gabarit, personne))
    return sorted(plans, key=lambda plan: plan.ouverture)


def _planifier_un(rang: int, jour: date, alea: Random, gabarit: Gabarit, personne: int) -> Plan:
    age, stade = _age_et_stade(rang, gabarit)
    ouverture = a_heure_de_bureau(jour_ouvre(jour - timedelta(days=age)), alea)
    veille = jour_ouvre(jour - timedelta(days=1))
    entree, fin = _jours(ouverture.date(), veille, stade, alea)
    conseiller = gabarit.conseiller(rang)
    centre = gabarit.centres[conseiller]
    is_vitrine = rang == gabarit.vitrine
    return Plan(
        rang=rang,
        ouverture=ouverture,
        stade=stade,
        conseiller=conseiller,
        gestionnaire=_gestionnaire(rang, centre, gabarit),
        centre=centre,
        prestation="BC24" if is_vitrine else _tirer(gabarit.prestations, alea),
        personne=personne,
        remplissage=2 if is_vitrine else _remplissage(stade, age, alea),
        entree=entree,
        fin=fin,
        is_vitrine=is_vitrine,
    )


def _age_et_stade(rang: int, gabarit: Gabarit) -> tuple[int, Avancement]:
    """L'âge en jours et le stade ; rien de trop rapide : on ne termine pas une prestation en trois jours."""
    tranche, rang = _tranche(rang, gabarit)
    nombre, jeune, vieux = gabarit.tranches[tranche]
    age = jeune + rang * (vieux - jeune) // (nombre - 1)
    stade = LETTRES[STADES[tranche][rang % 10]]
    if stade == TERMINE and age < 8:
        stade = PREVISIONNEL
    return age, ABANDONNE if stade == SUSPENDU and age < 5 else stade


def _tranche(rang: int, gabarit: Gabarit) -> tuple[int, int]:
    """La tranche d'âge d'un dossier, et son rang dans cette tranche."""
    for tranche, (nombre, _, _) in enumerate(gabarit.tranches):
        if rang < nombre:
            return tranche, rang
        rang -= nombre
    raise ValueError("rang au-delà du nombre de dossiers")


def _tirer(poids: dict[str, int], alea: Random) -> str:
    return alea.choices(list(poids), list(poids.values()))[0]


def _gestionnaire(rang: int, centre: str, gabarit: Gabarit) -> str | None:
    """À Rennes, un dossier sur quatre n'a pas encore de gestionnaire."""
    return None if centre == "rennes" and rang % 4 == 3 else gabarit.gestionnaires.get(centre)


def _jours(ouverture: date, veille: date, stade: Avancement, alea: Random) -> tuple[date | None, date | None]:
    """Le jour d'entrée et celui qui ferme ou suspend, au plus tard la veille du jour de référence."""
    if stade == PREVISIONNEL:
        return None, None
    recul = (veille - ouverture).days
    if stade == ABANDONNE and alea.random() < 0.5:
        return None, apres(ouverture, alea.randint(0, min(recul, 45)), veille)
    entree = apres(ouverture, alea.randint(0, min(max(recul // 3, 1), 30)), veille)
    if stade == EN_COURS:
        return entree, None
    reste = (veille - entree).days
    duree = min(reste, 60 if stade == SUSPENDU else 150)
    return entree, apres(entree, alea.randint(duree // 3, duree), veille)


def _remplissage(stade: Avancement, age: int, alea: Random) -> int:
    """Un dossier se complète en avançant : à peine ouvert d'abord, presque toujours complet une fois terminé."""
    poids = {PREVISIONNEL: (5, 3, 2), EN_COURS: (0, 4, 6), SUSPENDU: (0, 3, 7)}.get(stade, (0, 1, 9))
    if stade == ABANDONNE:
        poids = (3, 4, 3)
    return alea.choices((0, 1, 2), poids if age > 3 or stade != EN_COURS else (0, 7, 3))[0]
