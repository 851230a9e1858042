"""Les actes qu'un événement déclenche : demandés avec lui, exécutés une fois, gardés comme trace (F8)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from jalon.socle.erreurs import AccesRefuse, Refus

from ..enums import EtatActe
from ..models import ActeEvenement, Evenement
from ..registres import ACTES_DECLENCHES

journal = logging.getLogger(__name__)
PANNE = "Une panne a interrompu cet acte."
PARTI = "Le compte qui l’avait demandé ne le permet plus."


@dataclass(frozen=True)
class ActeDemande:
    """Un acte coché dans le dialogue : son code, sa phrase, et sa saisie (`MultiValueDict.lists()`)."""

    code: str
    libelle: str
    saisie: dict[str, list[str]]


def demander_actes(evenement: Evenement, demandes: Sequence[ActeDemande], *, par) -> None:
    """Garde les actes demandés avec l'événement. Lève `Refus` si l'un n'existe pas."""
    for demande in demandes:
        if demande.code not in ACTES_DECLENCHES:
            raise Refus("Choisissez ce qu’il déclenche dans la liste.", champ="actes")
        ActeEvenement.objects.create(
            evenement=evenement,
            code=demande.code,
            libelle=demande.libelle[:300],
            saisie=demande.saisie,
            auteur=par,
        )


def executer_actes(evenement: Evenement, *, is_differe: bool) -> None:
    """Exécute chaque acte encore prévu de l'événement.

    `is_differe` : un refus ou une panne s'inscrit comme trace et l'événement tient ; sinon le refus remonte et
    rien n'est écrit.
    """
    for acte in evenement.actes.filter(etat=EtatActe.PREVU).select_related("auteur__profil").order_by("pk"):
        if is_differe:
            _executer_et_noter(acte, evenement)
        else:
            _conclure(acte, EtatActe.FAIT, _executer(acte, evenement))


def noter_resultat(evenement: Evenement, code: str, etat: EtatActe, resultat: str) -> None:
    """Corrige la trace d'un acte dont le sort se connaît après la transaction (un courriel)."""
    ActeEvenement.objects.filter(evenement=evenement, code=code).update(etat=etat, resultat=resultat[:500])


def _executer_et_noter(acte: ActeEvenement, evenement: Evenement) -> None:
    try:
        with transaction.atomic():
            resultat = _executer(acte, evenement)
    except (Refus, AccesRefuse) as refus:
        _conclure(acte, EtatActe.ECHEC, refus.message)
    except Exception:
        journal.exception("acte %s de l'événement %s", acte.code, evenement.pk)
        _conclure(acte, EtatActe.ECHEC, PANNE)
    else:
        _conclure(acte, EtatActe.FAIT, resultat)


def _executer(acte: ActeEvenement, evenement: Evenement) -> str:
    """Revalide la saisie et exécute ; rend la phrase à garder. Lève `Refus`."""
    declenche = ACTES_DECLENCHES.obtenir(acte.code)
    if declenche is None or not acte.auteur.is_active or not acte.auteur.a_le_droit(declenche.droit):
        raise Refus(PARTI)
    valeurs = _valeurs(acte, evenement, declenche.formulaire) if declenche.formulaire else {}
    return declenche.executer(dossier=evenement.dossier, evenement=evenement, valeurs=valeurs, par=acte.auteur)


def _valeurs(acte: ActeEvenement, evenement: Evenement, formulaire: type) -> dict:
    saisie = MultiValueDict(acte.saisie)
    form = formulaire(saisie, dossier=evenement.dossier, par=acte.auteur, prefix=prefixe(acte.code))
    if not form.is_valid():
        raise Refus(" ".join(erreur for erreurs in form.errors.values() for erreur in erreurs))
    return form.cleaned_data


def prefixe(code: str) -> str:
    """Le préfixe des champs de cet acte dans le dialogue."""
    return f"acte-{code}"


def _conclure(acte: ActeEvenement, etat: EtatActe, resultat: str) -> None:
    acte.etat, acte.resultat, acte.horodatage = etat, resultat[:500], timezone.now()
    acte.save(update_fields=["etat", "resultat", "horodatage"])
