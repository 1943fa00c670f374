"""Whoever prints a letter, or sees to a message that came back, reads beside it how its reader is reached safely."""

import pytest
from django.test import Client

from commonground.notices.models import Channel, Notice
from commonground.people.models import Person
from tests.desk.working import do, text_of
from tests.made_up import a_case, staff

pytestmark = pytest.mark.django_db

CALLS_ALONE = "Only by telephone, between 9 and 3. Post is opened by somebody else."


@pytest.fixture
def ada(db: None) -> Person:
    """The adviser."""
    return staff(name="Ada Adviser")


@pytest.mark.feature(47, how="partly")
def test_a_letter_says_before_it_is_printed_that_post_is_not_safe(ada: Person, desk: Client) -> None:
    # Given two families without e-mail, one of whom said which ways are safe
    safe = {"family_email": "", "family_telephone": "01632 960123"}
    case = a_case(ada, **safe)
    a_case(ada, child_name="Alex Other", family_name="Kim Other", family_email="", family_telephone="01632 960124")
    letter = Notice.objects.get(about=case.pk, channel=Channel.LETTER)
    assert "Safe contact" not in text_of(desk, "/desk/post/")
    do(case, ada, "safe-contact", participant=case.participants.get().pk, safe_contact=CALLS_ALONE)
    # Then it stands beside their letter alone, in the list and on its page
    for page in ("/desk/post/", f"/desk/post/{letter.pk}/"):
        assert text_of(desk, page).count(CALLS_ALONE) == 1


def test_so_does_a_message_that_came_back(ada: Person, desk: Client) -> None:
    case = a_case(ada)
    do(case, ada, "safe-contact", participant=case.participants.get().pk, safe_contact=CALLS_ALONE)
    Notice.objects.filter(about=case.pk, template="case_opened").update(state="failed", last_error="No such mailbox")
    assert CALLS_ALONE in text_of(desk, "/desk/post/")
