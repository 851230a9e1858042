"""Lectures des liens et des QR codes de salle : ce qu'un jeton ouvre, où en sont les demandes."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac

from jalon.annuaire.models import Personne
from jalon.dossiers.models import Dossier
from jalon.planning.models import Seance
from jalon.socle.jetons import are_egaux, empreinte_de

from .enums import EtatLien
from .fenetre import fenetre_en_vigueur
from .models import JetonSalle, LienSignature
from .queries import VIVANTES, Attendu, attendus, attendus_de
from .rules.liens import noms_courts, refus_ouvrir_salle

CODE_LONGUEUR = 32
A_VENIR = timedelta(days=7)  # jusqu'où l'on demande d'avance
SEANCES_MAX = 60


def personne_de(attendu: Attendu) -> Personne:
    """La fiche de qui signe."""
    if attendu.participation:
        return attendu.participation.dossier.beneficiaire
    return attendu.animation.personne


def courriel_de(attendu: Attendu) -> str:
    """Où lui écrire : sa fiche, ou le compte d'un animateur qui n'y a pas de courriel. Vide sans adresse."""
    personne = personne_de(attendu)
    if personne.courriel or attendu.participation or personne.utilisateur is None:
        return personne.courriel
    return personne.utilisateur.courriel if personne.utilisateur.is_active else ""


def lien_du_jeton(jeton: str) -> LienSignature | None:
    """Le lien de ce jeton, valable ou non. Une requête."""
    empreinte = empreinte_de(jeton)
    lien = LienSignature.objects.select_related("seance__action", "seance__lieu__centre").filter(
        empreinte=empreinte
    )
    trouve = lien.first()
    return trouve if trouve and are_egaux(trouve.empreinte, empreinte) else None


def attendu_du_lien(lien: LienSignature | None, maintenant: datetime) -> Attendu | None:
    """Qui ce lien fait signer, s'il le permet encore ; None sinon, sans dire pourquoi."""
    if lien is None or not lien.is_valable(maintenant):
        return None
    ligne = next((a for a in attendus(lien.seance) if are_egaux(a.cle, lien.cle)), None)
    return None if ligne is None or ligne.is_signe else ligne


