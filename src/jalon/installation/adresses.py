"""L'adresse publique du produit, pour écrire un lien hors d'une page."""

from django.conf import settings


def adresse_du_site() -> str:
    """L'adresse publique que disent les réglages (`JALON_HOTES`), ou une chaîne vide."""
    hotes = [hote for hote in settings.ALLOWED_HOSTS if hote.strip(".*")]
    schema = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{schema}://{hotes[0].lstrip('.')}" if hotes else ""
