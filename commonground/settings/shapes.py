"""What several settings together describe: who runs the installation, and how messages leave it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Provider:
    """The charity or company that runs this installation, as families see it."""

    name: str
    telephone: str
    hours: str
    email: str
    text_relay: str
    address: str
    texts: str = ""


@dataclass(frozen=True)
class Smtp:
    """A mail server. `security` is `none`, `starttls` or `tls`."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = "none"


@dataclass(frozen=True)
class Texts:
    """A supplier of text messages, who takes one POST for one text (`notices/gateway.py`)."""

    url: str
    authorization: str = field(default="", repr=False)
    body: str = ""