def jeton_de_salle(graine: str) -> str:
    """Le jeton d'un QR code, refait de sa graine et de la clé secrète du serveur."""
    somme = salted_hmac("jalon.emargement.salle", graine, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(somme).decode().rstrip("=")


def salle_du_jeton(jeton: str, maintenant: datetime) -> JetonSalle | None:
    """Le QR code de ce jeton, s'il est ouvert. Une requête."""
    empreinte = empreinte_de(jeton)
    salles = JetonSalle.objects.select_related("seance__action", "seance__lieu__centre")
    salle = salles.filter(empreinte=empreinte).first()
    if salle is None or not are_egaux(salle.empreinte, empreinte):
        return None
    return salle if salle.is_ouvert(maintenant) else None


def salle_ouverte(seance: Seance, maintenant: datetime) -> JetonSalle | None:
    """Le QR code ouvert d'une séance, ou None. Une requête."""
    salle = JetonSalle.objects.filter(seance=seance, ferme_at__isnull=True).first()
    return salle if salle and salle.is_ouvert(maintenant) else None


@dataclass(frozen=True)
class Place:
    """Une personne attendue dans la salle : `nom` court, `code` que le formulaire renvoie.

    `is_partage` : la séance se signe aussi pour l'autre demi-journée ; il faut alors dire laquelle.
    """

    nom: str
    code: str
    attendu: Attendu
    is_partage: bool = False

    @property
    def is_signe(self) -> bool:
        return self.attendu.is_signe


def places(salle: JetonSalle, maintenant: datetime) -> list[Place]:
    """Qui signe dans la salle, pour les demi-journées ouvertes à la signature."""
    avant = fenetre_en_vigueur().avant
    lignes = [a for a in attendus(salle.seance) if maintenant >= a.moment.debut - avant]
    fiches = {fiche.pk: fiche for fiche in map(personne_de, lignes)}
    courts = dict(zip(fiches, noms_courts((f.prenom, f.nom) for f in fiches.values()), strict=True))
    is_partage = len({a.moment.code for a in lignes}) > 1
    return [Place(courts[personne_de(a).pk], _code(salle, a), a, is_partage) for a in lignes]


def place_du_code(salle: JetonSalle, code: str, maintenant: datetime) -> Place | None:
    """La personne que ce code désigne dans cette salle, ou None ; celui d'une autre salle ne désigne personne."""
    trouvees = [place for place in places(salle, maintenant) if are_egaux(place.code, code)]
    return trouvees[0] if trouvees else None


def _code(salle: JetonSalle, attendu: Attendu) -> str:
    corps = f"{salle.graine}:{attendu.cle}"
    return salted_hmac("jalon.emargement.place", corps, algorithm="sha256").hexdigest()[:CODE_LONGUEUR]


@dataclass(frozen=True)
class Demande:
    """Une personne qui signe, et le dernier lien qu'on lui a envoyé."""

    attendu: Attendu
    courriel: str
    lien: LienSignature | None = None
    etat: EtatLien | None = None

    @property
    def is_revocable(self) -> bool:
        return self.etat in (EtatLien.EN_ATTENTE, EtatLien.NON_REMIS)


def demandes_de(seances: Iterable[Seance], dossier: Dossier) -> dict[int, list[Demande]]:
    """{séance: qui doit signer, vu de ce dossier} : son bénéficiaire, et les animateurs. Quatre requêtes."""
    seances, maintenant = list(seances), timezone.now()
    liens = LienSignature.objects.filter(seance__in=[s.pk for s in seances]).order_by("created_at", "pk")
    derniers = {lien.cle: lien for lien in liens}
    return {
        pk: [_demande(a, derniers.get(a.cle), maintenant) for a in lignes if is_du_dossier(a, dossier)]
        for pk, lignes in attendus_de(seances).items()
    }


def is_du_dossier(attendu: Attendu, dossier: Dossier) -> bool:
    """Dit si cette personne signe pour ce dossier : son bénéficiaire, ou qui anime."""
    return attendu.participation is None or attendu.participation.dossier_id == dossier.pk


def _demande(attendu: Attendu, lien: LienSignature | None, maintenant: datetime) -> Demande:
    etat = lien.etat(maintenant) if lien else None
    if etat == EtatLien.SIGNE and not attendu.is_signe:
        lien, etat = None, None  # la signature a été annulée depuis : tout est à redemander
    return Demande(attendu, courriel_de(attendu), lien, etat)


@dataclass(frozen=True)
class LigneDemandes:
    """Une séance à signer, vue d'un dossier."""

    seance: Seance
    demandes: list[Demande]
    can_ouvrir_salle: bool

    @property
    def manquent(self) -> int:
        """Combien de signatures manquent."""
        return sum(not demande.attendu.is_signe for demande in self.demandes)


def demandes_du_dossier(dossier: Dossier, utilisateur: Any) -> list[LigneDemandes]:
    """Les séances commencées ou proches où une signature manque, ou dont un lien est parti ; récentes d'abord."""
    maintenant = timezone.now()
    lisibles = Seance.objects.lisibles_par(utilisateur).filter(participations__dossier=dossier)
    proches = lisibles.filter(etat__in=VIVANTES, debut__lt=maintenant + A_VENIR).select_related("action")
    seances = list(proches.order_by("-debut", "-pk")[:SEANCES_MAX])
    demandes = demandes_de(seances, dossier)
    avant = fenetre_en_vigueur().avant
    lignes = [LigneDemandes(s, demandes[s.pk], _is_salle_possible(s, maintenant, avant)) for s in seances]
    return [ligne for ligne in lignes if ligne.manquent or any(d.lien for d in ligne.demandes)]


def _is_salle_possible(seance: Seance, maintenant: datetime, avant: timedelta) -> bool:
    return refus_ouvrir_salle(maintenant, debut=seance.debut, fin=seance.fin, avant=avant) is None
