"""Guidance that is wrong stops the program at start, each bad file by name."""

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.core.checks import CheckMessage, Error, register


@register()
def guidance_is_sound(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """One error for each content file that cannot be used, naming it and what is wrong."""
    # Read when checked: not every command that starts Django needs the guidance.
    from commonground.guidance import library

    return [
        Error(fault.sentence, obj=fault.where, id="guidance.E001", hint="See commonground/guidance/README.md.")
        for fault in library.faults()
    ]
