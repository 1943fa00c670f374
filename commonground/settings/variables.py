"""Every setting that the environment may carry: what it is for, what it is when left out, and how it is read."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from commonground.settings.shapes import Smtp

ROOT = Path(__file__).resolve().parent.parent.parent


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


def _supplier(value: str) -> str:
    parts = urlsplit(value)
    near = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not value or (parts.hostname and (parts.scheme == "https" or (near and parts.scheme == "http"))):
        return value
    raise ValueError("an https:// address")


def _text_body(value: str) -> str:
    wrong = ValueError('JSON or a form with {to} or {digits}, and {text}, such as {"to": "{to}", "text": "{text}"}')
    if value.lstrip().startswith(("{", "[")):
        try:
            json.loads(value)
        except ValueError:
            raise wrong from None
    if "{text}" not in value or not ("{to}" in value or "{digits}" in value):
        raise wrong
    return value


def _names(count: int, example: str) -> Callable[[str], tuple[str, ...]]:
    """So many different names with commas."""
    called = {2: "two", 3: "three"}[count]

    def read(value: str) -> tuple[str, ...]:
        names = tuple(name.strip() for name in value.split(","))
        if len(names) == count and all(names) and len(set(names)) == count:
            return names
        raise ValueError(f"{called} names with commas, such as {example}")

    return read


def _words(value: str) -> frozenset[str]:
    words = frozenset(word.strip().lower() for word in value.split(","))
    if all(words):
        return words
    raise ValueError("words with commas, such as failed,expired")


def _file(value: str) -> Path | None:
    if not value:
        return None
    path = Path(value)
    if path.is_file():
        return path
    raise ValueError("the path of a file that is there")


def default_data_dir() -> Path:
    """`.data` beside the code. For root, a folder of its own below /var/lib, since PostgreSQL runs as another user
    there and no folder above the code is to be opened for it."""
    if os.geteuid() != 0:
        return ROOT / ".data"
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return Path("/var/lib/commonground") / mark


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
        "Keys, the started PostgreSQL, the record's roots, the ledger of erasures. "
        "Empty: `.data`; for root, below /var/lib/commonground.",
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
    "texts_url": Variable(
        "TEXTS_URL",
        "Where your supplier of text messages takes one: an https:// address. Empty: no texts, e-mails and letters.",
        "",
        _supplier,
        "https://api.texts.example/v1/messages",
    ),
    "texts_authorization": Variable(
        "TEXTS_AUTHORIZATION",
        "The `Authorization` header the supplier asks for.",
        "",
        _text,
        "Bearer 4f7k2mxr9bcd",
    ),
    "texts_body": Variable(
        "TEXTS_BODY",
        "What is posted for a text, as JSON or as a form. Filled in: {to} (+44...), {digits} (44...), {text}, {id}.",
        '{"to": "{to}", "text": "{text}", "reference": "{id}"}',
        _text_body,
        "To={to}&From=ComGround&Body={text}",
    ),
    "texts_in_key": Variable(
        "TEXTS_IN_KEY",
        "Your supplier posts texts that families send to /texts/in/ and this key. Empty: no texts come in.",
        "",
        _key,
        "$(openssl rand -hex 32)",
    ),
    "texts_in_fields": Variable(
        "TEXTS_IN_FIELDS",
        "What your supplier calls the number, the words and the id of a text that comes in.",
        "from,text,id",
        _names(3, "from,text,id"),
        "From,Body,MessageSid",
    ),
    "texts_reports_key": Variable(
        "TEXTS_REPORTS_KEY",
        "Your supplier posts to /texts/reports/ and this key what became of each text. Empty: no reports come in.",
        "",
        _key,
        "$(openssl rand -hex 32)",
    ),
    "texts_reports_fields": Variable(
        "TEXTS_REPORTS_FIELDS",
        "What your supplier calls, in a report, the {id} that went along with the text, and what became of it.",
        "reference,status",
        _names(2, "reference,status"),
        "client-ref,status",
    ),
    "texts_reports_delivered": Variable(
        "TEXTS_REPORTS_DELIVERED",
        "Your supplier's words for a text that the phone took.",
        "delivered",
        _words,
        "0",
    ),
    "texts_reports_failed": Variable(
        "TEXTS_REPORTS_FAILED",
        "Its words for a text that no phone will take. Any other word means that it is on its way.",
        "undelivered,failed,expired,rejected,permanent-failure,temporary-failure,technical-failure",
        _words,
        "1",
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
    "provider_texts": Variable(
        "PROVIDER_TEXTS",
        "The mobile number families can text, if your supplier passes on what they write. Empty: no such number.",
        "",
        _text,
        "07700 900 123",
    ),
    "provider_address": Variable(
        "PROVIDER_ADDRESS",
        "The postal address.",
        "1 Example Street, Exampleton EX1 1EX",
        _text,
        "2 Sample Road, Exampleton EX2 2EX",
    ),
}
