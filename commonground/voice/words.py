"""The closed lists of the voice room: the ways of saying something, what is asked, and who may be shown it."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The ways of saying something. None is better than another."""

    WORDS = "words", _("Words")
    PICTURE = "picture", _("Pictures")
    SCALE = "scale", _("Faces")
    RECORDING = "recording", _("Voice recording")
    DRAWING = "drawing", _("Drawing")


class With(models.TextChoices):
    """Who is shown something: one named person of the case, the people who work here, or the mediator."""

    PARTICIPANT = "participant", _("One person")
    THE_SERVICE = "the_service", _("The people who work here")
    THE_MEDIATOR = "the_mediator", _("The mediator")


PROMPTS: dict[str, str | Promise] = {
    "good": _("What is good?"),
    "hard": _("What is hard?"),
    "help": _("What would help?"),
}
"""What is asked beside "What do you want people to know?". Nobody has to answer any of it."""

SCALES: dict[str, str | Promise] = {
    "lessons": _("Lessons"),
    "friends": _("Friends"),
    "getting_there": _("Getting there and back"),
    "listened_to": _("Being listened to"),
    "safe": _("Feeling safe"),
    "help": _("The help I get"),
}
LEVELS: dict[int, str | Promise] = {
    1: _("Very bad"),
    2: _("Bad"),
    3: _("OK"),
    4: _("Good"),
    5: _("Very good"),
}
FACES = {1: "face-very-unhappy", 2: "face-unhappy", 3: "face-in-between", 4: "face-happy", 5: "face-very-happy"}
"""The picture of each level, by its name among the pictures of the guidance room."""

PICTURES: dict[str, str | Promise] = {
    "school": _("School or college"),
    "lessons": _("Lessons"),
    "writing": _("Writing"),
    "friends": _("Friends"),
    "play": _("Break and play"),
    "food": _("Lunch and food"),
    "loud": _("Noise"),
    "travel": _("Getting there"),
    "supporter": _("Somebody who helps me"),
    "talk": _("Talking to people"),
    "wait": _("Waiting"),
    "home": _("Home"),
}
"""What can be chosen, by the name of its picture."""


class Feeling(models.TextChoices):
    """What somebody feels about a picture."""

    UNHAPPY = "unhappy", _("Unhappy")
    NOT_SURE = "not_sure", _("Not sure")
    HAPPY = "happy", _("Happy")


FEELING_FACES = {
    Feeling.UNHAPPY.value: "face-unhappy",
    Feeling.NOT_SURE.value: "face-not-sure",
    Feeling.HAPPY.value: "face-happy",
}
WAYS = {
    Kind.WORDS: "writing",
    Kind.PICTURE: "play",
    Kind.SCALE: "face-happy",
    Kind.RECORDING: "microphone",
    Kind.DRAWING: "crayon",
}
"""The picture of each way."""
DRAWN = frozenset({*PICTURES, *FACES.values(), *FEELING_FACES.values(), *WAYS.values()})
"""Every picture that this room asks for."""
