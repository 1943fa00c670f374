"""What the demo's SENDIASS adviser meets again and again: one that a council answered, and one that waits."""

from uuid import uuid4

from commonground.demo import places
from commonground.feedback import commands
from commonground.people.keys import email_key
from commonground.people.models import Person

HELPER = "sia@sendiass.example"


def raise_patterns(staff: dict[str, Person]) -> None:
    """Two patterns of the families she helps: the first is passed on and answered, the second is new."""
    sia, cora = Person.objects.get(email_key=email_key(HELPER)), staff["cora"]
    council = places.council("Exampleshire")
    first = commands.raise_pattern(
        by=sia, authority=council, families=4, token=uuid4().hex,
        text="Nobody who can decide is free until day 30 has passed. It was so for the Larks too.",
    )  # fmt: skip
    commands.pass_on(first, by=cora, text="Families wait until day 30, because nobody who can decide is free sooner.")
    commands.record_reply(first, by=cora, text="From next month a second manager can come to meetings and decide.")
    commands.raise_pattern(
        by=sia, authority=council, families=2, token=uuid4().hex,
        text="Letters come a week after the date that is printed on them.",
    )  # fmt: skip
