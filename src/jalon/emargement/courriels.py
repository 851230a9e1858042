"""Les courriels de l'émargement : demander une signature par un lien, confirmer qu'elle est reçue (F4, F5)."""

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from jalon.dossiers.models import Dossier
from jalon.socle.courriels import Message, envoyer_courriel
from jalon.structure.models import Reglages

from .models import LienSignature, Sceau
from .queries import Attendu
from .queries_liens import personne_de


def demander(
    lien: LienSignature,
    attendu: Attendu,
    adresse: str,
    *,
    par: Any,
    dossier: Dossier,
    apres: Callable[[Message], None],
) -> None:
    """Envoie le lien personnel ; la copie classée au dossier ne le garde pas."""
    contexte = {"adresse": adresse, "expire_at": timezone.localtime(lien.expire_at)}
    options = {"par": par, "sujet": dossier, "secrets": [adresse], "apres": apres}
    _envoyer("demande", lien, attendu, contexte, **options)


def confirmer(lien: LienSignature, attendu: Attendu, sceau: Sceau) -> None:
    """Envoie à qui vient de signer l'heure et l'empreinte de sa signature."""
    sujet = attendu.participation.dossier if attendu.participation else None
    contexte = {"sceau": sceau, "heure": timezone.localtime(sceau.horodatage)}
    _envoyer("confirmation", lien, attendu, contexte, par=None, sujet=sujet)


def _envoyer(nom: str, lien: LienSignature, attendu: Attendu, contexte: dict[str, Any], **options: Any) -> None:
    contexte |= {
        "personne": personne_de(attendu),
        "seance": lien.seance,
        "moment": attendu.moment,
        "maison": Reglages.courants(),
    }
    objet, texte = (
        render_to_string(f"emargement/courriels/{nom}_{partie}.txt", contexte).strip()
        for partie in ("objet", "texte")
    )
    envoyer_courriel(destinataires=[lien.destinataire], objet=objet, texte=texte, **options)
