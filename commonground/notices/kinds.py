"""What a notice's words may be made of: plain data, of a kind that is checked before anything is queued."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings

_NOT_PRINTED = re.compile(r"[\s\x00-\x1f\x7f\u0080-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class BadNotice(ValueError):
    """A notice that cannot be queued as given. `sentence` says why, for the person who wrote the code."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Kind:
    """A kind of value: what it is called, which values fit it, how one is made ready to print, if it is a link."""

    called: str
    fits: Callable[[Any], bool]
    ready: Callable[[Any], Any] = lambda value: value
    link: bool = False


def one_line(words: str) -> str:
    """`words` on one line, without control characters, so that they cannot become a header, list or link."""
    return _NOT_PRINTED.sub(" ", words).strip()


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_moment(value: Any) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _is_link(value: Any) -> bool:
    home = settings.SITE_URL.rstrip("/") + "/"
    return isinstance(value, str) and value.startswith(home) and value == one_line(value) and " " not in value


TEXT = Kind("text", lambda value: isinstance(value, str), one_line)
DAY = Kind("a date", _is_day)
MOMENT = Kind("a time with its time zone", _is_moment)
LINK = Kind("an address of this site", _is_link, link=True)
NUMBER = Kind("a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool))
LINES = Kind(
    "a list of texts",
    lambda value: isinstance(value, list | tuple) and all(isinstance(line, str) for line in value),
    lambda value: [line for line in map(one_line, value) if line],
)


def maybe(kind: Kind) -> Kind:
    """This kind, or None where there is none to name."""
    return replace(
        kind,
        called=f"{kind.called} or None",
        fits=lambda value: value is None or kind.fits(value),
        ready=lambda value: None if value is None else kind.ready(value),
    )


def one_of(values: Iterable[str]) -> Kind:
    """One of these codes, each of which the templates have words for."""
    known = frozenset(str(value) for value in values)
    return Kind(f"one of {', '.join(sorted(known))}", lambda value: value in known, str)


def checked(name: str, keys: Mapping[str, Kind], may: Mapping[str, Kind], given: Mapping[str, Any]) -> dict[str, Any]:
    """`given`, ready to print, for the template `name` that needs `keys` and takes `may`.

    What may be left out and is, comes back as None. BadNotice names the first key that is missing, unknown
    or of the wrong kind.
    """
    known = {**may, **keys}
    for key in keys.keys() - given.keys():
        raise BadNotice(f"The notice {name} needs {key}: {keys[key].called}.")
    for key in given.keys() - known.keys():
        raise BadNotice(f"The notice {name} does not know {key}.")
    for key, value in given.items():
        if not known[key].fits(value):
            raise BadNotice(f"In the notice {name}, {key} takes {known[key].called}, not {type(value).__name__}.")
    return {key: kind.ready(given[key]) if key in given else None for key, kind in known.items()}
