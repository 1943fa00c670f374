"""Makes the made-up world, once; a second time leaves what stands."""

from pathlib import Path

from django.db import transaction

from commonground.cases.models import Case
from commonground.certificates import register
from commonground.demo import places, sign_ins
from commonground.demo.calling import take_calls
from commonground.demo.enquiring import enquire
from commonground.demo.patterns import raise_patterns
from commonground.demo.stories import STORIES
from commonground.demo.writing import write_to_us
from commonground.record.days import today


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
        with transaction.atomic():
            enquire()
            raise_patterns(staff)
            write_to_us(staff)
    with transaction.atomic():
        take_calls(staff)
    return sign_ins.write(folder)
