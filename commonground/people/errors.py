"""How this room says no."""


class Refused(Exception):
    """What was asked is not allowed; `sentence` says why, for a person to read."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
