"""Who writes to the demo's service: a deaf father who was answered, and two who wait, one of them by text."""

from uuid import uuid4

from commonground.conversations import commands, texting
from commonground.demo import places
from commonground.people.models import Person


def write_to_us(staff: dict[str, Person]) -> None:
    """Three conversations: one goes to and fro, the others nobody has taken yet."""
    going_on = commands.start(
        text="I am deaf and do not use the phone. The council will not assess my daughter. What can I do?",
        token=uuid4().hex, name="Ray Fielding", reply_to="ray.fielding@family.example",
        authority=places.council("Exampleshire"),
    )  # fmt: skip
    commands.answer(
        going_on, by=staff["ada"], token=uuid4().hex,
        text="Good morning. We can do all of it in writing, and a BSL interpreter comes to any meeting.\n\n"
        "What date is on the letter?",
    )  # fmt: skip
    commands.write(going_on, text="It came two weeks ago. Is there still time?", token=uuid4().hex)
    commands.start(text="Does my ex have to know if I ask you something?", token=uuid4().hex)
    texting.arrived(number="+447700900704", text="hi is it too late to ask? letter is from sept", token=uuid4().hex)
