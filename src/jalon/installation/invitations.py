"""Le lien d'invitation du premier administrateur : il sert une fois, pour choisir son mot de passe."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from jalon.comptes.models import Utilisateur


def chemin_invitation(utilisateur: Utilisateur) -> str:
    """Le chemin du lien. Il cesse de valoir dès que le mot de passe est choisi, et après le délai des liens."""
    cle = default_token_generator.make_token(utilisateur)
    uid = user_pk_to_url_str(utilisateur)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": cle})


def jours_de_validite() -> int:
    """Durée de vie du lien, en jours."""
    return settings.PASSWORD_RESET_TIMEOUT // 86400


def adresse_du_site() -> str:
    """L'adresse publique que disent les réglages (`JALON_HOTES`), ou une chaîne vide."""
    hotes = [hote for hote in settings.ALLOWED_HOSTS if hote.strip(".*")]
    schema = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{schema}://{hotes[0].lstrip('.')}" if hotes else ""
