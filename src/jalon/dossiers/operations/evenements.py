"""Déclencher, modifier, annuler un événement (F8) : les actes qui écrivent un fait daté sur un dossier."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.prestations.enums import TypeEvenement
from jalon.prestations.models import Motif, Suivi, TypeEvenementMaison
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version

from ..enums import Acte
from ..models import Dossier, Evenement, VersionEvenement
from ..models.evenement import DITS
from ..rules.evenements import refus_annulation
from .commun import refuser_annule, verrouiller
from .declenches import ActeDemande, demander_actes
from .effets import appliquer_prevus, prendre_effet, refus_parmi, reperes_de
from .issues import noter_issues
from .statut import reunir_faits

DECLENCHABLES = tuple(t for t in TypeEvenement if t != TypeEvenement.REOUVERTURE)
DEJA_EFFECTIF = "Cet événement a déjà pris effet : annulez-le, puis déclarez-en un autre à venir."


@transaction.atomic
def declencher_evenement(
    *,
    par,
    dossier: Dossier,
    type_evenement: str,
    date_evenement: date,
    motif: Motif | None = None,
    commentaire: str = "",
    suivi: Suivi | None = None,
    type_maison: TypeEvenementMaison | None = None,
    precision: str = "",
    suite: str = "",
    actes: Sequence[ActeDemande] = (),
) -> Evenement:
    """Enregistre l'événement, puis annonce : le statut et les dates se recalculent dans la même transaction.

    Une date à venir le laisse « prévu » : il prendra effet à son jour, avec ses `actes`. `suivi` ne sert qu'au
    changement de statut (None retire l'étiquette). Lève `Refus` si l'ordre des faits ne le permet pas.
    """
    dossier = ouvrir_ecriture(par, dossier)
    if type_evenement not in DECLENCHABLES:
        raise Refus("Choisissez un événement de la liste.", champ="type_evenement")
    evenement = Evenement(
        dossier=dossier, type=type_evenement, date_evenement=date_evenement, motif=motif, commentaire=commentaire,
        type_maison=type_maison, precision=precision, suite=suite, suivi_avant=dossier.suivi, suivi_apres=suivi,
        auteur=par,
    )  # fmt: skip
    inscrire(evenement, actes=actes, par=par)
    faits_modifies(dossier)
    return evenement


@transaction.atomic
def modifier_evenement(
    *, par, evenement: Evenement, version: int, donnees: Mapping[str, Any], issues: Mapping[int, str] | None = None
) -> Evenement:
    """Écrit une nouvelle version ; la précédente se relit. `donnees` : champs de `DITS` ; `issues` : voir l'acte.

    Avancer un événement prévu jusqu'à aujourd'hui lui fait prendre effet. Lève `Conflit` si une autre personne l'a
    modifié, `Refus` si l'ordre des faits ne le permet pas.
    """
    dossier = ouvrir_ecriture(par, evenement.dossier)
    evenement = _vivant(dossier, evenement)
    avancer_version(evenement, version, quoi="cet événement")
    precedente = _version_precedente(evenement)
    changements = appliquer(evenement, donnees)
    are_issues_changees = noter_issues(par=par, dossier=dossier, issues=issues or {})
    if not changements and not are_issues_changees:
        raise Refus("Rien n’a changé.")
    _garder_modification(evenement)
    _garder(evenement)
    evenement.modifie_par, evenement.modifie_at = par, timezone.now()
    evenement.save()
    precedente.save()
    if evenement.is_prevu and evenement.date_evenement <= timezone.localdate():
        prendre_effet(evenement, par=par)
    journaliser(
        par=par, acte=Acte.EVENEMENT_MODIFIE, objet=evenement, sujet=dossier, changements=changements,
        motif=str(evenement),
    )  # fmt: skip
    faits_modifies(dossier)
    return evenement


@transaction.atomic
def annuler_evenement(*, par, evenement: Evenement, motif: str) -> Evenement:
    """Annule l'événement : il ne compte plus, reste lisible, et ce qu'il avait déclenché demeure.

    Lève `Refus` sans motif, ou si un autre événement en dépend.
    """
    dossier = ouvrir_ecriture(par, evenement.dossier)
    evenement = _vivant(dossier, evenement)
    if not motif.strip():
        raise Refus("Dites pourquoi cet événement est annulé.", champ="motif_annulation")
    aujourd_hui = timezone.localdate()
    autres = [e for e in dossier.evenements.faits() if e.rang != evenement.pk]
    reperes = reperes_de(dossier, reunir_faits(dossier, aujourd_hui))
    if refus := refus_annulation(evenement.fait, autres, aujourd_hui, reperes):
        raise Refus(refus)
    evenement.horodatage_annulation, evenement.annule_par = timezone.now(), par
    evenement.motif_annulation = motif.strip()
    evenement.save(update_fields=["horodatage_annulation", "annule_par", "motif_annulation"])
    changement = Changement("evenement", evenement.libelle, f"{evenement.date_evenement:%d/%m/%Y}", "annulé")
    journaliser(
        par=par, acte=Acte.EVENEMENT_ANNULE, objet=evenement, sujet=dossier, changements=[changement],
        motif=evenement.motif_annulation,
    )  # fmt: skip
    faits_modifies(dossier)
    return evenement


def ouvrir_ecriture(par, dossier: Dossier) -> Dossier:
    """Droit, verrou, dossier non annulé ; ce qui était prévu et dont le jour est venu prend d'abord effet."""
    exiger(par, "dossiers.ecriture")
    dossier = verrouiller(dossier)
    refuser_annule(dossier)
    appliquer_prevus(dossier, jour=timezone.localdate())
    return dossier


def inscrire(evenement: Evenement, *, actes: Sequence[ActeDemande] = (), par) -> None:
    """Garde, écrit, fait prendre effet s'il y a lieu, journalise. L'annonce reste à l'acte."""
    evenement.is_prevu = evenement.date_evenement > timezone.localdate()
    _garder(evenement)
    changement = _changement(evenement)
    evenement.save()
    demander_actes(evenement, actes, par=par)
    if not evenement.is_prevu:
        prendre_effet(evenement, par=par)
    journaliser(
        par=par,
        acte=Acte.EVENEMENT_PREVU if evenement.is_prevu else Acte.EVENEMENT_DECLENCHE,
        objet=evenement,
        sujet=evenement.dossier,
        changements=[changement],
        motif=" · ".join(p for p in (str(evenement.motif or ""), evenement.commentaire) if p),
    )


def _vivant(dossier: Dossier, evenement: Evenement) -> Evenement:
    """L'événement relu sous verrou ; refuse ce qui est annulé ou resté sans effet."""
    relu = dossier.evenements.select_related("type_maison").get(pk=evenement.pk)
    relu.dossier = dossier
    if relu.horodatage_annulation:
        raise Refus("Cet événement est déjà annulé.")
    return relu


def _garder(evenement: Evenement) -> None:
    """L'ordre des faits, puis ce que l'événement porte."""
    if refus := refus_parmi(evenement.dossier, evenement.fait, jour=timezone.localdate()):
        raise Refus(refus, champ="date_evenement")
    if evenement.motif and evenement.motif.type_evenement != evenement.type:
        raise Refus("Ce motif ne va pas avec cet événement.", champ="motif")
    if evenement.suite and evenement.type != TypeEvenement.SORTIE:
        raise Refus("Seule une sortie dit ce qui suit.", champ="suite")
    _garder_type_maison(evenement)
    _garder_suivi(evenement)


def _garder_type_maison(evenement: Evenement) -> None:
    maison = evenement.type_maison
    if maison is None:
        if evenement.type == TypeEvenement.AUTRE and not evenement.precision.strip():
            raise Refus("Dites de quel événement il s’agit.", champ="precision")
        return
    if (maison.fait or TypeEvenement.AUTRE) != evenement.type:
        raise Refus("Ce type d’événement signifie un autre fait.", champ="type_evenement")
    permis = TypeEvenementMaison.objects.de(evenement.dossier.prestation)
    if not evenement.pk and not permis.filter(pk=maison.pk).exists():
        raise Refus("Ce type d’événement n’est pas proposé pour cette prestation.", champ="type_evenement")


def _garder_suivi(evenement: Evenement) -> None:
    if evenement.pk or evenement.type != TypeEvenement.CHANGEMENT_STATUT:
        return
    if not evenement.is_prevu and evenement.suivi_apres == evenement.dossier.suivi:
        raise Refus("Ce suivi est déjà celui du dossier.", champ="suivi")


def _garder_modification(evenement: Evenement) -> None:
    if evenement.refus_effet:
        raise Refus("Cet événement est resté sans effet : déclarez-en un nouveau.")
    if not evenement.is_prevu and evenement.date_evenement > timezone.localdate():
        raise Refus(DEJA_EFFECTIF, champ="date_evenement")


def _version_precedente(evenement: Evenement) -> VersionEvenement:
    """Ce que l'événement disait jusqu'ici, et de qui."""
    return VersionEvenement(
        evenement=evenement,
        numero=evenement.version - 1,
        auteur=evenement.modifie_par or evenement.auteur,
        horodatage=evenement.modifie_at or evenement.created_at,
        **{nom: getattr(evenement, nom) for nom in DITS},
    )


def _changement(evenement: Evenement) -> Changement:
    if evenement.type == TypeEvenement.CHANGEMENT_STATUT:
        return Changement("suivi", "Suivi", str(evenement.dossier.suivi or "—"), str(evenement.suivi_apres or "—"))
    jour = f"{evenement.date_evenement:%d/%m/%Y}"
    return Changement("evenement", evenement.libelle, "—", f"prévu le {jour}" if evenement.is_prevu else jour)
