"""Lectures de l'accueil. Chacune coûte un nombre de requêtes fixe."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from jalon.comptes.enums import PerimetreDossiers
from jalon.dossiers.enums import Acte, Avancement, Statut
from jalon.dossiers.models import Dossier, Evenement
from jalon.emargement.manquants import AGES, par_age, pour_liste, seances_a_signer
from jalon.journal.models import Consultation, Entree
from jalon.memos.queries import MemoLu, presenter, relances_dues
from jalon.planning.models import Participation
from jalon.prestations.enums import Porte
from jalon.socle.models import Travail

from .enums import Portee
from .rules import dans_combien, quand

RECENTS_MAX = 8
TRACES_MAX = 200
FINS_MAX = 5
EMARGEMENTS_MAX = 4
FENETRE = timedelta(days=30)
RELANCES_MAX = 6
INCOMPLETS_MAX = 5
TRAVAUX_MAX = 3
TRAVAUX_FENETRE = timedelta(days=1)
OUVERTS = (Statut.PREVISIONNEL, Statut.EN_COURS, Statut.SUSPENDU)


@dataclass(frozen=True)
class Trace:
    """La dernière chose arrivée à un dossier : quoi, par qui (vide : soi-même), quand."""

    dossier_id: int
    quoi: str
    auteur: str
    instant: datetime
    evenement_id: int | None = None


@dataclass(frozen=True)
class DossierRecent:
    """Un dossier et sa dernière trace, dite en mots."""

    dossier: Dossier
    quoi: str
    auteur: str
    quand: str


@dataclass(frozen=True)
class CompteStatut:
    """Combien de dossiers dans ce statut, et l'adresse de la liste qui les montre."""

    statut: Statut
    nombre: int
    adresse: str


@dataclass(frozen=True)
class ComptePorte:
    """Combien de dossiers il manque quelque chose à cette porte, et l'adresse de la liste qui les montre."""

    porte: Porte
    nombre: int
    adresse: str


@dataclass(frozen=True)
class FinPrevue:
    """Un dossier en cours dont la fin prévisionnelle approche ou est passée."""

    dossier: Dossier
    texte: str
    is_depassee: bool


def dossiers_de(utilisateur, portee: Portee):
    """Les dossiers dont parle l'accueil : les miens, ou tous ceux que je vois."""
    visibles = Dossier.objects.visibles_par(utilisateur)
    return visibles.miens(utilisateur) if portee == Portee.MOI else visibles


def dossiers_recents(utilisateur, portee: Portee) -> list[DossierRecent]:
    """Les derniers dossiers touchés, par moi ou par l'équipe ; complétés par les derniers ouverts.

    Cinq requêtes au plus.
    """
    traces = {trace.dossier_id: trace for trace in reversed(_traces(utilisateur, portee))}
    visibles = Dossier.objects.visibles_par(utilisateur).pour_liste().in_bulk(traces)
    derniers = dossiers_de(utilisateur, portee).pour_liste().order_by("-created_at", "-pk")[:RECENTS_MAX]
    for dossier in derniers:
        if dossier.pk not in visibles:
            visibles[dossier.pk] = dossier
            traces[dossier.pk] = Trace(dossier.pk, "Dossier ouvert", "", dossier.created_at)
    restent = sorted((traces[pk] for pk in visibles), key=lambda t: (t.instant, t.dossier_id), reverse=True)
    maintenant = timezone.localtime()
    return [
        DossierRecent(visibles[t.dossier_id], t.quoi, t.auteur, quand(timezone.localtime(t.instant), maintenant))
        for t in _nommer_evenements(restent[:RECENTS_MAX])
    ]


def _nommer_evenements(traces: list[Trace]) -> list[Trace]:
    """« Événement : sortie » plutôt que « Événement déclenché ». Une requête."""
    evenements = Evenement.objects.select_related("type_maison").in_bulk(
        [t.evenement_id for t in traces if t.evenement_id]
    )
    return [
        replace(t, quoi=f"Événement : {evenements[t.evenement_id].libelle.lower()}")
        if t.evenement_id in evenements
        else t
        for t in traces
    ]


def _traces(utilisateur, portee: Portee) -> list[Trace]:
    """Les dernières traces, la plus récente d'abord ; les miennes comptent aussi ce que j'ai consulté."""
    type_dossier = ContentType.objects.get_for_model(Dossier)
    entrees = Entree.objects.filter(sujet_type=type_dossier, **_auteurs(utilisateur, portee)).order_by("-id")
    lues = entrees.values_list("sujet_id", "libelle", "auteur_libelle", "horodatage", "acte", "objet_id")
    traces = [_trace(*ligne) for ligne in lues[:TRACES_MAX]]
    if portee == Portee.EQUIPE:
        return traces
    traces = [replace(trace, auteur="") for trace in traces]
    return sorted([*traces, *_consultes(utilisateur, type_dossier)], key=lambda t: t.instant, reverse=True)


def _trace(dossier_id: int, quoi: str, auteur: str, instant: datetime, acte: str, objet_id: int) -> Trace:
    return Trace(dossier_id, quoi, auteur, instant, objet_id if acte == Acte.EVENEMENT_DECLENCHE else None)


def _auteurs(utilisateur, portee: Portee) -> dict:
    if portee == Portee.MOI:
        return {"auteur": utilisateur}
    if utilisateur.profil.perimetre_dossiers == PerimetreDossiers.MAISON:
        return {"auteur__isnull": False}
    return {"auteur__in": utilisateur.collegues_ids}


