"""What a number of the paper pack says of who took it goes too."""

from datetime import timedelta

import pytest

from commonground.certificates import register
from commonground.certificates.keeping import forget_details
from commonground.certificates.models import RegisterLine
from commonground.record.days import today
from commonground.record.personal import Kept, kept_until
from commonground.safekeeping import commands
from tests.made_up import a_case, certified, declined, staff

pytestmark = [pytest.mark.django_db, pytest.mark.feature(143, how="partly")]


def test_why_a_paper_number_became_void_is_kept_as_long_as_a_certificate_and_the_number_for_ever() -> None:
    first, second = register.give_paper_numbers(2, on=today(), to="Ada Adviser")
    register.void(first.number, on=today(), why="Ada spilt tea on it")
    until = kept_until(Kept.CERTIFICATE, today())
    for on, note in ((until, "Ada spilt tea on it"), (until + timedelta(days=1), "")):
        commands.erase_due(on)
        assert RegisterLine.objects.get(pk=first.pk).note == note
    assert RegisterLine.objects.get(pk=second.pk).note == "Ada Adviser"
    assert register.gaps() == []


def test_the_line_of_a_certificate_keeps_no_note_and_all_that_is_asked_of_it() -> None:
    ada = staff()
    certificate = certified(declined(a_case(ada), ada), ada)
    RegisterLine.objects.filter(pk=certificate.line_id).update(note="Ada took it")
    assert forget_details(certificate.pk)
    assert not forget_details(certificate.pk)
    line = RegisterLine.objects.get(pk=certificate.line_id)
    assert (line.note, line.check_code, line.on) == ("", certificate.check_code, certificate.issued_on)
    assert line.authority == certificate.case.authority
