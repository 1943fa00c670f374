"""Makes the made-up world, once; a second time leaves what stands."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction

from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry
from commonground.casework import intake
from commonground.certificates import register
from commonground.demo import places, sign_ins
from commonground.demo.calling import take_calls
from commonground.demo.stories import STORIES
from commonground.demo.telling import ago, at
from commonground.record.days import today

ENQUIRIES = (
    ("demo-enquiry-1", 0, EnquiryWords(
        name="Hari Copse", email="hari.copse@family.example", telephone="01632 960201", child_name="Dev Copse",
        decision="refuse_to_assess", wants="talk", message="The letter came in half-term. I do not know what to do.",
    ), 58),
    ("demo-enquiry-2", 1, EnquiryWords(
        name="Tess Glade", email="tess.glade@family.example", child_name="Ori Glade", decision="sen_support",
        wants="disagreement_resolution", message="The school says there is no money for the teaching assistant.",
    ), None),
    ("demo-enquiry-3", 2, EnquiryWords(
        name="Ned Moss", telephone="01632 960202", safe_contact="Not before 6pm.", child_name="Amy Moss",
        decision="plan_contents", sections=frozenset("BF"), wants="mediation",
    ), 20),
)  # fmt: skip
"""Token, days ago, words, and how many days ago the letter was sent."""


def build(folder: Path) -> Path:
    """Make councils, people, cases and enquiries where there are none, and write who can sign in into `folder`."""
    with transaction.atomic():
        for name in places.COUNCILS:
            places.council(name)
        places.care_board()
        staff = sign_ins.make_staff()
    if not Case.objects.filter(authority__made_up=True).exists():
        for story in STORIES:
            # One transaction a story: all of a case, or none of it.
            with transaction.atomic():
                story(staff)
        pack = register.give_paper_numbers(3, on=today(), to="The paper pack in the cupboard")
        register.void(pack[0].number, on=today(), why="Coffee was spilt on it.")
        _enquire()
    with transaction.atomic():
        take_calls(staff)
    return sign_ins.write(folder)


def _enquire() -> None:
    council = places.council("Exampleshire").gss_code
    for token, days, words, letter in ENQUIRIES:
        if Enquiry.objects.filter(token=token).exists():
            continue
        said = {**vars(words), "authority": council, "letter_on": None if letter is None else ago(letter)}
        intake.receive_enquiry(
            EnquiryWords(**said), token=token, by="system:demo", arrived_at=at(days, 8) - timedelta(minutes=9)
        )
