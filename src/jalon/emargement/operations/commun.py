"""Sceller : poser un sceau et son contenu au bout de la chaîne d'une séance."""

import secrets
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.journal.operations import Changement, journaliser
from jalon.planning.models import Seance
from jalon.planning.operations import verrouiller_seance
from jalon.socle.acces import exiger
from jalon.socle.annonces import faits_modifies
from jalon.socle.erreurs import Refus

from ..models import Contenu, RegistreSeance, Sceau
from ..rules.empreintes import canonique, empreinte_contenu, empreinte_sceau
from ..traces import dessiner

DROIT = "emargement.ecriture"
SEL_OCTETS = 32
VERSION_DONNEES = 1


def prendre_registre(seance: Seance) -> tuple[Seance, RegistreSeance]:
    """La séance et son registre, verrouillés jusqu'à la fin : deux signatures se suivent."""
    seance = verrouiller_seance(seance)
    registre, _ = RegistreSeance.objects.get_or_create(seance=seance)
    return seance, RegistreSeance.objects.select_for_update(of=("self",)).get(pk=registre.pk)


def garder(par: Any, seance: Seance) -> None:
    """Lève si `par` n'émarge pas, ou ne lit pas cette séance ; None : la personne elle-même, sans compte."""
    exiger(par, DROIT)
    if par is not None and not Seance.objects.lisibles_par(par).filter(pk=seance.pk).exists():
        raise Refus("Cette séance n’est pas dans votre périmètre.")


def sceller(
    registre: RegistreSeance, *, donnees: dict[str, Any], nom: str, moyen: str, traits: str = "",
    ip: str | None = None, agent: str = "", cle: uuid.UUID | None = None, **champs: Any,
) -> Sceau:  # fmt: skip
    """Écrit le sceau suivant, son contenu, et ce que la séance en retient. Registre verrouillé par l'appelant."""
    garde = {
        "donnees": canonique({"version": VERSION_DONNEES, **donnees}),
        "nom": nom, "moyen": moyen, "traits": traits, "image": dessiner(traits), "ip": ip, "agent": agent[:300],
    }  # fmt: skip
    sel = secrets.token_hex(SEL_OCTETS)
    sceau = Sceau(
        cle=cle or uuid.uuid4(), seance_id=registre.seance_id, rang=registre.nombre + 1,
        horodatage=timezone.now(), precedente=registre.empreinte,
        empreinte_contenu=empreinte_contenu(sel=sel, **garde), **champs,
    )  # fmt: skip
    sceau.empreinte = empreinte_sceau(sceau.scelle)
    sceau.save(force_insert=True)
    Contenu.objects.create(sceau=sceau, sel=sel, **garde)
    registre.nombre, registre.empreinte = sceau.rang, sceau.empreinte
    registre.save(update_fields=["nombre", "empreinte"])
    return sceau


def dossiers_touches(seance: Seance, participation: int | None) -> list[Dossier]:
    """Le dossier de qui signe ; ceux de la séance quand l'animateur signe."""
    lignes = seance.participations.select_related("dossier").order_by("pk")
    lignes = lignes.filter(pk=participation) if participation else lignes
    return [ligne.dossier for ligne in lignes]


def conclure(
    seance: Seance, dossiers: Iterable[Dossier], *, par: Any, acte: TextChoices, changement: Changement,
    motif: str = "",
) -> None:  # fmt: skip
    """Le journal de chaque dossier, et l'annonce."""
    for dossier in dossiers:
        journaliser(par=par, acte=acte, objet=seance, sujet=dossier, changements=[changement], motif=motif)
        faits_modifies(dossier)
