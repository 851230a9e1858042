"""Lectures de l'émargement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.planning.enums import EtatSeance, Presence
from jalon.planning.models import Animation, Participation, Seance

from .enums import Role
from .models import RegistreSeance, Sceau
from .rules.chaine import Maillon, Verdict, verifier
from .rules.signatures import Moment, moments

VIVANTES = (EtatSeance.PROGRAMMEE, EtatSeance.REALISEE)
ABSENTS = (Presence.ABSENT_EXCUSE, Presence.ABSENT_INJUSTIFIE)


@dataclass(frozen=True)
class Attendu:
    """Une personne qui signe, pour une demi-journée ; `sceau` : sa signature en vigueur, ou None."""

    role: str
    nom: str
    moment: Moment
    participation: Participation | None = None
    animation: Animation | None = None
    sceau: Sceau | None = None

    @property
    def cle(self) -> str:
        """« p12-matin » : de quoi le nommer dans un formulaire de sa séance, et nulle part ailleurs."""
        lettre, objet = ("p", self.participation) if self.participation else ("a", self.animation)
        return f"{lettre}{objet.pk}-{self.moment.code}"

    @property
    def is_signe(self) -> bool:
        return self.sceau is not None


def moments_de(seance: Seance) -> list[Moment]:
    """Les demi-journées de la séance, en heures de la maison."""
    return moments(timezone.localtime(seance.debut), timezone.localtime(seance.fin))


def attendus(seance: Seance) -> list[Attendu]:
    """Qui signe cette séance, demi-journée par demi-journée, signé ou non. Trois requêtes."""
    return attendus_de([seance])[seance.pk]


def attendus_de(seances: Iterable[Seance]) -> dict[int, list[Attendu]]:
    """{séance: ses attendus}, bénéficiaires d'abord. Trois requêtes, quel que soit le nombre de séances.

    Une séance annulée, hors production, ou dont l'action ne s'émarge pas, n'attend personne. Un absent non plus.
    """
    seances = list(seances)
    pks = [seance.pk for seance in seances]
    participations = Participation.objects.filter(seance__in=pks).exclude(presence__in=ABSENTS)
    participations = participations.select_related("dossier__beneficiaire").order_by("dossier__cle_tri", "pk")
    animations = (
        Animation.objects.filter(seance__in=pks).select_related("personne__utilisateur").order_by("rang", "pk")
    )
    sceaux = Sceau.objects.filter(seance__in=pks).en_vigueur().avec_contenu().order_by("rang")
    signes = {(s.participation_id, s.animation_id, s.demi_journee): s for s in sceaux}
    par_seance = _ranger(participations), _ranger(animations)
    return {s.pk: _attendus(s, *(rangs.get(s.pk, []) for rangs in par_seance), signes) for s in seances}


def _ranger(lignes: Iterable[Any]) -> dict[int, list[Any]]:
    rangees: dict[int, list[Any]] = {}
    for ligne in lignes:
        rangees.setdefault(ligne.seance_id, []).append(ligne)
    return rangees


def _attendus(
    seance: Seance, participations: list[Participation], animations: list[Animation], signes: dict
) -> list[Attendu]:
    if seance.etat not in VIVANTES or seance.action is None:
        return []
    lignes = []
    for moment in moments_de(seance):
        if seance.action.is_emargee_beneficiaire:
            lignes += [_beneficiaire(p, moment, signes) for p in participations]
        if seance.action.is_emargee_animateur:
            lignes += [_animateur(a, moment, signes) for a in animations]
    return sorted(lignes, key=lambda ligne: ligne.role == Role.ANIMATEUR)


def _beneficiaire(participation: Participation, moment: Moment, signes: dict) -> Attendu:
    sceau = signes.get((participation.pk, None, moment.code))
    nom = str(participation.dossier.beneficiaire)
    return Attendu(Role.BENEFICIAIRE, nom, moment, participation=participation, sceau=sceau)


def _animateur(animation: Animation, moment: Moment, signes: dict) -> Attendu:
    sceau = signes.get((None, animation.pk, moment.code))
    return Attendu(Role.ANIMATEUR, str(animation.personne), moment, animation=animation, sceau=sceau)


def is_signee(seance: Seance) -> bool:
    """Dit si une signature de la séance est en vigueur. Une requête."""
    return Sceau.objects.filter(seance=seance).en_vigueur().exists()


def refuser_annulation(dossier: Dossier) -> str | None:
    """Un dossier qui porte une signature ne s'annule pas (domaine, « Dossier »). Une requête."""
    signes = Sceau.objects.filter(participation__dossier=dossier).en_vigueur()
    return "Une séance de ce dossier est signée." if signes.exists() else None


