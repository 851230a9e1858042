"""Ce que l'onglet Séances d'un dossier montre des signatures, séance par séance."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.planning.models import Seance
from jalon.planning.registres import ComplementLu, ComplementSeances, TotalMontre
from jalon.socle.formats import montrer_duree

from .enums import Role
from .fenetre import fenetre_en_vigueur
from .heures import heures_de
from .queries import Attendu, attendus_de
from .rules.liens import refus_ouvrir_salle
from .rules.signatures import Fenetre, refus_fenetre

MOTS = {Role.BENEFICIAIRE: "bénéficiaire", Role.ANIMATEUR: "animateur"}


def lire(seances: list[Seance], dossier: Dossier, par: Any) -> dict[int, ComplementLu]:
    """{séance: ses signatures et ses actes}. Quatre requêtes ; rien d'une séance que personne ne signe."""
    attendus, fenetre = attendus_de(seances), fenetre_en_vigueur()
    can_ecrire = par.a_le_droit("emargement.ecriture") and not dossier.annule_at
    return {
        seance.pk: _complement(seance, dossier, _du_dossier(attendus[seance.pk], dossier), fenetre, can_ecrire)
        for seance in seances
        if attendus[seance.pk] and seance.debut - fenetre.avant <= timezone.now()
    }


def _du_dossier(lignes: list[Attendu], dossier: Dossier) -> list[Attendu]:
    return [li for li in lignes if li.participation is None or li.participation.dossier_id == dossier.pk]


def _complement(
    seance: Seance, dossier: Dossier, lignes: list[Attendu], fenetre: Fenetre, can_ecrire: bool
) -> ComplementLu:
    maintenant = timezone.localtime()
    ouvertes = [li for li in lignes if not li.is_signe and refus_fenetre(li.moment, maintenant, fenetre) is None]
    is_a_signer = can_ecrire and bool(ouvertes)
    acte = {
        "libelle": "Émarger" if is_a_signer else "Signatures",
        "url": reverse("emargement:seance", args=[dossier.numero, seance.pk]),
        "is_principal": is_a_signer,
    }
    qr = {
        "libelle": "QR code",
        "url": reverse("liens:qr", args=[dossier.numero, seance.pk]),
        "is_principal": False,
    }
    is_en_salle = refus_ouvrir_salle(maintenant, debut=seance.debut, fin=seance.fin, avant=fenetre.avant) is None
    actes = [acte, qr] if is_a_signer and is_en_salle else [acte]
    return ComplementLu("emargement/signatures.html", _par_role(lignes), actes)


def _par_role(lignes: list[Attendu]) -> list[dict[str, Any]]:
    """« bénéficiaire », signé ou attendu ; « 1/2 » quand il manque une demi-journée ou un animateur."""
    etats = []
    for role, mot in MOTS.items():
        siennes = [ligne for ligne in lignes if ligne.role == role]
        signees = sum(ligne.is_signe for ligne in siennes)
        if siennes:
            suite = f" {signees}/{len(siennes)}" if 0 < signees < len(siennes) else ""
            etats.append({"libelle": mot + suite, "is_signe": signees == len(siennes)})
    return etats


def totaux(dossier: Dossier) -> list[TotalMontre]:
    """Les heures signées, et ce qui reste à signer des présences validées. Deux requêtes."""
    heures = heures_de(dossier)
    if not heures.validees:
        return []
    note = f"manquent {montrer_duree(heures.manquent)}" if heures.manquent else ""
    return [TotalMontre("Signées", heures.signees, note)]


COMPLEMENT = ComplementSeances("emargement", "emargement.lecture", lire, "emargement/bouton_feuille.html", totaux)
DEMANDES = ComplementSeances(
    "demandes", "emargement.ecriture", lambda seances, dossier, par: {}, "emargement/actes_onglet.html", ordre=10
)
