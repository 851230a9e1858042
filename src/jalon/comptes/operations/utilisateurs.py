"""Actes sur les utilisateurs : créer, modifier, désactiver, réactiver."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from jalon.journal.operations import VIDE, Changement, appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.erreurs import Refus
from jalon.socle.versions import avancer_version
from jalon.structure.models import Centre

from ..enums import DROITS, Acte
from ..models import Equipe, Membre, Profil, Utilisateur
from ..registres import LIENS_UTILISATEUR
from ..rules import ADMINISTRER, droits_en_mots
from .administration import garder_administration
from .sessions import couper_sessions

SIMPLES = ("prenom", "nom", "courriel", "profil", "centre")
COURRIEL_PRIS = "{autre} a déjà un compte avec ce courriel."


@transaction.atomic
def creer_utilisateur(
    *,
    par,
    courriel: str,
    prenom: str,
    nom: str,
    profil: Profil,
    centre: Centre | None = None,
    mot_de_passe: str | None = None,
) -> Utilisateur:
    """Crée un compte. Sans mot de passe, il n'ouvre rien tant que la personne n'a pas choisi le sien."""
    exiger(par, ADMINISTRER)
    utilisateur = Utilisateur(
        courriel=courriel.strip().lower(), prenom=prenom, nom=nom, profil=profil, centre=centre
    )
    utilisateur.set_password(mot_de_passe)
    utilisateur.save()
    journaliser(par=par, acte=Acte.UTILISATEUR_CREE, objet=utilisateur)
    return utilisateur


def creer_compte(par: Any, donnees: Mapping[str, Any]) -> Utilisateur:
    """Le compte d'une personne invitée, sans mot de passe, avec tout ce que saisit sa fiche. Lève `Refus`."""
    utilisateur = Utilisateur()
    changements = _poser(utilisateur, donnees)
    utilisateur.set_unusable_password()
    _refuser_courriel_pris(utilisateur)
    try:
        with transaction.atomic():
            utilisateur.save()
    except IntegrityError:  # un autre vient de l'inviter
        raise Refus(COURRIEL_PRIS.format(autre="Quelqu’un"), champ="courriel") from None
    changements += _poser_ensembles(par, utilisateur, donnees)
    journaliser(par=par, acte=Acte.UTILISATEUR_CREE, objet=utilisateur, changements=changements)
    return utilisateur


@transaction.atomic
def modifier_utilisateur(
    *, par: Any, utilisateur: Utilisateur, version: int, donnees: Mapping[str, Any]
) -> Utilisateur:
    """Modifie un compte lu à cette version ; prend effet à la page suivante de la personne.

    `donnees` : `SIMPLES`, `droits_individuels`, `autres_centres`, `equipes`, et les codes de `LIENS_UTILISATEUR`.
    Lève `Conflit` s'il a changé depuis, `Refus` : courriel pris, ou plus personne pour administrer.
    """
    with garder_administration(par=par):
        changements = _poser(utilisateur, donnees)
        _refuser_courriel_pris(utilisateur)
        changements += _poser_ensembles(par, utilisateur, donnees)
        if not changements:
            return utilisateur
        avancer_version(utilisateur, version, quoi="ce compte")
        utilisateur.save()
        _oublier_lien(utilisateur, changements)
        journaliser(par=par, acte=Acte.UTILISATEUR_MODIFIE, objet=utilisateur, changements=changements)
    return utilisateur


@transaction.atomic
def desactiver_utilisateur(*, par: Any, utilisateur: Utilisateur, motif: str) -> Utilisateur:
    """Ferme un compte : ses sessions s'arrêtent, son invitation ne vaut plus, son passé reste.

    Sans effet s'il l'est déjà. Lève `Refus` si c'est le sien, ou s'il ne reste personne pour administrer.
    """
    with garder_administration(par=par):
        if not utilisateur.is_active:
            return utilisateur
        _basculer(utilisateur, is_active=False, motif=motif)
        couper_sessions(utilisateur)
        utilisateur.invitations.ouvertes().update(revoquee_at=utilisateur.desactive_at)
        journaliser(par=par, acte=Acte.UTILISATEUR_DESACTIVE, objet=utilisateur, motif=motif)
    return utilisateur


@transaction.atomic
def reactiver_utilisateur(*, par: Any, utilisateur: Utilisateur) -> Utilisateur:
    """Rouvre un compte, avec le mot de passe et les droits d'avant ; sans effet s'il est actif."""
    exiger(par, ADMINISTRER)
    if not utilisateur.is_active:
        _basculer(utilisateur, is_active=True)
        journaliser(par=par, acte=Acte.UTILISATEUR_REACTIVE, objet=utilisateur)
    return utilisateur


