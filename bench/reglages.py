"""Les réglages de production, et le compteur qui dit dans la réponse ce qu'elle a coûté."""

from jalon.config.settings.production import *  # noqa: F403
from jalon.config.settings.production import MIDDLEWARE

MIDDLEWARE = ["compteur.Compteur", *MIDDLEWARE]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
