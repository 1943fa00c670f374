"""The files of `build/static/`: from the name a template knows to the name that carries the hash of its bytes."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

_HASHED = re.compile(r"\.[0-9A-Za-z]{8,10}\.(css|js|woff2|svg|png|ico)$")


class NotBuilt(RuntimeError):
    """The front end has not been built, or the file is not part of it."""


@lru_cache(maxsize=4)
def _manifest(path: Path, changed_ns: int) -> dict[str, str]:
    """`changed_ns` is in the key so that a new build is seen without a restart."""
    names: dict[str, str] = json.loads(path.read_text())
    return names


def manifest() -> dict[str, str]:
    """Plain name -> hashed name, for everything that was built. Raises NotBuilt where there is no build."""
    path = Path(settings.STATIC_ROOT) / "manifest.json"
    try:
        return _manifest(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise NotBuilt(f"{path} is missing: run npm ci && npm run build") from None


def static(name: str) -> str:
    """The address of a built file. Raises NotBuilt for a name that the build did not make."""
    try:
        return f"{settings.STATIC_URL}{manifest()[name]}"
    except KeyError:
        raise NotBuilt(f"{name} is not among the built files: {', '.join(sorted(manifest()))}") from None


def is_hashed(path: str, url: str) -> bool:
    """Whether a file may be kept by browsers for ever (WHITENOISE_IMMUTABLE_FILE_TEST)."""
    return bool(_HASHED.search(url))


class BuiltStatic(StaticFilesStorage):
    """Django's own `static()` with the same answers; other apps' files keep their plain names."""

    def url(self, name: str | None, *args: Any, **kwargs: Any) -> str:
        return super().url(manifest().get(name or "", name), *args, **kwargs)