def _basculer(utilisateur: Utilisateur, *, is_active: bool, motif: str = "") -> None:
    avancer_version(utilisateur, utilisateur.version, quoi="ce compte")
    utilisateur.is_active = is_active
    utilisateur.desactive_at = None if is_active else timezone.now()
    utilisateur.motif_desactivation = motif
    utilisateur.save()


def _poser(utilisateur: Utilisateur, donnees: Mapping[str, Any]) -> list[Changement]:
    """Pose identité, profil, centre et droits, sans enregistrer ; rend ce qui change, en mots."""
    simples = {nom: donnees[nom] for nom in SIMPLES if nom in donnees}
    if "courriel" in simples:
        simples["courriel"] = simples["courriel"].strip().lower()
    changements = appliquer(utilisateur, simples)
    if "droits_individuels" in donnees:
        changements += _poser_droits(utilisateur, donnees["droits_individuels"])
    return changements


def _poser_droits(utilisateur: Utilisateur, codes: Iterable[str]) -> list[Changement]:
    """Les codes donnés, et ceux que cette version de Jalon ne connaît pas."""
    avant = sorted(utilisateur.droits_individuels)
    apres = sorted({*codes, *(code for code in avant if code not in DROITS)})
    if avant == apres:
        return []
    utilisateur.droits_individuels = apres
    return [_changement("droits_individuels", "droits individuels", droits_en_mots(avant), droits_en_mots(apres))]


def _poser_ensembles(par: Any, utilisateur: Utilisateur, donnees: Mapping[str, Any]) -> list[Changement]:
    """Autres centres, équipes et fiches liées : ils s'écrivent à part, quand le compte existe."""
    changements = []
    if "autres_centres" in donnees:
        autres = [centre for centre in donnees["autres_centres"] if centre.pk != utilisateur.centre_id]
        changements += _poser_centres(utilisateur, autres)
    if "equipes" in donnees:
        changements += _poser_equipes(utilisateur, donnees["equipes"])
    for lien in LIENS_UTILISATEUR:
        if lien.code in donnees:
            changements += _poser_lien(par, utilisateur, lien, donnees[lien.code])
    return changements


def _poser_centres(utilisateur: Utilisateur, centres: Iterable[Centre]) -> list[Changement]:
    avant = list(utilisateur.autres_centres.order_by("cle_tri", "pk"))
    apres = sorted(centres, key=lambda centre: (centre.cle_tri, centre.pk))
    if avant == apres:
        return []
    utilisateur.autres_centres.set(apres)
    return [_changement("autres_centres", "autres centres", _noms(avant), _noms(apres))]


def _poser_equipes(utilisateur: Utilisateur, equipes: Iterable[Equipe]) -> list[Changement]:
    avant = list(utilisateur.equipes.order_by("libelle", "pk"))
    apres = sorted(equipes, key=lambda equipe: (equipe.libelle, equipe.pk))
    if {e.pk for e in avant} == {e.pk for e in apres}:
        return []
    Membre.objects.filter(utilisateur=utilisateur).exclude(equipe__in=apres).delete()
    nouvelles = [equipe for equipe in apres if equipe not in avant]
    Membre.objects.bulk_create([Membre(equipe=equipe, utilisateur=utilisateur) for equipe in nouvelles])
    touchees = {equipe.pk for equipe in avant} ^ {equipe.pk for equipe in apres}
    Equipe.objects.filter(pk__in=touchees).update(version=F("version") + 1)  # qui l'a ouverte verra le conflit
    return [_changement("equipes", "équipes", _noms(avant), _noms(apres))]


def _poser_lien(par: Any, utilisateur: Utilisateur, lien: Any, fiche: Any) -> list[Changement]:
    avant = lien.lire(utilisateur)
    if avant == fiche:
        return []
    lien.ecrire(par=par, utilisateur=utilisateur, fiche=fiche)
    return [_changement(lien.code, lien.libelle.lower(), str(avant or ""), str(fiche or ""))]


def _noms(objets: Iterable[Any]) -> str:
    return ", ".join(map(str, objets))


def _changement(champ: str, libelle: str, avant: str, apres: str) -> Changement:
    return Changement(champ, libelle, avant or VIDE, apres or VIDE)


def _refuser_courriel_pris(utilisateur: Utilisateur) -> None:
    autres = Utilisateur.objects.filter(courriel__iexact=utilisateur.courriel).exclude(pk=utilisateur.pk)
    if autre := autres.order_by("pk").first():
        raise Refus(COURRIEL_PRIS.format(autre=autre), champ="courriel")


def _oublier_lien(utilisateur: Utilisateur, changements: Iterable[Changement]) -> None:
    """Un lien parti à une autre adresse ne doit plus ouvrir ce compte."""
    if any(changement.champ == "courriel" for changement in changements):
        utilisateur.invitations.ouvertes().update(revoquee_at=timezone.now())