def verifier_seance(seance: Seance) -> list[Verdict]:
    """Recalcule la chaîne de la séance : un verdict par sceau. Deux requêtes."""
    registre = RegistreSeance.objects.filter(seance=seance).first()
    return verifier_chaine(registre, Sceau.objects.filter(seance=seance).avec_contenu().order_by("rang"))


def verifier_chaine(registre: RegistreSeance | None, sceaux: Iterable[Sceau]) -> list[Verdict]:
    """Recalcule une chaîne lue d'avance, contenus compris. Aucune requête."""
    sceaux = list(sceaux)
    if registre is None:
        registre = RegistreSeance(nombre=0)
    return verifier(map(_maillon, sceaux), nombre=registre.nombre, derniere=registre.empreinte)


def _maillon(sceau: Sceau) -> Maillon:
    contenu = getattr(sceau, "contenu", None)
    if contenu is None:
        return Maillon(sceau.scelle, sceau.empreinte, None)
    return Maillon(
        sceau.scelle,
        sceau.empreinte,
        contenu.empreinte(),
        timezone.localtime(contenu.efface_at) if contenu.efface_at else None,
        contenu.regle,
    )


@dataclass(frozen=True)
class Page:
    """Ce que montre la page d'émargement d'une séance : qui signe, et la preuve sceau par sceau."""

    lignes: list[Attendu]
    caches: int  # attendus d'un dossier hors du périmètre
    preuves: list["Preuve"]
    manques: list[Verdict]
    registre: RegistreSeance | None


@dataclass(frozen=True)
class Preuve:
    """Un sceau, ce que la vérification en dit, et s'il est annulé."""

    sceau: Sceau
    verdict: Verdict
    nom: str
    annule_par: int | None = None


def page_de(seance: Seance, par: Any) -> Page:
    """La page d'émargement d'une séance, pour qui la lit : les noms des autres dossiers restent cachés."""
    lignes = attendus(seance)
    visibles = set(
        Dossier.objects.visibles_par(par).filter(participations__seance=seance).values_list("pk", flat=True)
    )
    montrees = [li for li in lignes if li.participation is None or li.participation.dossier_id in visibles]
    registre = RegistreSeance.objects.filter(seance=seance).first()
    dossiers = dict(Participation.objects.filter(seance=seance).values_list("pk", "dossier"))
    caches = {pk for pk, dossier in dossiers.items() if dossier not in visibles}
    preuves, manques = preuves_de(registre, seance, caches)
    return Page(montrees, len(lignes) - len(montrees), preuves, manques, registre)


def preuves_de(
    registre: RegistreSeance | None, seance: Seance | None = None, caches: Iterable[int] = ()
) -> tuple[list[Preuve], list[Verdict]]:
    """La chaîne d'une séance sceau par sceau, et les verdicts des sceaux qui ne sont plus là. Une requête.

    `caches` : les participations dont le nom ne se montre pas.
    """
    sceaux = Sceau.objects.filter(seance=seance or registre.seance_id).select_related("contenu", "annulation")
    lus = list(sceaux.order_by("rang"))
    verdicts: dict[int, Verdict] = {}
    for verdict in verifier_chaine(registre, lus):
        if verdict.rang not in verdicts or verdict.is_faute:
            verdicts[verdict.rang] = verdict
    preuves = [_preuve(sceau, verdicts[sceau.rang], sceau.participation_id in caches) for sceau in lus]
    return preuves, [v for rang, v in sorted(verdicts.items()) if rang not in {s.rang for s in lus}]


def _preuve(sceau: Sceau, verdict: Verdict, is_cachee: bool) -> Preuve:
    contenu = getattr(sceau, "contenu", None)
    annulation = getattr(sceau, "annulation", None)
    nom = "Un autre participant" if is_cachee else getattr(contenu, "nom", "") or "—"
    return Preuve(sceau, verdict, nom, annulation.rang if annulation else None)