def _consultes(utilisateur, type_dossier: ContentType) -> Iterator[Trace]:
    consultations = Consultation.objects.filter(utilisateur=utilisateur, sujet_type=type_dossier)
    lues = consultations.order_by("-id").values_list("sujet_id", "created_at")[:TRACES_MAX]
    return (Trace(pk, "Consulté", "", instant) for pk, instant in lues)


def ouverts_par_statut(utilisateur, portee: Portee) -> list[CompteStatut]:
    """Les dossiers ouverts, comptés par statut. Une requête."""
    ouverts = dossiers_de(utilisateur, portee).ouverts().order_by()
    comptes = dict(ouverts.values_list("statut").annotate(nombre=Count("pk")))
    return [CompteStatut(s, comptes.get(s, 0), adresse_liste(s, portee)) for s in OUVERTS]


def adresse_liste(statut: Statut, portee: Portee) -> str:
    """Production filtrée : ce statut, et « Mes dossiers » quand l'accueil parle de moi."""
    parametres = [("statut", statut.value)] + ([("miens", "oui")] if portee == Portee.MOI else [])
    return f"{reverse('dossiers:liste')}?{urlencode(parametres)}"


def fins_prevues(utilisateur, portee: Portee, jour: date) -> list[FinPrevue]:
    """Les dossiers en cours dont la fin prévisionnelle est à moins de 30 jours, passés ou à venir. Une requête."""
    en_cours = dossiers_de(utilisateur, portee).filter(
        avancement=Avancement.EN_COURS, date_fin_previsionnelle__range=(jour - FENETRE, jour + FENETRE)
    )
    proches = en_cours.pour_liste().order_by("date_fin_previsionnelle", "pk")[:FINS_MAX]
    return [
        FinPrevue(d, dans_combien(d.date_fin_previsionnelle, jour), d.date_fin_previsionnelle < jour)
        for d in proches
    ]


def relances_du_jour(utilisateur, portee: Portee, jour: date) -> list[MemoLu]:
    """Les relances dues, les plus anciennes d'abord : les miennes, ou toutes celles que je peux lire.

    Une de plus que ce qui se montre, pour savoir s'il y en a d'autres. Une requête.
    """
    dues = relances_dues(utilisateur, jour, is_pour_tous=portee == Portee.EQUIPE)
    return presenter(dues.pour_page()[: RELANCES_MAX + 1], utilisateur, jour)


def incomplets_par_porte(utilisateur, portee: Portee) -> list[ComptePorte]:
    """Les dossiers à qui il manque quelque chose, par porte du moment ; ceux à zéro se taisent. Une requête."""
    incomplets = _incomplets(utilisateur, portee).order_by().values_list("manques_porte")
    comptes = dict(incomplets.annotate(nombre=Count("pk")))
    return [
        ComptePorte(porte, comptes[porte.value], adresse_incomplets(porte, portee))
        for porte in Porte
        if comptes.get(porte.value)
    ]


def plus_incomplets(utilisateur, portee: Portee) -> list[Dossier]:
    """Les dossiers ouverts auxquels il manque le plus. Une requête."""
    lus = _incomplets(utilisateur, portee).pour_liste().order_by("-manques_nombre", "-created_at", "-pk")
    return list(lus[:INCOMPLETS_MAX])


def _incomplets(utilisateur, portee: Portee):
    return dossiers_de(utilisateur, portee).filter(manques_nombre__gt=0)


def adresse_incomplets(porte: Porte, portee: Portee) -> str:
    """Production filtrée : incomplets pour cette porte, et « Mes dossiers » quand l'accueil parle de moi."""
    parametres = [("incomplet", porte.value)] + ([("miens", "oui")] if portee == Portee.MOI else [])
    return f"{reverse('dossiers:liste')}?{urlencode(parametres)}"


def travaux_recents(utilisateur, maintenant: datetime) -> list[Travail]:
    """Mes travaux longs en cours, ou demandés depuis moins d'un jour. Une requête."""
    siens = Travail.objects.visibles_par(utilisateur).filter(created_at__gte=maintenant - TRAVAUX_FENETRE)
    return list((siens | Travail.objects.visibles_par(utilisateur).actifs()).order_by("-pk")[:TRAVAUX_MAX])


def emargements_manquants(utilisateur, portee: Portee, maintenant: datetime) -> dict | None:
    """Les séances passées à signer, comptées par âge, et les plus récentes ; None s'il n'en manque aucune.

    Quatre requêtes, une seule sans rien à montrer. « Moi » : celles que j'anime ou dont je suis le dossier.
    """
    seances = seances_a_signer(utilisateur, maintenant)
    if portee == Portee.MOI:
        siens = Dossier.objects.visibles_par(utilisateur).miens(utilisateur).values("pk")
        miennes = Participation.objects.filter(dossier__in=siens).values("seance")
        seances = seances.filter(pk__in=miennes)
    comptes = par_age(seances, maintenant)
    if not sum(comptes.values()):
        return None
    liste = reverse("emargement:manquants")
    ages = [
        {"libelle": libelle, "nombre": comptes[age], "adresse": f"{liste}?{urlencode({'age': age})}"}
        for age, libelle in AGES.items()
    ]
    return {"ages": ages, "lignes": pour_liste(seances.order_by("-debut", "-pk"), utilisateur)[:EMARGEMENTS_MAX]}
