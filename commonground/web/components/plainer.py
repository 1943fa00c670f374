"""The law's reasons say some things in the words of the law; families read plainer ones."""

PLAINER = {"integrated care boards": "NHS", "integrated care board": "NHS", "before 17:00": "before 5pm"}


def plainer(text: str) -> str:
    """The same in the words that families read; what has none stays as it is."""
    for word, plain in PLAINER.items():
        text = text.replace(word, plain)
    return text
