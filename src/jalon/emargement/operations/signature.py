"""Signer une séance : sur l'écran, par QR code, par lien, ou sur papier (F4, EM-01 à EM-03, EM-07)."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from jalon.annuaire.models import Personne
from jalon.documents.enums import Genre
from jalon.documents.examen import Examen
from jalon.documents.operations import ajouter_document
from jalon.dossiers.models import Dossier
from jalon.journal.operations import Changement
from jalon.planning.enums import Presence
from jalon.planning.models import Participation, Seance
from jalon.planning.operations import marquer_presente
from jalon.socle.erreurs import Refus
from jalon.structure.fuseau import fuseau_de_la_maison

from ..enums import Acte, Moyen, NatureSceau
from ..fenetre import fenetre_en_vigueur
from ..models import RegistreSeance, Sceau
from ..queries import ABSENTS, Attendu, attendus, moments_de
from ..rules.empreintes import instant
from ..rules.signatures import refus_fenetre, refus_saisie, refus_signataire, retard
from ..traces import TraceIllisible, lire_traits
from .commun import conclure, dossiers_touches, garder, prendre_registre, sceller


@transaction.atomic
def signer(
    *, seance: Seance, demi_journee: str, moyen: str, nom: str, participation: Participation | None = None,
    animateur: Personne | None = None, traits: str = "", is_attestee: bool = False, ip: str | None = None,
    agent: str = "", envoi: uuid.UUID | None = None, par: Any = None,
) -> Sceau:  # fmt: skip
    """Scelle la signature d'un bénéficiaire (`participation`) ou d'un `animateur`, et le dit présent.

    `traits` : le tracé rendu par signature_pad (`toData`, en JSON) ; sans lui, `is_attestee` (« j'atteste ») et le
    nom tapé. `envoi` : la clé tirée avec le formulaire ; la renvoyer rend la même signature. `par` : qui tient
    l'écran, None quand la personne signe sans compte. Lève `Refus` : qui, quand, déjà signé.
    """
    garder(par, seance)
    seance, registre = prendre_registre(seance)
    attendu = _attendu(seance, demi_journee, participation, animateur)
    if deja := _deja(attendu, envoi):
        return deja
    trace = _lire(traits)
    phrase = refus_fenetre(attendu.moment, timezone.localtime(), fenetre_en_vigueur())
    phrase = phrase or refus_saisie(nom=nom, traits=trace, is_attestee=is_attestee)
    if phrase:
        raise Refus(phrase, champ="nom" if not nom.strip() else None)
    return _poser(
        seance,
        registre,
        attendu,
        moyen=moyen,
        nom=nom.strip(),
        traits=trace,
        ip=ip,
        agent=agent,
        cle=envoi,
        par=par,
    )


@transaction.atomic
def enregistrer_papier(
    *, par: Any, seance: Seance, cles: Iterable[str], dossier: Dossier | None = None, examen: Examen | None = None
) -> list[Sceau]:
    """Enregistre les signatures recueillies sur papier : `cles` d'`Attendu`.

    Range le scan examiné dans les documents de `dossier`, et scelle son empreinte avec qui l'enregistre.
    La fenêtre ne s'y applique pas : la feuille fait foi de son jour. Lève `Refus`.
    """
    garder(par, seance)
    seance, registre = prendre_registre(seance)
    voulus = set(cles)
    lignes = [ligne for ligne in attendus(seance) if ligne.cle in voulus and not ligne.is_signe]
    if not lignes:
        raise Refus("Cochez au moins une personne qui n’a pas encore signé.", champ="signataires")
    if timezone.localtime() < lignes[0].moment.debut:
        raise Refus("Cette séance n’a pas encore commencé.")
    empreinte = _ranger(par, seance, dossier, examen) if dossier and examen else ""
    precision = {"enregistre_par": str(par), "feuille": empreinte}
    return [
        _poser(seance, registre, ligne, moyen=Moyen.PAPIER, nom=ligne.nom, par=par, precision=precision)
        for ligne in lignes
    ]


def _ranger(par: Any, seance: Seance, dossier: Dossier, examen: Examen) -> str:
    """Range la feuille signée ; rend l'empreinte du fichier."""
    titre = f"Feuille d’émargement du {seance.jour:%d/%m/%Y}, {seance.nom}"
    donnees = {"genre": Genre.PIECE, "titre": titre, "date_document": seance.jour}
    ajouter_document(par=par, porteur=dossier, examen=examen, donnees=donnees, accepter_doublon=True)
    return examen.empreinte


def _attendu(
    seance: Seance, demi_journee: str, participation: Participation | None, animateur: Personne | None
) -> Attendu:
    """La ligne de cette personne ; lève `Refus` si elle ne signe pas ici."""
    for ligne in attendus(seance):
        est_lui = (
            participation is not None
            and ligne.participation == participation
            or animateur is not None
            and ligne.animation is not None
            and ligne.animation.personne_id == animateur.pk
        )
        if est_lui and ligne.moment.code == demi_journee:
            return ligne
    absents = seance.participations.filter(pk=participation.pk, presence__in=ABSENTS) if participation else None
    raise Refus(
        refus_signataire(
            is_attendu=False,
            is_absent=absents is not None and absents.exists(),
            is_annulee=seance.is_annulee,
        )
    )


def _deja(attendu: Attendu, envoi: uuid.UUID | None) -> Sceau | None:
    """La signature déjà posée par ce même envoi ; lève `Refus` si elle vient d'un autre."""
    if attendu.sceau is None:
        return None
    if envoi is not None and attendu.sceau.cle == envoi:
        return attendu.sceau
    heure = timezone.localtime(attendu.sceau.horodatage)
    raise Refus(f"{attendu.nom} a déjà signé, le {heure:%d/%m/%Y à %H:%M}.")


def _lire(traits: str) -> str:
    try:
        return lire_traits(traits)
    except TraceIllisible as erreur:
        raise Refus("Ce tracé est illisible : effacez et signez de nouveau.") from erreur


def _poser(
    seance: Seance, registre: RegistreSeance, attendu: Attendu, *, moyen: str, nom: str, par: Any,
    traits: str = "", precision: dict | None = None, **envoi: Any,
) -> Sceau:  # fmt: skip
    if envoi.get("cle") and Sceau.objects.filter(cle=envoi["cle"]).exists():
        raise Refus("Cette page a déjà servi : rechargez-la avant de signer.")
    sceau = sceller(
        registre, nature=NatureSceau.SIGNATURE, role=attendu.role, participation=attendu.participation,
        animation=attendu.animation, demi_journee=attendu.moment.code, nom=nom, moyen=moyen, traits=traits,
        donnees=donnees_signees(seance, attendu) | (precision or {}), **envoi,
    )  # fmt: skip
    if attendu.participation and attendu.participation.presence == Presence.ATTENDU:
        marquer_presente(participation=attendu.participation)
    acte = Acte.PAPIER_ENREGISTRE if moyen == Moyen.PAPIER else Acte.SEANCE_SIGNEE
    phrase = f"{attendu.moment.libelle}, {Moyen(moyen).label.lower()}, empreinte {sceau.court}"
    dossiers = dossiers_touches(seance, sceau.participation_id)
    conclure(seance, dossiers, par=par, acte=acte, changement=Changement("signature", attendu.nom, "—", phrase))
    return sceau


def donnees_signees(seance: Seance, attendu: Attendu) -> dict[str, Any]:
    """La donnée exacte que l'on signe, telle que la feuille l'imprime (EM-01, EM-02)."""
    dossier = attendu.participation.dossier if attendu.participation else None
    animateurs = seance.animations.select_related("personne").order_by("rang", "pk")
    return {
        "seance": {
            "intitule": seance.nom,
            "debut": instant(seance.debut),
            "fin": instant(seance.fin),
            "fuseau": str(fuseau_de_la_maison()),
            "lieu": str(seance.lieu) if seance.lieu else "",
            "lien": seance.lien_visio,
            "animateurs": [str(animation.personne) for animation in animateurs],
        },
        "demi_journee": attendu.moment.code,
        "role": str(attendu.role),
        "signataire": attendu.nom,
        "dossier": dossier.numero if dossier else "",
        "prestation": str(dossier.prestation) if dossier else "",
        "retard_minutes": retard(attendu.moment, timezone.localtime()),
        "demi_journees": len(moments_de(seance)),
    }
