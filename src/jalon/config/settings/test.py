"""Tests : le même produit, plus sévère (tests/conftest.py pose le reste du harnais)."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import TEMPLATES

SECRET_KEY = "cle-de-test-sans-valeur"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DONNEES = Path(tempfile.mkdtemp(prefix="jalon-test-"))
MEDIA_ROOT = DONNEES / "fichiers"
SAUVEGARDES = DONNEES / "sauvegardes"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"]["debug"] = True
