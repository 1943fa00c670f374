"""Whether the database is as this version of the program wants it, told by a stamp in the data folder."""

import hashlib
from pathlib import Path

from commonground.settings.environment import Environment
from commonground.settings.variables import ROOT

PATTERNS = ("commonground/*/migrations/*.py", "commonground/directory/data/*")


def wanted() -> str:
    """A digest of all migrations and reference data: another one means that there is something to do."""
    digest = hashlib.sha256()
    for pattern in PATTERNS:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp(environment: Environment) -> Path:
    return environment.data_dir / "prepared"


def is_prepared(environment: Environment) -> bool:
    """Whether `commonground prepare` has run for this version in this data folder."""
    stamp = _stamp(environment)
    return stamp.exists() and stamp.read_text() == wanted()


def mark(environment: Environment) -> None:
    """Say that it has."""
    _stamp(environment).write_text(wanted())
