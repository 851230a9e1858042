"""Demander une signature par lien personnel : envoyer, renvoyer, révoquer, un par un ou par lot (F4, F5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.journal.operations import Changement, journaliser
from jalon.planning.models import Seance
from jalon.planning.operations import verrouiller_seance
from jalon.socle.courriels import Message
from jalon.socle.erreurs import Refus
from jalon.socle.jetons import empreinte_de, nouveau_jeton

from ..courriels import demander
from ..enums import Acte
from ..fenetre import fenetre_en_vigueur
from ..models import LienSignature
from ..queries import Attendu, attendus
from ..queries_liens import courriel_de, is_du_dossier
from ..rules.liens import expiration_lien
from .commun import garder

Adresse = Callable[[str], str]
SANS_ADRESSE = "{nom} : pas d’adresse de courriel. Ajoutez-la à sa fiche, ou faites signer sur place."
DEJA_SIGNE = "{nom} : déjà signé."
TROP_TARD = "{nom} : la signature n’est plus possible à distance ; faites signer sur papier."


@transaction.atomic
def demander_signature(*, par: Any, dossier: Dossier, seance: Seance, cle: str, adresse: Adresse) -> LienSignature:
    """Envoie un lien personnel à la personne `cle` (`Attendu.cle`) de la séance ; le précédent ne vaut plus.

    `adresse(jeton)` rend l'adresse complète du lien. Le courriel se classe dans les documents du dossier, sans le
    lien. Lève `Refus` : pas attendue, sans courriel, déjà signé, trop tard.
    """
    garder(par, seance)
    seance = verrouiller_seance(seance)
    attendu = _attendu(seance, dossier, cle)
    courriel, maintenant = courriel_de(attendu), timezone.now()
    expire_at = expiration_lien(maintenant, fin=attendu.moment.fin, ferme_apres=fenetre_en_vigueur().apres)
    if phrase := _refus(attendu, courriel, expire_at):
        raise Refus(phrase.format(nom=attendu.nom))
    _liens_ouverts(attendu).update(revoque_at=maintenant)
    jeton = nouveau_jeton()
    lien = LienSignature.objects.create(
        seance=seance, participation=attendu.participation, animation=attendu.animation,
        demi_journee=attendu.moment.code, empreinte=empreinte_de(jeton), destinataire=courriel,
        auteur=par, expire_at=expire_at,
    )  # fmt: skip
    _journaliser(lien, attendu, par=par, dossier=dossier, acte=Acte.SIGNATURE_DEMANDEE, apres="lien envoyé")
    demander(lien, attendu, adresse(jeton), par=par, dossier=dossier, apres=partial(_noter_sort, lien.pk))
    return lien


@dataclass(frozen=True)
class Bilan:
    """Ce qu'un envoi groupé a fait : combien de courriels, et pourquoi les autres ne sont pas partis."""

    envoyes: int = 0
    refus: tuple[str, ...] = field(default_factory=tuple)


def demander_signatures(
    *, par: Any, seances: Iterable[Seance], adresse: Adresse, dossier: Dossier | None = None
) -> Bilan:
    """Demande chaque signature qui manque à ces séances : pour ce dossier, ou pour chaque dossier visible.

    Un refus n'arrête pas les autres.
    """
    envoyes, refus = 0, []
    for seance in seances:
        jour = f"{timezone.localtime(seance.debut):%d/%m/%Y}"
        lignes = _lignes(seance, dossier, par)
        if lignes and all(ligne.is_signe for ligne, _ in lignes):
            refus.append(f"{jour} : tout le monde a déjà signé.")
        for ligne, sien in lignes:
            if ligne.is_signe:
                continue
            try:
                demander_signature(par=par, dossier=sien, seance=seance, cle=ligne.cle, adresse=adresse)
                envoyes += 1
            except Refus as erreur:
                refus.append(f"{jour}, {erreur.message}")
    return Bilan(envoyes, tuple(refus))


def _lignes(seance: Seance, dossier: Dossier | None, par: Any) -> list[tuple[Attendu, Dossier]]:
    """Qui signe, et le dossier où classer le message ; celui d'un animateur va au premier dossier visible."""
    if dossier is not None:
        return [(a, dossier) for a in attendus(seance) if is_du_dossier(a, dossier)]
    lus = Dossier.objects.visibles_par(par).filter(participations__seance=seance).order_by("cle_tri", "pk")
    visibles = {lu.pk: lu for lu in lus}
    premier = next(iter(visibles.values()), None)
    paires = [
        (a, visibles.get(a.participation.dossier_id) if a.participation else premier) for a in attendus(seance)
    ]
    return [(attendu, sien) for attendu, sien in paires if sien is not None]


@transaction.atomic
def revoquer_lien(*, par: Any, dossier: Dossier, lien: LienSignature) -> None:
    """Le lien envoyé ne vaut plus ; sans effet s'il a servi ou l'est déjà."""
    garder(par, lien.seance)
    seance = verrouiller_seance(lien.seance)
    if LienSignature.objects.ouverts().filter(pk=lien.pk).update(revoque_at=timezone.now()):
        ligne = next((a for a in attendus(seance) if a.cle == lien.cle), None)
        _journaliser(lien, ligne, par=par, dossier=dossier, acte=Acte.LIEN_REVOQUE, apres="lien révoqué")


def _attendu(seance: Seance, dossier: Dossier, cle: str) -> Attendu:
    for ligne in attendus(seance):
        if ligne.cle == cle and is_du_dossier(ligne, dossier):
            return ligne
    raise Refus("Cette personne ne signe pas cette séance, ou n’y est plus attendue.")


def _refus(attendu: Attendu, courriel: str, expire_at: datetime | None) -> str | None:
    if attendu.is_signe:
        return DEJA_SIGNE
    if not courriel:
        return SANS_ADRESSE
    return TROP_TARD if expire_at is None else None


def _liens_ouverts(attendu: Attendu):
    signataire = {"participation": attendu.participation, "animation": attendu.animation}
    return LienSignature.objects.ouverts().filter(demi_journee=attendu.moment.code, **signataire)


def _journaliser(
    lien: LienSignature, attendu: Attendu | None, *, par: Any, dossier: Dossier, acte: Acte, apres: str
) -> None:
    nom = attendu.nom if attendu else "Signataire"
    changement = Changement("lien", nom, "—", f"{apres}, {lien.get_demi_journee_display().lower()}")
    journaliser(par=par, acte=acte, objet=lien.seance, sujet=dossier, changements=[changement])


def _noter_sort(pk: int, message: Message) -> None:
    LienSignature.objects.filter(pk=pk).update(sort=message.sort)
