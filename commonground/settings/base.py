"""Django's settings, made from the environment (see `environment.py` and docs/settings.md)."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "commonground.record",
    "commonground.directory",
    "commonground.people",
    "commonground.notices",
    "commonground.cases",
    "commonground.meetings",
    "commonground.certificates",
    "commonground.casework",
    "commonground.web.components",
    "commonground.web.public",
    "commonground.web.family",
    "commonground.web.desk",
    "commonground.api",
    "commonground.demo",
]
AUTH_USER_MODEL = "people.Person"
