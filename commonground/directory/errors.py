"""How this room says no."""

from django.utils.functional import Promise


class Refused(Exception):
    """What was asked is not allowed; `sentence` says why, for a person to read."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
