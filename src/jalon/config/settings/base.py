"""Réglages communs. Tout ce qui change d'une installation à l'autre vient de l'environnement."""

from pathlib import Path

from csp.constants import NONE, SELF
from environs import env

RACINE = Path(__file__).resolve().parents[1].parent  # le paquet jalon
DEPOT = RACINE.parents[1]

# Dossier de la base embarquée et des fichiers déposés.
DONNEES = Path(env.str("JALON_DONNEES", str(DEPOT / "donnees"))).resolve()
MODE_DEMONSTRATION = False

DEBUG = False
ALLOWED_HOSTS = env.list("JALON_HOTES", [])
SECRET_KEY = env.str("JALON_CLE_SECRETE", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "comptes.Utilisateur"
ROOT_URLCONF = "jalon.config.urls"
WSGI_APPLICATION = "jalon.config.wsgi.application"
SITE_ID = None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "jalon.ui",  # avant allauth : ses pages de connexion remplacent les leurs
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    # Les pièces de la maison, de la plus basse à la plus haute (ARCHITECTURE.md).
    "jalon.socle",
    "jalon.journal",
    "jalon.recherche",
    "jalon.guide",
    "jalon.structure",
    "jalon.comptes",
    "jalon.annuaire",
    "jalon.prestations",
    "jalon.dossiers",
    "jalon.documents",
    "jalon.memos",
    "jalon.editeur",
    "jalon.financement",
    "jalon.planning",
    "jalon.emargement",
    "jalon.portail",
    "jalon.accueil",
    "jalon.installation",
    "jalon.exploitation",
    "jalon.demonstration",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jalon.structure.fuseau.FuseauMiddleware",
    "jalon.comptes.activite.ActiviteMiddleware",
    "jalon.socle.middleware.EntetesMiddleware",
    "jalon.socle.middleware.RefusMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.static",
                "jalon.ui.templatetags.jalon",
                "jalon.guide.templatetags.guide",
                "jalon.comptes.templatetags.droits",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jalon.ui.context_processors.cadre",
            ],
        },
    },
]
FORM_RENDERER = "jalon.ui.formulaires.rendu.RenduJalon"

# ── Base de données : SQLite embarquée, ou PostgreSQL par DATABASE_URL (architecture, règle 11) ──
OPTIONS_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA cache_size=-20000;"
    ),
}
if env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60)}
    if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        DATABASES["default"]["OPTIONS"] = OPTIONS_SQLITE
    else:
        DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DONNEES / "jalon.sqlite3",
            "OPTIONS": OPTIONS_SQLITE,
            "CONN_MAX_AGE": 60,
        }
    }

# Cache partagé entre les processus : les limites de débit en dépendent.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "socle_cache"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ── Langue et heure ──
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# ── Fichiers de l'interface ──
STATIC_URL = "/statique/"
STATIC_ROOT = Path(env.str("JALON_STATIQUES", str(DEPOT / "statiques")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = DONNEES / "fichiers"

# ── Documents déposés : dossier local, ou « s3://seau/dossier » ──
FICHIERS = env.str("JALON_FICHIERS", "")
FICHIERS_S3_ADRESSE = env.str("JALON_S3_ADRESSE", "")
TAILLE_MAX_MO = env.int("JALON_TAILLE_MAX_MO", 15)
FILE_UPLOAD_HANDLERS = [
    "jalon.documents.reception.Plafond",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ── Sauvegardes : où les écrire, et la clé age qui les chiffre (« age1… » ou « AGE-SECRET-KEY-1… ») ──
SAUVEGARDES = Path(env.str("JALON_SAUVEGARDES", "") or DONNEES / "sauvegardes")
SAUVEGARDE_CLE = env.str("JALON_SAUVEGARDE_CLE", "").strip()

# ── Connexion ──
AUTHENTICATION_BACKENDS = ["jalon.comptes.arriere_plan.ArrierePlan"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accueil:accueil"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "jalon.comptes.adaptateur.AdaptateurCompte"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "courriel"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {"reset_password": "jalon.comptes.forms.MotDePasseOublieForm"}
USERSESSIONS_TRACK_ACTIVITY = False  # une écriture par page : ActiviteMiddleware en fait moins
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "invitation": "30/m/ip",
    "signature": "240/m/ip",  # une salle entière signe derrière la même adresse
}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("courriel", "prenom", "nom")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# ── Sécurité ──
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "jalon_session"
CSRF_COOKIE_NAME = "jalon_csrf"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "jalon.socle.erreurs.csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# ── Courriels ──
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DONNEES / "courriels"
EMAIL_TIMEOUT = 10  # secondes : au-delà, l'envoi est manqué et le dit
DEFAULT_FROM_EMAIL = env.str("JALON_EXPEDITEUR", "Jalon <ne-pas-repondre@example.org>")

# ── Journaux : des faits techniques, jamais de données personnelles ──
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"ligne": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"jetons": {"()": "jalon.socle.journaux.TaireJetons"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "ligne", "filters": ["jetons"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},  # un PDF raconte chaque police
        "weasyprint": {"level": "WARNING"},  # et chaque étape
    },
}
