"""Actes sur les profils : chacun passe par la garde de l'administration."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from jalon.journal.operations import Changement, appliquer, journaliser
from jalon.socle.erreurs import Refus
from jalon.socle.recherche_texte import cle_tri
from jalon.socle.versions import avancer_version
from jalon.structure.operations.commun import refuser_doublon

from ..enums import ActeDroits
from ..models import Profil
from ..rules import droits_changes, refus_agendas, refus_droits
from .administration import garder_administration

CODE_MAX = 40
COPIES = (
    "droits",
    "perimetre_dossiers",
    "is_limite_aux_centres",
    "agendas_lecture",
    "agendas_ecriture",
)


@transaction.atomic
def dupliquer_profil(*, par: Any, profil: Profil, libelle: str) -> Profil:
    """Un profil de la maison, aux mêmes droits et périmètres. Lève `Refus` si le nom est pris."""
    with garder_administration(par=par):
        copie = Profil(code=_code_libre(libelle), libelle=libelle.strip(), base=profil.origine)
        for nom in COPIES:
            setattr(copie, nom, getattr(profil, nom))
        _garder(copie)
        copie.save()
    journaliser(par=par, acte=ActeDroits.PROFIL_DUPLIQUE, objet=copie, motif=f"Tiré de « {profil} ».")
    return copie


@transaction.atomic
def modifier_profil(*, par: Any, profil: Profil, version: int, donnees: Mapping[str, Any]) -> Profil:
    """Enregistre nom, droits et périmètres d'un profil lu à cette version ; la requête suivante en tient compte.

    `donnees["droits"]` : les codes. Lève `Conflit` s'il a changé depuis, `Refus` : nom pris, acte sans lecture de
    sa zone, agendas modifiables mais pas visibles, son propre droit d'administrer perdu.
    """
    with garder_administration(par=par):
        simples = {nom: valeur for nom, valeur in donnees.items() if nom != "droits"}
        changements = appliquer(profil, simples) + _poser_droits(profil, donnees)
        if not changements:
            return profil
        _garder(profil)
        avancer_version(profil, version, quoi=f"« {profil} »")
        profil.save()
    journaliser(par=par, acte=ActeDroits.PROFIL_MODIFIE, objet=profil, changements=changements)
    return profil


def _poser_droits(profil: Profil, donnees: Mapping[str, Any]) -> list[Changement]:
    avant, apres = profil.droits, donnees.get("droits", profil.droits)
    profil.droits = list(apres)
    return [Changement(*change) for change in droits_changes(avant, apres)]


@transaction.atomic
def basculer_profil(*, par: Any, profil: Profil, is_active: bool) -> Profil:
    """Désactivé, un profil n'est plus proposé. Lève `Refus` tant qu'un compte le porte."""
    with garder_administration(par=par):
        if profil.is_active == is_active:
            return profil
        if not is_active:
            _refuser_porte(profil)
        avancer_version(profil, profil.version, quoi=f"« {profil} »")
        profil.is_active = is_active
        profil.save()
    acte = ActeDroits.PROFIL_REACTIVE if is_active else ActeDroits.PROFIL_DESACTIVE
    mots = ("non", "oui") if is_active else ("oui", "non")
    journaliser(par=par, acte=acte, objet=profil, changements=[Changement("is_active", "actif", *mots)])
    return profil


@transaction.atomic
def supprimer_profil(*, par: Any, profil: Profil) -> None:
    """Supprime un profil de la maison que personne ne porte. Lève `Refus` sinon."""
    with garder_administration(par=par):
        if profil.is_livre:
            raise Refus("Un profil livré ne se supprime pas : désactivez-le s’il ne sert pas.")
        _refuser_porte(profil)
        journaliser(par=par, acte=ActeDroits.PROFIL_SUPPRIME, objet=profil, motif=profil.libelle)
        profil.delete()


def _refuser_porte(profil: Profil) -> None:
    if nombre := profil.utilisateurs.count():
        suite = "comptes portent ce profil : donnez-leur" if nombre > 1 else "compte porte ce profil : donnez-lui"
        raise Refus(f"{nombre} {suite} d’abord un autre profil.")


def _garder(profil: Profil) -> None:
    cle = cle_tri(profil.libelle)
    refuser_doublon(profil, "libelle", "Le profil « {autre} » porte déjà ce nom.", cle_tri=cle)
    if phrase := refus_agendas(profil.agendas_lecture, profil.agendas_ecriture):
        raise Refus(phrase, champ="agendas_ecriture")
    if refus := refus_droits(profil.droits):
        raise Refus(refus[1], champ=refus[0])


def _code_libre(libelle: str) -> str:
    """« Chef de pôle » devient « chef-de-pole », ou « chef-de-pole-2 » si le code est pris."""
    racine = slugify(libelle)[: CODE_MAX - 4].strip("-") or "profil"
    pris = set(Profil.objects.filter(code__startswith=racine).values_list("code", flat=True))
    return next(code for code in (racine, *(f"{racine}-{n}" for n in range(2, 1000))) if code not in pris)
