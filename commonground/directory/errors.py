"""How this room says no."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from commonground.directory.models import Change


class Refused(Exception):
    """What was asked is not allowed; `sentence` says why, for a person to read."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)


class SomebodyElse(Refused):
    """Others changed the council meanwhile: `since` is what, newest first, for the person to look at."""

    def __init__(self, since: "Sequence[Change]") -> None:
        super().__init__(
            _("Somebody else changed this council while you were writing. Look at what changed, then send again.")
        )
        self.since = since
