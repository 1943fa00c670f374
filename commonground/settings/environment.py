"""What the installation says of itself: read from the environment once, each wrong value named in one sentence.

`docs/settings.md` lists every variable; a test holds that page to the table below. Keys that are not given are made at
the first start and kept in the data folder, readable by their owner alone.
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent


class WrongSettings(Exception):
    """Settings that cannot be used. `sentences` names each wrong one and what it takes."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Provider:
    """The charity or company that runs this installation, as families see it."""

    name: str
    telephone: str
    hours: str
    email: str
    text_relay: str
    address: str


@dataclass(frozen=True)
class Smtp:
    """A mail server. `security` is `none`, `starttls` or `tls`."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = "none"


@dataclass(frozen=True)
class Variable:
    """One setting: its name in the environment, what it is for, what it is when left out, how it is read, an example.

    The example of a key says how to make one.
    """

    name: str
    says: str
    default: str
    read: Callable[[str], object]
    example: str


def _text(value: str) -> str:
    return value.strip()


def _yes(value: str) -> bool:
    if value.lower() in {"yes", "true", "1"}:
        return True
    if value.lower() in {"no", "false", "0", ""}:
        return False
    raise ValueError("yes or no")


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if value.isascii() and value.isdigit() and least <= int(value) <= most:
            return int(value)
        raise ValueError(f"a whole number from {least} to {most}")

    return read


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme in {"http", "https"} and parts.netloc and parts.path in {"", "/"}:
        return value.rstrip("/")
    raise ValueError("an address such as https://mediation.example")


def _database(value: str) -> str:
    if not value or urlsplit(value).scheme in {"postgres", "postgresql"}:
        return value
    raise ValueError("an address such as postgresql://user:password@host:5432/name; only PostgreSQL will do")


def _smtp(value: str) -> Smtp | None:
    if not value:
        return None
    parts = urlsplit(value)
    kinds = {"smtp": "none", "smtp+starttls": "starttls", "smtps": "tls"}
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in kinds or not parts.hostname or port == -1:
        raise ValueError("an address such as smtp+starttls://user:password@host:587")
    standard = 465 if parts.scheme == "smtps" else 587 if parts.scheme == "smtp+starttls" else 25
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Smtp(parts.hostname, port or standard, user, password, kinds[parts.scheme])


def _file(value: str) -> Path | None:
    if not value:
        return None
    path = Path(value)
    if path.is_file():
        return path
    raise ValueError("the path of a file that is there")


def _folder(value: str) -> Path:
    return Path(value).absolute() if value else default_data_dir()


def _level(value: str) -> str:
    if value.upper() in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        return value.upper()
    raise ValueError("DEBUG, INFO, WARNING or ERROR")


def _key(value: str) -> str:
    if not value or len(value) >= 32:
        return value
    raise ValueError("at least 32 characters")


VARIABLES: dict[str, Variable] = {
    "database_url": Variable(
        "DATABASE_URL",
        "The PostgreSQL server (16 or newer) and the program's own role. Empty: one is started here.",
        "",
        _database,
        "postgresql://commonground_app:password@db.example:5432/commonground",
    ),
    "owner_database_url": Variable(
        "OWNER_DATABASE_URL",
        "The same database as its owner, for `commonground migrate`. Empty: DATABASE_URL.",
        "",
        _database,
        "postgresql://commonground_owner:password@db.example:5432/commonground",
    ),
    "port": Variable(
        "PORT",
        "The port of the web server.",
        "8000",
        _number(1, 65535),
        "8001",
    ),
    "host": Variable(
        "HOST",
        "The address the web server listens on.",
        "127.0.0.1",
        _text,
        "10.0.0.5",
    ),
    "site_url": Variable(
        "SITE_URL",
        "Where people reach this site. Empty: http://localhost and the port.",
        "",
        lambda v: _address(v) if v else "",
        "https://mediation.example",
    ),
    "data_dir": Variable(
        "COMMONGROUND_DATA_DIR",
        "Keys, the started PostgreSQL, the record's roots. Empty: `.data`; for root, below /var/lib/commonground.",
        "",
        _folder,
        "/srv/commonground",
    ),
    "demo": Variable(
        "DEMO",
        "yes: a made-up world, and messages kept on a page instead of sent.",
        "no",
        _yes,
        "yes",
    ),
    "secret_key": Variable(
        "SECRET_KEY",
        "Signs sessions and forms. Empty: made at the first start.",
        "",
        _key,
        "$(openssl rand -hex 32)",
    ),
    "record_key": Variable(
        "RECORD_KEY",
        "Signs the record of every case. Keep a copy away from the database. Empty: made at the first start.",
        "",
        _key,
        "$(openssl rand -hex 32)",
    ),
    "signing_key_file": Variable(
        "SIGNING_KEY_FILE",
        "PKCS#12 file that signs certificates. Empty: certificates are not signed.",
        "",
        _file,
        "/etc/commonground/signing.p12",
    ),
    "signing_key_password": Variable(
        "SIGNING_KEY_PASSWORD",
        "The password of that file.",
        "",
        str,
        "correct horse battery staple",
    ),
    "smtp": Variable(
        "SMTP_URL",
        "The mail server: smtp://, smtp+starttls:// or smtps://. Empty: no e-mail, letters are printed.",
        "",
        _smtp,
        "smtp+starttls://user:password@mail.example:587",
    ),
    "trusted_proxies": Variable(
        "TRUSTED_PROXIES",
        "How many proxies of yours stand in front of the web server.",
        "0",
        _number(0, 9),
        "1",
    ),
    "days_file": Variable(
        "COMMONGROUND_DAYS_FILE",
        "A file of days proclaimed holidays since the last release.",
        "",
        _file,
        "/etc/commonground/days.csv",
    ),
    "log_level": Variable(
        "LOG_LEVEL",
        "How much is logged: DEBUG, INFO, WARNING or ERROR.",
        "INFO",
        _level,
        "WARNING",
    ),
    "web_threads": Variable(
        "WEB_THREADS",
        "Requests answered at once by one web process.",
        "4",
        _number(1, 64),
        "8",
    ),
    "provider_name": Variable(
        "PROVIDER_NAME",
        "The provider's name, on every page and paper.",
        "Common Ground Mediation",
        _text,
        "Exampleshire Mediation",
    ),
    "provider_telephone": Variable(
        "PROVIDER_TELEPHONE",
        "The number families ring.",
        "01632 960 123",
        _text,
        "01632 960 456",
    ),
    "provider_hours": Variable(
        "PROVIDER_HOURS",
        "When somebody answers it.",
        "Monday to Friday, 9am to 5pm",
        _text,
        "Every weekday, 8am to 6pm",
    ),
    "provider_email": Variable(
        "PROVIDER_EMAIL",
        "The address families write to.",
        "help@commonground.example",
        _text,
        "hello@mediation.example",
    ),
    "provider_text_relay": Variable(
        "PROVIDER_TEXT_RELAY",
        "The text relay number.",
        "18001 01632 960 123",
        _text,
        "18001 01632 960 456",
    ),
    "provider_address": Variable(
        "PROVIDER_ADDRESS",
        "The postal address.",
        "1 Example Street, Exampleton EX1 1EX",
        _text,
        "2 Sample Road, Exampleton EX2 2EX",
    ),
}


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

    @property
    def embedded(self) -> bool:
        """Whether PostgreSQL is started here rather than reached at DATABASE_URL."""
        return not self.database_url

    @property
    def url(self) -> str:
        """Where people reach this site."""
        return self.site_url or f"http://localhost:{self.port}"

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


def default_data_dir() -> Path:
    """`.data` beside the code. For root, a folder of its own below /var/lib, since PostgreSQL runs as another user
    there and no folder above the code is to be opened for it."""
    if os.geteuid() != 0:
        return ROOT / ".data"
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return Path("/var/lib/commonground") / mark


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
