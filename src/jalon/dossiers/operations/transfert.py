"""Transférer les dossiers d'un collègue à un autre : un seul acte, une seule transaction, rien à moitié."""

from typing import Any

from django.db import transaction

from jalon.comptes.models import Utilisateur
from jalon.comptes.rules import ADMINISTRER
from jalon.journal.operations import appliquer, journaliser
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus
from jalon.socle.listes.lots import IMMEDIAT_MAX
from jalon.socle.models import Travail
from jalon.socle.travaux import FonctionTravail, Suivi, lancer_travail

from ..enums import Acte
from ..models import Dossier
from ..registres import SUITES_TRANSFERT
from ..rules.transfert import refus_transfert
from ..transferts import Transfert, dossiers_a_transferer
from .commun import poser_acces, toucher_bloc

CHANGE_DEPUIS = "La liste a changé depuis l’aperçu : relisez-la avant de transférer."
FONCTION = "dossiers.transfert"


@transaction.atomic
def transferer_dossiers(*, par: Any, transfert: Transfert, attendus: int | None = None) -> int:
    """Donne à `transfert.vers` les dossiers de `transfert.de` que `par` voit, et rend leur nombre.

    Chaque dossier a son entrée au journal et ses accès à jour. `attendus` : le nombre que l'aperçu a montré. Lève
    `Refus` si la liste a changé depuis, s'il n'y a rien à transférer, ou si le collègue ne peut rien recevoir.
    """
    _garder(par, transfert)
    verrouilles = dossiers_a_transferer(par, transfert).select_related("conseiller", "gestionnaire")
    dossiers = list(verrouilles.select_for_update(of=("self",)).order_by("pk"))
    if attendus is not None and len(dossiers) != attendus:
        raise Refus(CHANGE_DEPUIS)
    if not dossiers:
        raise Refus("Il n’y a aucun dossier à transférer.")
    for dossier in dossiers:
        _transferer(dossier, transfert, par)
    suites = [suite.executer(par, transfert, dossiers) for suite in SUITES_TRANSFERT]
    motif = " ".join([f"{_en_mots(len(dossiers))} à {transfert.vers}.", *filter(None, suites)])
    journaliser(par=par, acte=Acte.DOSSIERS_TRANSFERES, objet=transfert.de, motif=motif)
    return len(dossiers)


def demander_transfert(*, par: Any, transfert: Transfert, attendus: int, retour: str = "") -> Travail | None:
    """Transfère tout de suite jusqu'à 50 dossiers ; au-delà, rend le travail long qui le fera, tout ou rien."""
    if attendus <= IMMEDIAT_MAX:
        transferer_dossiers(par=par, transfert=transfert, attendus=attendus)
        return None
    _garder(par, transfert)
    return lancer_travail(
        par=par,
        libelle=f"Transférer {_en_mots(attendus)} de {transfert.de} à {transfert.vers}",
        fonction=FONCTION,
        parametres={
            "de": transfert.de.pk,
            "vers": transfert.vers.pk,
            "roles": list(transfert.roles),
            "is_ouverts": transfert.is_ouverts,
        },
        total=attendus,
        droit=ADMINISTRER,
        retour=retour,
    )


def _garder(par: Any, transfert: Transfert) -> None:
    exiger(par, ADMINISTRER)
    exiger(par, "dossiers.ecriture")
    vers = transfert.vers
    refus = refus_transfert(
        is_le_meme=vers.pk == transfert.de.pk,
        is_actif=vers.is_active,
        can_lire=vers.a_le_droit("dossiers.lecture"),
        roles=transfert.roles,
    )
    if refus:
        raise Refus(refus[1], champ=refus[0])


def _transferer(dossier: Dossier, transfert: Transfert, par: Any) -> None:
    roles = transfert.roles_de(dossier)
    changements = appliquer(dossier, dict.fromkeys(roles, transfert.vers))
    dossier.save(update_fields=[*roles, "updated_at"])
    toucher_bloc(dossier, "prestation", par=par)
    for role in roles:
        poser_acces(dossier, role, transfert.vers)
    motif = f"Transfert des dossiers de {transfert.de}"
    journaliser(par=par, acte=Acte.DOSSIER_TRANSFERE, objet=dossier, changements=changements, motif=motif)
    faits_modifies(dossier)


def _executer(suivi: Suivi) -> str:
    """Le travail long : les comptes sont relus, leurs droits ont pu changer depuis la demande."""
    recus = suivi.parametres
    comptes = Utilisateur.objects.pour_connexion().in_bulk([recus["de"], recus["vers"]])
    transfert = Transfert(comptes[recus["de"]], comptes[recus["vers"]], tuple(recus["roles"]), recus["is_ouverts"])
    nombre = transferer_dossiers(par=suivi.par, transfert=transfert)
    suivi.avancer(nombre, nombre)
    return f"{_en_mots(nombre)} : fait."


def _en_mots(nombre: int) -> str:
    return f"{nombre} dossiers" if nombre > 1 else "1 dossier"


TRAVAIL = FonctionTravail(FONCTION, _executer)
