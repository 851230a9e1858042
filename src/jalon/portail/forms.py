"""Ce que le téléphone envoie : un tracé, ou « j'atteste » et un nom tapé."""

import uuid

from django.http import HttpRequest, QueryDict

from jalon.emargement.operations.sans_compte import SaisieSignature
from jalon.socle.formats import nettoyer_texte

AGENT_MAX = 300


def lire_saisie(request: HttpRequest, *, ip: str | None) -> SaisieSignature:
    """La saisie envoyée ; un envoi sans clé en reçoit une. Les règles de l'émargement jugent le reste."""
    donnees = request.POST
    return SaisieSignature(
        envoi=_envoi(donnees),
        nom=nettoyer_texte(donnees.get("nom", "")).strip(),
        traits=donnees.get("traits", ""),
        is_attestee=donnees.get("atteste") == "oui",
        ip=ip,
        agent=nettoyer_texte(request.headers.get("User-Agent", ""))[:AGENT_MAX],
    )


def _envoi(donnees: QueryDict) -> uuid.UUID:
    try:
        return uuid.UUID(donnees.get("envoi", ""))
    except ValueError:
        return uuid.uuid4()
