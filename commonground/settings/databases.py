"""Where the database is, as Django and psycopg want it said."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from commonground.settings.environment import Environment, kept_secret

NAME = "commonground"
ROLES = {"owner": "commonground_owner", "app": "commonground_app"}
PORT = 5432
"""Only names the socket file: the started PostgreSQL listens on no network address."""


def socket_folder(data_dir: Path) -> Path:
    """The private folder of the started PostgreSQL's socket."""
    return data_dir / "run"


def configuration(environment: Environment, *, role: str) -> dict[str, Any]:
    """Django's entry for the database in the role `app` or `owner`."""
    shared = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
    }
    url = (environment.owner_database_url or environment.database_url) if role == "owner" else environment.database_url
    if url:
        return {**shared, **_from_url(url)}
    return {
        **shared,
        "NAME": NAME,
        "USER": ROLES[role],
        "PASSWORD": kept_secret(environment.data_dir, f"database_{role}"),
        "HOST": str(socket_folder(environment.data_dir)),
        "PORT": str(PORT),
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }
