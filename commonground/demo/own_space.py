"""What the demo's young person says in a space of their own: three things, one of which the mediator may read."""

from uuid import uuid4

from commonground.demo.photographed import Line, drawing_of
from commonground.demo.telling import Story
from commonground.voice import commands
from commonground.voice.words import Kind, With

ROOM: tuple[Line, ...] = (
    ("#0f4c5c", ((150, 620), (150, 300), (420, 140), (690, 300), (690, 620), (150, 620))),
    ("#0f4c5c", ((370, 620), (370, 440), (470, 440), (470, 620))),
    ("#e9a23b", ((560, 360), (640, 360), (640, 430), (560, 430), (560, 360))),
    ("#5b7f3a", ((790, 620), (790, 470), (730, 400), (850, 400), (790, 470))),
)
"""A small building with one lit window, and a tree beside it."""


def speak(story: Story) -> None:
    """Words for the mediator, and faces and a drawing that nobody else sees."""
    case = story.case
    words = commands.say(
        case, by=story.says(4, 17), kind=Kind.WORDS, token=uuid4().hex,
        text="I want to stay at the college. Please ask me, and not only Mum.",
        data={"good": "The workshop. Mr Hale lets me finish.", "help": "Somebody who tells me the day before."},
    )  # fmt: skip
    commands.say(
        case, by=story.says(4, 18), kind=Kind.SCALE, token=uuid4().hex, text="Buses are the worst.",
        data={"lessons": 4, "friends": 3, "getting_there": 1, "listened_to": 2, "help": 4},
    )  # fmt: skip
    commands.say(
        case, by=story.says(2, 17), kind=Kind.DRAWING, token=uuid4().hex, text="The quiet room",
        upload=drawing_of(ROOM),
    )  # fmt: skip
    commands.share(words, by=story.says(1, 17), with_whom=With.THE_MEDIATOR)
