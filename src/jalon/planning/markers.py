"""Les marqueurs du planning : les séances d'un dossier, par état, et la séance d'une convocation."""

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch

from jalon.dossiers.models import Dossier
from jalon.editeur.enums import ContexteModele, Famille, Nature
from jalon.editeur.markers.commun import ordonner
from jalon.editeur.registres import CONTEXTES, MARQUEURS, Marqueur
from jalon.socle.formats import montrer_duree

from .enums import EtatSeance, Presence
from .models import Animation, Participation
from .models.seance import ANNULEES
from .seances_a_remplir import SEANCE as SEANCE_CONTEXTE
from .seances_a_remplir import montrer_heure

LIGNE = {
    "numero": "Son rang dans la liste",
    "date": "Le jour",
    "jour_semaine": "« mardi »",
    "debut": "L’heure de début",
    "fin": "L’heure de fin",
    "duree": "La durée prévue",
    "duree_comptee": "Les heures qui comptent : celles d’un présent",
    "action": "Ce qui s’y fait",
    "lieu": "La salle",
    "adresse": "L’adresse du centre",
    "visio": "Le lien de visioconférence",
    "animateurs": "Qui l’anime",
    "etat": "Programmée, réalisée, annulée, reportée",
    "presence": "Attendu, présent, absent",
    "motif": "Le motif de l’absence ou de l’annulation",
}
SEMAINE = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ABSENCES = (Presence.ABSENT_EXCUSE, Presence.ABSENT_INJUSTIFIE)


def _lues(**filtre: Any) -> list[Participation]:
    """Des participations, prêtes à dire, de la plus ancienne à la plus récente. Deux requêtes."""
    animations = Animation.objects.select_related("personne").order_by("rang", "pk")
    return list(
        Participation.objects.filter(**filtre)
        .select_related("seance__action", "seance__lieu__centre", "dossier")
        .prefetch_related(Prefetch("seance__animations", animations))
        .order_by("seance__debut", "pk")
    )


def _ligne(participation: Participation, numero: int = 1) -> dict[str, Any]:
    seance = participation.seance
    animateurs = ", ".join(f"{a.personne.prenom} {a.personne.nom}" for a in seance.animations.all())
    return {
        "numero": numero,
        "date": seance.jour,
        "jour_semaine": SEMAINE[seance.jour.weekday()],
        "debut": montrer_heure(seance.debut),
        "fin": montrer_heure(seance.fin),
        "duree": montrer_duree(seance.minutes),
        "duree_comptee": montrer_duree(participation.minutes_comptees),
        "action": seance.nom,
        "lieu": seance.lieu.libelle if seance.lieu else "",
        "adresse": seance.lieu.centre.adresse_en_ligne if seance.lieu else "",
        "visio": seance.lien_visio,
        "animateurs": animateurs,
        "etat": seance.get_etat_display(),
        "presence": participation.get_presence_display(),
        "motif": participation.motif or seance.motif,
    }


def _du_dossier(dossier: Dossier, lecture) -> list[Participation]:
    return lecture.lire("seances", lambda: _lues(dossier=dossier.pk))


Garder = Callable[[Participation], bool]


def _boucle(code: str, libelle: str, sens: str, garder: Garder) -> Marqueur:
    def valeur(dossier: Dossier, lecture) -> list[dict[str, Any]]:
        gardees = [p for p in _du_dossier(dossier, lecture) if garder(p)]
        return [_ligne(p, rang) for rang, p in enumerate(gardees, 1)]

    return Marqueur(
        code, libelle, sens, Famille.SEANCES, ContexteModele.DOSSIER, valeur, nature=Nature.LISTE, champs=LIGNE
    )


def _a_l_etat(*etats: EtatSeance) -> Garder:
    return lambda p: p.seance.etat in etats


def _total(code: str, libelle: str, sens: str, minutes: Callable[[Participation], int]) -> Marqueur:
    def valeur(dossier: Dossier, lecture) -> str:
        return montrer_duree(sum(minutes(p) for p in _du_dossier(dossier, lecture)))

    return Marqueur(code, libelle, sens, Famille.SEANCES, ContexteModele.DOSSIER, valeur, nature=Nature.DUREE)


def _prevues(participation: Participation) -> int:
    seance = participation.seance
    return seance.minutes if seance.etat == EtatSeance.PROGRAMMEE else 0


BOUCLES = [
    _boucle("seances", "Toutes les séances", "Tous états, de la première à la dernière", lambda p: True),
    _boucle("seances_programmees", "Séances programmées", "Celles qui sont à venir ou à valider",
            _a_l_etat(EtatSeance.PROGRAMMEE)),
    _boucle("seances_realisees", "Séances réalisées", "Celles qui se sont tenues, absences comprises",
            _a_l_etat(EtatSeance.REALISEE)),
    _boucle("seances_presentes", "Séances suivies", "Réalisées, le bénéficiaire présent",
            lambda p: p.seance.etat == EtatSeance.REALISEE and p.presence == Presence.PRESENT),
    _boucle("seances_annulees", "Séances annulées", "Les annulées seulement", _a_l_etat(EtatSeance.ANNULEE)),
    _boucle("seances_reportees", "Séances reportées", "Les reportées seulement", _a_l_etat(EtatSeance.REPORTEE)),
    _boucle("seances_planning", "Séances du planning", "Toutes, sauf annulées et reportées",
            lambda p: p.seance.etat not in ANNULEES),
    _boucle("absences", "Absences", "Les séances réalisées où le bénéficiaire était absent",
            lambda p: p.seance.etat == EtatSeance.REALISEE and p.presence in ABSENCES),
    _total("total.heures_realisees", "Heures réalisées", "Le total des heures suivies, présent",
           lambda p: p.minutes_comptees),
    _total("total.heures_programmees", "Heures programmées", "Le total des séances encore programmées", _prevues),
]  # fmt: skip


def _de_la_seance(champ: str, sens: str) -> Marqueur:
    def valeur(participation: Participation, lecture) -> Any:
        lue = lecture.lire("seance", lambda: _ligne(_lues(pk=participation.pk)[0]))
        return lue[champ]

    nature = Nature.DATE if champ == "date" else Nature.TEXTE
    return Marqueur(
        f"seance.{champ}", f"Séance : {sens[0].lower()}{sens[1:]}", sens, Famille.SEANCES, ContexteModele.SEANCE,
        valeur, nature=nature,
    )  # fmt: skip


SEANCE = [_de_la_seance(champ, sens) for champ, sens in LIGNE.items() if champ != "numero"]


def inscrire() -> None:
    """Appelée au démarrage."""
    CONTEXTES.ajouter(SEANCE_CONTEXTE)
    for un in ordonner([*SEANCE, *BOUCLES], 700):
        MARQUEURS.ajouter(un)
