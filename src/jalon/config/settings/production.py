"""Production : tout est fermé, les valeurs viennent de l'environnement, rien n'a de valeur de secours."""

from environs import env

from .base import *  # noqa: F403

SECRET_KEY = env.str("JALON_CLE_SECRETE")
ALLOWED_HOSTS = env.list("JALON_HOTES")
CSRF_TRUSTED_ORIGINS = env.list("JALON_ORIGINES", [])

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-jalon_session"
CSRF_COOKIE_NAME = "__Host-jalon_csrf"
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
globals().update(env.dj_email_url("EMAIL_URL", "smtp://localhost:25"))
EMAIL_TIMEOUT = globals()["EMAIL_TIMEOUT"] or 10  # secondes
