"""How this room says no."""

from django_stubs_ext import StrPromise


class Refused(Exception):
    """What was asked is not allowed; `sentence` says why, for a person to read."""

    def __init__(self, sentence: str | StrPromise) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
