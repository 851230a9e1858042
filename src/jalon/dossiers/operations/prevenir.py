"""Prévenir par courriel quand un événement prend effet (F8)."""

from typing import Any

from jalon.socle.courriels import Message, envoyer_courriel
from jalon.socle.erreurs import Refus

from ..enums import EtatActe
from ..models import Dossier, Evenement
from ..queries import joignables_par_courriel
from ..rules.prevenir import ROLES
from .declenches import noter_resultat

CODE = "courriel"


def prevenir_par_courriel(*, dossier: Dossier, evenement: Evenement, valeurs: dict[str, Any], par) -> str:
    """Envoie le message après la transaction ; la trace de l'acte dit ensuite son sort.

    Lève `Refus` si l'un des destinataires n'a plus d'adresse.
    """
    joignables = joignables_par_courriel(dossier)
    roles = valeurs.get("roles") or []
    for role in roles:
        if role not in joignables:
            raise Refus(f"{ROLES[role]} : plus d’adresse de courriel.")
    adresses = [*(joignables[role][1] for role in roles), *valeurs["autres"]]
    envoyer_courriel(
        destinataires=adresses,
        objet=valeurs["objet"],
        texte=valeurs["texte"],
        par=par,
        sujet=dossier,
        apres=lambda message: _noter(evenement, message),
    )
    return f"Courriel à {', '.join(adresses)}"


def _noter(evenement: Evenement, message: Message) -> None:
    if not message.is_envoye:
        noter_resultat(evenement, CODE, EtatActe.ECHEC, message.erreur)
