"""What the installation says of itself: read from the environment once, each wrong value named in one sentence.

`docs/settings.md` lists every variable (`variables.py`). Keys that are not given are made at
the first start and kept in the data folder, readable by their owner alone.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from commonground.settings.shapes import Provider, Smtp, Texts
from commonground.settings.variables import VARIABLES


class WrongSettings(Exception):
    """Settings that cannot be used. `sentences` names each wrong one and what it takes."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Environment:
    """Every setting, read. Field names are the keys of VARIABLES."""

    database_url: str
    owner_database_url: str
    port: int
    host: str
    site_url: str
    data_dir: Path
    demo: bool
    secret_key: str
    record_key: str
    signing_key_file: Path | None
    signing_key_password: str = field(repr=False)
    smtp: Smtp | None = field(repr=False)
    texts_url: str
    texts_authorization: str = field(repr=False)
    texts_body: str
    texts_in_key: str = field(repr=False)
    texts_in_fields: tuple[str, ...]
    texts_reports_key: str = field(repr=False)
    texts_reports_fields: tuple[str, ...]
    texts_reports_delivered: frozenset[str]
    texts_reports_failed: frozenset[str]
    trusted_proxies: int
    days_file: Path | None
    log_level: str
    web_threads: int
    provider_name: str
    provider_telephone: str
    provider_hours: str
    provider_email: str
    provider_text_relay: str
    provider_address: str
    provider_texts: str

    @property
    def embedded(self) -> bool:
        """Whether PostgreSQL is started here rather than reached at DATABASE_URL."""
        return not self.database_url

    @property
    def url(self) -> str:
        """Where people reach this site."""
        return self.site_url or f"http://localhost:{self.port}"

    @property
    def texts(self) -> Texts | None:
        """The supplier of text messages, if there is one."""
        if not self.texts_url:
            return None
        return Texts(self.texts_url, self.texts_authorization, self.texts_body)

    @property
    def provider(self) -> Provider:
        """The provider as families see it."""
        return Provider(**{f.name: getattr(self, f"provider_{f.name}") for f in fields(Provider)})

    def kept_key(self, name: str) -> str:
        """A key that was given, or the one made at the first start and kept in the data folder with mode 600."""
        given: str = getattr(self, name, "")
        return given or kept_secret(self.data_dir, name)


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """The settings of this process. Raises WrongSettings with a sentence for each that cannot be used."""
    found: dict[str, object] = {}
    wrong: list[str] = []
    for key, variable in VARIABLES.items():
        try:
            found[key] = variable.read(environ.get(variable.name, variable.default))
        except ValueError as error:
            wrong.append(f"{variable.name} takes {error}.")
    if wrong:
        raise WrongSettings(wrong)
    return Environment(**found)  # type: ignore[arg-type]


def kept_secret(data_dir: Path, name: str) -> str:
    """A secret of this installation, made when first asked for, in a file only its owner can read."""
    folder = data_dir / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    made = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    if not path.exists():
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            # Two processes starting at once: the first one's key is kept by both.
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text().strip()
