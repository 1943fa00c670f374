"""What somebody said in their own way, as every page shows it: each answer beside its picture, never colour alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from markupsafe import Markup

from commonground.guidance import library
from commonground.voice.models import Saying
from commonground.voice.words import FACES, FEELING_FACES, LEVELS, PICTURES, PROMPTS, SCALES, Feeling, Kind

Words = str | Promise


@dataclass(frozen=True)
class Said:
    """One answer: what it is about, what was said of it, and the pictures of both, by name."""

    about: Words
    says: Words
    picture: str = ""
    face: str = ""


def answers_in(saying: Saying) -> list[Said]:
    """What was chosen or answered, in the order in which it was asked."""
    data = saying.data
    if saying.kind == Kind.SCALE:
        return [Said(SCALES[key], LEVELS[data[key]], face=FACES[data[key]]) for key in SCALES if key in data]
    if saying.kind == Kind.PICTURE:
        return [
            Said(PICTURES[key], Feeling(data[key]).label, picture=key, face=FEELING_FACES[data[key]])
            for key in PICTURES
            if key in data
        ]
    return [Said(PROMPTS[key], data[key]) for key in PROMPTS if key in data]


def drawn(name: str) -> Markup:
    """One of our own pictures, for those who see; its words stand beside it."""
    svg = library.picture(name).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return Markup(svg)  # noqa: S704 - our own file
