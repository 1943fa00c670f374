"""What a request says of other people: kept from the other parent, helped by a supporter, sent for a family."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from commonground.cases.answers import AskAPerson, Impossible
from commonground.cases.enquiries import EnquiryWords
from commonground.cases.models import Case, Enquiry, Participant
from commonground.cases.opening import NewCase
from commonground.cases.request import Helping, InTheirName, Mark, OtherParent, Request, marks, of
from commonground.cases.words import Agreed, Basis, Route
from commonground.casework import in_their_name
from commonground.casework.intake import open_from, receive_enquiry
from commonground.law import Decision
from commonground.notices.models import Notice
from commonground.people.roles import Role
from commonground.record.queries import entries_of
from tests.made_up import a_council, acting, staff

pytestmark = pytest.mark.django_db
SAM = InTheirName(agreed="yes", name="Sam Sample", how="voice", on="2026-11-02", email="sam@family.example")
HAL = Helping(
    name="Hal Helper", relationship="Exampleshire SENDIASS", email="hal@sendiass.example", agreed=("speak", "meeting")
)
BY_HAL = Request(who="helper", helper=HAL, family=SAM)
LEE = OtherParent(
    shares="yes", knows="no", contact="no", order="yes", order_words="Lee must stay away.", hidden=("address",),
    hidden_words="The name of my street.",
)  # fmt: skip


def sent(request: Request, **words: str) -> Enquiry:
    """An enquiry with this request."""
    said = EnquiryWords(name="Sam Sample", email="sam@family.example", answers=request.as_answers())
    return receive_enquiry(replace(said, **words), token=uuid4().hex, by="system:public")


def opened(enquiry: Enquiry, reason: str = "") -> Case:
    """The case opened from it."""
    new = NewCase(
        route=Route.MEDIATION, authority=a_council(), decision=Decision.REFUSE_TO_ASSESS, child_name="Robin Sample",
        child_born=date(2016, 5, 4), family_name="Sam Sample", family_email="sam@family.example", basis=Basis.PARENT,
        enquiry=enquiry,
    )  # fmt: skip
    return open_from(new, by=acting(staff(), reason=reason))


def taking_part(case: Case, role: Role) -> Participant:
    """The one of this role."""
    return case.participants.get(role=role)


@pytest.mark.feature(48, how="partly")
def test_what_the_other_parent_must_not_be_told_stands_on_the_case_beside_who_said_so() -> None:
    case = opened(sent(Request(who="parent", other_parent=LEE)))
    sam = taking_part(case, Role.FAMILY)
    assert sam.do_not_disclose_to == (
        "The other parent. They do not know of this. Not to be told: where they live. The name of my street."
    )
    assert sam.court_orders == "There is an order of a court. Lee must stay away."
    (entry,) = [entry for entry in entries_of(case.pk) if entry.what == "authority.recorded"]
    assert entry.words["court_orders"] == sam.court_orders


@pytest.mark.parametrize(
    "other",
    [
        OtherParent(),
        OtherParent(shares="yes", knows="yes", contact="no", order="no"),
        OtherParent(shares="rather_not", hidden=("address",)),
        OtherParent(shares="no", order="yes", order_words="left from before"),
    ],
)
def test_where_nothing_must_be_kept_back_nothing_is_written(other: OtherParent) -> None:
    case = opened(sent(Request(who="parent", other_parent=other)))
    sam = taking_part(case, Role.FAMILY)
    assert (sam.do_not_disclose_to, sam.court_orders) == ("", "")
    assert not [entry for entry in entries_of(case.pk) if entry.what == "authority.recorded"]


@pytest.mark.feature(24)
def test_whom_they_wanted_beside_them_helps_from_the_day_the_case_is_open() -> None:
    ida = Helping(name="Ida Aunt", relationship="My aunt", email="ida@aunt.example", agreed=("contact",))
    enquiry = sent(Request(who="parent", supporter=ida))
    assert not Notice.objects.filter(to_email="ida@aunt.example").exists()
    case = opened(enquiry)
    row = taking_part(case, Role.SUPPORTER)
    assert (row.person.name, row.relationship, row.agreed) == ("Ida Aunt", "My aunt", [Agreed.CONTACT])
    assert row.helps == taking_part(case, Role.FAMILY)
    assert Notice.objects.get(to_email="ida@aunt.example").template == "supporter_invited"
    (entry,) = [entry for entry in entries_of(case.pk) if entry.what == "supporter.joined"]
    assert entry.words["recorded_for"] == "Sam Sample"


@pytest.mark.feature(49)
def test_who_asked_for_a_family_helps_in_its_case_and_the_permission_is_on_record() -> None:
    case = opened(sent(BY_HAL, name="Hal Helper", email="hal@sendiass.example"))
    hal = taking_part(case, Role.SUPPORTER)
    assert (hal.person.name, hal.person.email, hal.holds_right) == ("Hal Helper", "hal@sendiass.example", False)
    assert (hal.agreed, hal.helps.person.name) == (["meeting", "speak"], "Sam Sample")
    assert (hal.evidence, hal.evidence_seen_on) == ("Sam Sample agreed: by voice", date(2026, 11, 2))
    assert taking_part(case, Role.FAMILY).holds_right


@pytest.mark.feature(49)
def test_a_family_is_told_in_a_safe_way_that_somebody_asked_and_can_stop_it() -> None:
    enquiry = sent(BY_HAL, name="Hal Helper", email="hal@sendiass.example")
    notice = Notice.objects.get(template="request_in_your_name")
    assert notice.to_email == "sam@family.example"
    assert f"/ask/stop/{in_their_name.code_of(enquiry)}/" in notice.text
    assert "Hal Helper" in notice.text
    in_their_name.stop(enquiry)
    in_their_name.stop(enquiry)
    enquiry.refresh_from_db()
    assert marks(of(enquiry)) == [Mark.STOPPED]
    assert [entry.what for entry in entries_of(enquiry.pk)].count("enquiry.stopped") == 1
    with pytest.raises(AskAPerson, match="stopped this request"):
        opened(enquiry)
    assert opened(enquiry, reason="Sam rang: it was a mistake.").reference == enquiry.reference
    enquiry.refresh_from_db()
    with pytest.raises(Impossible):
        in_their_name.stop(enquiry)


@pytest.mark.parametrize(
    ("request_", "seen"),
    [
        (replace(BY_HAL, family=replace(SAM, email="", telephone="+441632960001")), [Mark.TELL_FAMILY]),
        (Request(who="helper", helper=HAL, family=InTheirName(agreed="not_yet")), [Mark.NO_PERMISSION]),
        (BY_HAL, []),
    ],
)
def test_without_permission_or_a_safe_address_a_person_does_it(request_: Request, seen: list[Mark]) -> None:
    enquiry = sent(request_, name="Hal Helper", email="hal@sendiass.example")
    assert marks(of(enquiry)) == seen
    assert Notice.objects.filter(template="request_in_your_name").exists() == (not seen)


def test_a_helper_without_permission_does_not_help_in_the_case() -> None:
    case = opened(sent(Request(who="helper", helper=HAL, family=InTheirName(agreed="not_yet"))))
    assert not case.participants.filter(role=Role.SUPPORTER).exists()


@pytest.mark.parametrize(
    ("request_", "seen"),
    [
        (Request(who="social_worker"), [Mark.IN_CARE]),
        (Request(who="foster_carer"), [Mark.IN_CARE]),
        (Request(who="deputy"), [Mark.PAPER]),
        (Request(who="parent", other_parent=LEE), [Mark.HIDDEN, Mark.NOT_KNOWN, Mark.NO_CONTACT, Mark.ORDER]),
        (Request(who="parent", other_parent=OtherParent(shares="not_sure")), [Mark.NO_CONTACT]),
        (Request(who="parent"), []),
    ],
)
def test_staff_see_first_what_must_be_seen_first(request_: Request, seen: list[Mark]) -> None:
    assert marks(of(sent(request_))) == seen


def test_an_enquiry_from_a_call_says_nothing_of_others() -> None:
    assert of(Enquiry(answers={})) == Request()
    assert of(Enquiry(answers={"said": [], "unknown": 1, "family": None})) == Request()


def test_a_link_that_is_not_ours_leads_nowhere() -> None:
    enquiry = sent(BY_HAL)
    code = in_their_name.code_of(enquiry)
    assert in_their_name.with_code(code) == enquiry
    for wrong in (code[:-1], enquiry.pk.hex, "", f"{uuid4().hex}:{code.split(':')[1]}"):
        assert in_their_name.with_code(wrong) is None
