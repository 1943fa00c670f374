"""The words of a message: subject, plain text and HTML, made when it is queued and never changed after."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from commonground.notices import blocks, texts
from commonground.notices.kinds import BadNotice, checked, one_line
from commonground.notices.models import Channel
from commonground.notices.templates import SPECS, Spec
from commonground.notices.words import CERTIFICATES, DECISIONS, MODES, ROOMS, WAYS
from commonground.record.days import LONDON, clock

TEMPLATES = Path(__file__).resolve().parent / "templates" / "notices"
COPY_MARK = "<!-- second copy -->"
"""Where the HTML says that it may be a second copy. People's words are escaped, so it is never theirs."""

_COPY = _("This may be a second copy of a message we have sent you. We could not tell whether the first arrived.")
_CODES = {"decision": DECISIONS, "mode": MODES, "rooms": ROOMS, "kind": CERTIFICATES, "way": WAYS}
_LOOKS_LIKE_A_LINK = re.compile(r"://|@|www\.|\w{2,}\.\w{2,}", re.IGNORECASE)
_LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Words:
    """What a message says."""

    subject: str
    text: str
    html: str
    short: str = ""


def spec_of(name: str) -> Spec:
    """The message of this name; BadNotice where there is none."""
    if name not in SPECS:
        raise BadNotice(f"There is no notice called {name}.")
    return SPECS[name]


def render(name: str, *, to_name: str, channel: Channel, context: Mapping[str, Any]) -> Words:
    """The words of the notice `name` for this person. BadNotice where the context does not fit its keys."""
    spec = spec_of(name)
    values = checked(name, spec.keys, spec.may, context)
    by = {"letter": channel == Channel.LETTER, "call": channel == Channel.CALL}
    page = {**values, **_said(values), **by, "provider": settings.PROVIDER}
    first, _gap, body = _environment(html=False).get_template(f"{name}.txt").render(page).partition("\n")
    if not first.startswith("Subject: "):
        raise BadNotice(f"{name}.txt does not begin with its subject.")
    subject = one_line(first.removeprefix("Subject: "))[:_LONGEST_SUBJECT]
    short, body = _short(body)
    links = {values[key] for key, kind in {**spec.keys, **spec.may}.items() if kind.link}
    read = blocks.read(body, links=links)
    greeting = _greeting(to_name)
    signature = _signature()
    text = "\n\n".join([greeting, blocks.as_text(read), "\n".join(signature)]) + "\n"
    html = _html(subject=subject, greeting=greeting, blocks=read, signature=signature)
    return Words(subject=subject, text=text, html=html, short=short)


def _short(body: str) -> tuple[str, str]:
    """The same message as a text, which stands on the line after the subject, and the rest; empty where none does."""
    first, _gap, rest = body.partition("\n")
    if not first.startswith("Text: "):
        return "", body
    return texts.signed(one_line(first.removeprefix("Text: "))), rest


def as_possible_copy(words: Words) -> Words:
    """The same message, which says of itself that it may be a second copy."""
    said = str(_COPY)
    shown = Markup('<p style="margin:0 0 16px;font-weight:bold">{}</p>').format(said)
    return Words(
        subject=words.subject,
        text=f"{said}\n\n{words.text}",
        html=words.html.replace(COPY_MARK, shown, 1),
    )


def _said(values: Mapping[str, Any]) -> dict[str, str]:
    """Codes in words: `decision` becomes `decision_words` and so on, empty where no code was given."""
    return {f"{key}_words": str(words.get(values[key], "")) for key, words in _CODES.items() if key in values}


def _greeting(name: str) -> str:
    """Dear and the name as given. One that looks like an address is left out: anyone can type anything."""
    name = one_line(name)
    if not name or _LOOKS_LIKE_A_LINK.search(name):
        return gettext("Hello,")
    return gettext("Dear %(name)s,") % {"name": name}


def _signature() -> list[str]:
    said = _environment(html=False).get_template("_signature.txt").render(provider=settings.PROVIDER)
    return [line.strip() for line in said.splitlines() if line.strip()]


def _html(**page: Any) -> str:
    return (
        _environment(html=True)
        .get_template("layout.html")
        .render(
            **page,
            provider=settings.PROVIDER,
            copy_mark=Markup(COPY_MARK),  # noqa: S704 - a constant of ours
            language=get_language() or settings.LANGUAGE_CODE,
            direction="rtl" if get_language_bidi() else "ltr",
        )
    )


@lru_cache(maxsize=2)
def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=html,  # noqa: S701 - the other one writes plain text
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {"day": _day, "moment": _moment}
    return environment


def _day(value: date) -> str:
    """Tuesday 1 September 2026."""
    return date_format(value, "l j F Y")


def _moment(value: datetime) -> str:
    """Tuesday 1 September 2026 at 10:30am, as the clocks in London tell it."""
    here = value.astimezone(LONDON)
    return gettext("%(day)s at %(time)s") % {"day": _day(here.date()), "time": clock(here.time())}
