"""Django's settings, made from the environment (`environment.py`, docs/settings.md)."""

import os
from pathlib import Path
from typing import Any

from commonground.settings import databases
from commonground.settings.environment import read
from commonground.settings.logs import configuration
from commonground.settings.variables import ROOT
from commonground.web.components.static import is_hashed

ENVIRONMENT = read()

DEBUG = False
DEMO = ENVIRONMENT.demo
SITE_URL = ENVIRONMENT.url
PROVIDER = ENVIRONMENT.provider
SMTP = ENVIRONMENT.smtp
TEXTS = ENVIRONMENT.texts
TEXTS_IN_KEY = ENVIRONMENT.texts_in_key
TEXTS_IN_FIELDS = ENVIRONMENT.texts_in_fields
TEXTS_REPORTS_KEY = ENVIRONMENT.texts_reports_key
TEXTS_REPORTS_FIELDS = ENVIRONMENT.texts_reports_fields
TEXTS_REPORTS_DELIVERED = ENVIRONMENT.texts_reports_delivered
TEXTS_REPORTS_FAILED = ENVIRONMENT.texts_reports_failed
DATA_DIR = ENVIRONMENT.data_dir
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
SECRET_KEY = ENVIRONMENT.kept_key("secret_key")
RECORD_KEY = ENVIRONMENT.kept_key("record_key").encode()
SIGNING_KEY_FILE: Path | None = ENVIRONMENT.signing_key_file
SIGNING_KEY_PASSWORD = ENVIRONMENT.signing_key_password
SECURE = SITE_URL.startswith("https:")
ALLOWED_HOSTS = [SITE_URL.split("://")[1].split(":")[0], "localhost", "127.0.0.1"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "commonground.record",
    "commonground.directory",
    "commonground.guidance",
    "commonground.people",
    "commonground.notices",
    "commonground.documents",
    "commonground.cases",
    "commonground.meetings",
    "commonground.papers",
    "commonground.voice",
    "commonground.calls",
    "commonground.feedback",
    "commonground.conversations",
    "commonground.certificates",
    "commonground.casework",
    "commonground.safekeeping",
    "commonground.web.components",
    "commonground.web.signin",
    "commonground.web.public",
    "commonground.web.family",
    "commonground.web.desk",
    "commonground.web.office",
    "commonground.api",
    "commonground.demo",
    "commonground.settings",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "commonground.web.components.csp.SecurityHeaders",
    "commonground.web.components.calm.RememberView",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonground.web.components.doors.DoorMiddleware",
]

ROOT_URLCONF = "commonground.settings.urls"
WSGI_APPLICATION = "commonground.settings.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "NAME": "jinja2",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "commonground.web.components.jinja.environment",
            "context_processors": [
                "commonground.web.components.jinja.page",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    # django-ninja draws its OpenAPI page with Django's own templates.
    {"NAME": "django", "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

# "app" is the program's own role; `commonground migrate` and the like run as the owner.
DATABASES: dict[str, Any] = {
    "default": databases.configuration(ENVIRONMENT, role=os.environ.get("COMMONGROUND_DB_ROLE", "app"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["commonground.people.backend.PeopleBackend"]
LOGIN_URL = "/sign-in/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["name", "email"]}},
]  # fmt: skip
MFA_ADAPTER = "commonground.people.second_step.Adapter"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"

SESSION_ENGINE = "commonground.people.sessions"
# What was just done is said in the session and not in a cookie, which would tell whoever signs in here next.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_FAILURE_VIEW = "commonground.web.components.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
# A proxy of ours ends TLS and says so; without one the header is not believed.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_HANDLERS = ["commonground.web.components.uploads.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 60_000_000  # all files of one request together
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "commonground.web.components.static.BuiltStatic"},
}
WHITENOISE_IMMUTABLE_FILE_TEST = is_hashed

LOGGING = configuration(ENVIRONMENT.log_level, plain=DEMO)
LOGGING_CONFIG = "logging.config.dictConfig"
