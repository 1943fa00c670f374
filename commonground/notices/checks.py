"""A system check that renders every message with made-up words, so that a broken one stops the start."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from commonground.notices.models import Channel
from commonground.notices.render import TEMPLATES, render
from commonground.notices.templates import SITE, SPECS, Spec


def check_templates(**_kwargs: Any) -> list[CheckMessage]:
    """Every message has its text, every text its message, and each can be written, in full and bare."""
    return [*_strays(SPECS.keys(), TEMPLATES), *(fault for spec in SPECS.values() for fault in _faults(spec))]


def sample_of(spec: Spec) -> dict[str, Any]:
    """The made-up words of this message, with addresses of this site."""
    return {
        key: value.replace(SITE, settings.SITE_URL.rstrip("/")) if isinstance(value, str) else value
        for key, value in spec.sample.items()
    }


def _strays(names: Any, folder: Path) -> Iterator[CheckMessage]:
    found = {path.stem for path in folder.glob("*.txt") if not path.name.startswith("_")}
    for name in sorted(found - set(names)):
        yield Error(f"The text {name}.txt belongs to no notice.", hint="Add it to templates.py.", id="notices.E001")
    for name in sorted(set(names) - found):
        yield Error(f"The notice {name} has no text.", hint=f"Write {name}.txt.", id="notices.E002")


def _faults(spec: Spec) -> Iterator[CheckMessage]:
    full = sample_of(spec)
    bare = {key: value for key, value in full.items() if key in spec.keys}
    for context in (full, bare):
        for channel in Channel:
            try:
                render(spec.name, to_name="Sam Sample", channel=channel, context=context)
            except Exception as fault:  # whatever it is, it would stop a message
                yield Error(f"The notice {spec.name} cannot be written: {fault}", id="notices.E003")
                return
