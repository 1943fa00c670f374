"""The made-up cases: one at each stage of both routes, with the people that make the work what it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from commonground import law
from commonground.cases import choosing, commands, helping, passing, taking_part
from commonground.cases.apply import Acting
from commonground.cases.words import Agreed, Basis, Channel, Outcome, PartyKind, Route, Wish
from commonground.casework import arranging, closing, disagreement
from commonground.certificates import commands as certificates
from commonground.demo import own_space, photographed
from commonground.demo.telling import Story, ago, at
from commonground.law import CertificateKind, Decision
from commonground.meetings import commands as meetings
from commonground.meetings.commands import Came
from commonground.people.models import MessagesBy, Person
from commonground.people.roles import Role
from commonground.record.days import today
from commonground.safekeeping.commands import place_hold
from commonground.safekeeping.models import Reason

Staff = dict[str, Person]
CAME = (Came("Mina Meadow", PartyKind.FAMILY), Came("Olly Officer", PartyKind.AUTHORITY, could_decide=True))


def born(years: int) -> date:
    """A birthday so many years and a few weeks ago."""
    return today().replace(day=1, year=today().year - years) - timedelta(days=40)


def declined(staff: Staff) -> None:
    """No mediation, and a certificate."""
    story = Story(staff["ada"]).opens(
        3, child="Robin Sample", parent="Sam Sample", email="sam.sample@family.example", letter=20
    )
    story.informed(2)
    story.case = choosing.say_about_appeal(story.case, by=story.acts(2), wish=Wish.YES)
    story.declines(1).certified(CertificateKind.DECLINED)


def waiting(staff: Staff) -> None:
    """The council was told and has not answered; health is in dispute too."""
    story = Story(staff["ada"]).opens(
        14, child="Alma Meadow", parent="Mina Meadow", email="mina.meadow@family.example", letter=25,
        decision=Decision.PLAN_CONTENTS, sections=frozenset("BF"), needs="A ground-floor room, and breaks.",
    )  # fmt: skip
    story.informed(12)
    story.issue("F", "Speech and language therapy is “as required”.", "45 minutes every week.", days=12)
    story.issue("B", "Anxiety is not described.", "The psychologist’s words.", health="CAMHS assessment", days=12)
    story.mediates(11)
    story.case = commands.chase(story.case, by=story.acts(7), channel=Channel.EMAIL, text="They look for a date.")
    _with_help(story, 6)
    mother = story.case.participants.get(role=Role.FAMILY)
    photographed.give(
        story.case, by=replace(story.acts(6), came_by=Channel.POST), giver=mother.person,
        title="What the speech therapist wrote", to=("Exampleshire", "The mediator"),
        lines=("Example Community Therapy", "", "Alma, seen in March", "", "45 minutes of speech and language therapy",
               "every week, by a therapist, and a programme", "at school on the days between.", "", "(made up)"),
    )  # fmt: skip


def _with_help(story: Story, days: int) -> None:
    """A mother agreed on the telephone that her SENDIASS adviser helps her."""
    mother = story.case.participants.get(role=Role.FAMILY)
    said = replace(story.acts(days), recorded_for=mother.person.name, on_behalf=mother.person.actor)
    helping.bring_in(
        story.case, by=said, helps=mother.pk, name="Sia Adviser", email="sia@sendiass.example",
        relationship="SENDIASS adviser", agreed=[Agreed.SPEAK],
    )  # fmt: skip
    story.case.refresh_from_db()


def not_arranged(staff: Staff) -> None:
    """The council says that it cannot arrange it in time."""
    story = Story(staff["ben"]).opens(
        20, child="Kit Lark", parent="Jo Lark", email="jo.lark@family.example", letter=34,
        decision=Decision.REFUSE_TO_ISSUE,
    )  # fmt: skip
    story.informed(19).mediates(18)
    _with_help(story, 17)
    by = story.acts(1)
    story.case = arranging.cannot_arrange(story.case, by=by, why="Nobody who can decide is free before then.")
    story.certified(CertificateKind.NOT_ARRANGED)


def cannot_come(staff: Staff) -> None:
    """The council said this morning that it cannot arrange it in time; the certificate is due."""
    story = Story(staff["ada"]).opens(
        18, child="Bram Reed", parent="Ina Reed", email="ina.reed@family.example", letter=31, place="Sampleton"
    )
    story.informed(17).mediates(16)
    by = story.acts(0, 9)
    story.case = arranging.cannot_arrange(story.case, by=by, why="The panel does not sit before the holidays.")


def day_thirty(staff: Staff) -> None:
    """Day 30 has come and the council is silent."""
    story = Story(staff["ada"]).opens(
        33, child="Wren Hollow", parent="Pat Hollow", email="pat.hollow@family.example", letter=40
    )
    story.informed(32).mediates(31)


def fixed(staff: Staff) -> None:
    """A meeting stands two weeks from now."""
    story = Story(staff["ben"]).opens(
        10, child="Finn Brook", parent="Dara Brook", email="dara.brook@family.example", letter=30,
        decision=Decision.CEASE_TO_MAINTAIN, child_born=born(15),
    )  # fmt: skip
    day = law.add_working_days(today(), 10)
    story.informed(9).mediates(8).meets(2, on=day, mediator=staff["max"])


def met(staff: Staff) -> None:
    """A meeting was held on the last working day and ended in an agreement; the certificate is due."""
    story = Story(staff["ada"]).opens(
        15, child="Ivy Stone", parent="Mina Stone", email="mina.stone@family.example", letter=35, place="Sampleton"
    )
    story.informed(14).mediates(13).meets(8, on=ago(1), mediator=staff["max"], waived="Mina Stone")
    by = story.acts(1, 13)
    story.case = meetings.conclude(story.case, by=by, came=CAME, outcome=Outcome.AGREED, agreed_in_writing=True)


def took_part(staff: Staff) -> None:
    """A meeting without agreement, the certificate, and an appeal that runs."""
    story = Story(staff["ben"]).opens(
        25, child="Theo Vale", parent="Uma Vale", email="uma.vale@family.example", letter=45, place="Sampleton",
        decision=Decision.PLAN_CONTENTS, sections=frozenset("BFI"),
    )  # fmt: skip
    day = ago(1)
    story.informed(24).mediates(23).meets(12, on=day, mediator=staff["max"], hour=14)
    by = story.acts(1, 16)
    story.case = meetings.conclude(story.case, by=by, came=CAME, outcome=Outcome.NOT_AGREED, agreed_in_writing=False)
    story.certified(CertificateKind.TOOK_PART)


def young_person(staff: Staff) -> None:
    """A young person of eighteen, whose right it is, and who says things in a space of their own."""
    story = Story(staff["ada"]).opens(
        6, child="Ezra Young", parent="Ezra Young", email="ezra.young@family.example", letter=15,
        child_born=born(18), basis=Basis.YOUNG_PERSON, decision=Decision.CEASE_TO_MAINTAIN,
        safe_contact="By text, after 4pm.", family_telephone="+447700900618", messages_by=MessagesBy.TEXT,
    )  # fmt: skip
    story.informed(5).mediates(5).meets(2, on=law.add_working_days(today(), 11), mediator=staff["max"])
    own_space.speak(story)


def soon_theirs(staff: Staff) -> None:
    """A child whose right passes to them next summer, and a mother who is not sure yet."""
    story = Story(staff["ben"]).opens(
        1, child="Nia Ford", parent="Bea Ford", email="bea.ford@family.example", letter=12, child_born=born(15)
    )
    story.informed(0)
    story.case = commands.leave_undecided(
        story.case, by=story.acts(0), next_contact_on=law.add_working_days(today(), 1)
    )


def theirs_since_summer(staff: Staff) -> None:
    """The choices passed to the child last summer, after the meeting; nothing is said yet of what the mother reads."""
    passed = _last_passing()
    before = (today() - passed).days
    story, school = _resolution(
        staff, "Jem Birch", "Faye Birch", "faye.birch@family.example", "Example High School", before=before + 25,
        child_born=date(passed.year - 16, 3, 9),
    )  # fmt: skip
    story.case = disagreement.record_answer(story.case, by=story.acts(before + 30), party=school, agrees=True)
    story.case = commands.met_young_person(
        story.case, by=story.acts(before + 33), on=ago(before + 33), instructions="Wants to come to the meeting."
    )
    story.meets(before + 22, on=ago(before + 4), mediator=staff["max"])
    came = (Came("Faye Birch", PartyKind.FAMILY), Came("Hana Head", PartyKind.SCHOOL, could_decide=True))
    by = story.acts(before + 4, 13)
    story.case = meetings.conclude(story.case, by=by, came=came, outcome=Outcome.PARTLY, agreed_in_writing=True)
    brought_in = replace(by, at=at((today() - law.add_working_days(passed, 1)).days))
    passing.young_person_joins(story.case, by=brought_in, email="jem.birch@family.example")


def _last_passing() -> date:
    """The day on which a right last passed from parents, at least a week ago (R8)."""
    years = (today().year, today().year - 1)
    days = (law.right_holder(date(year - 16, 3, 9), today()).changes_on for year in years)
    return next(day for day in days if day < today() - timedelta(days=7))


def two_parents(staff: Staff) -> None:
    """Two parents apart, one of whom must not learn where the other lives."""
    story = Story(staff["ada"]).opens(
        5, child="Lena Marsh", parent="Kay Marsh", email="kay.marsh@family.example", letter=18,
        safe_contact="Call only between 10am and 2pm. Leave no message.",
    )  # fmt: skip
    story.case = taking_part.add_participant(
        story.case, by=story.acts(5), role=Role.FAMILY, name="Lee Marsh", basis=Basis.PARENT,
        email="lee.marsh@family.example", relationship="Father",
    )  # fmt: skip
    mother = story.case.participants.order_by("id").first()
    assert mother is not None
    story.case = taking_part.record_authority(
        story.case, by=story.acts(5), participant=mother.pk, basis=Basis.PARENT, evidence="Birth certificate",
        seen_on=ago(5), court_orders="Non-molestation order of last spring", do_not_disclose_to="Lee Marsh: no address",
    )  # fmt: skip
    story.informed(4)


def not_reached(staff: Staff) -> None:
    """Nobody has answered yet, and the last day comes near."""
    story = Story(staff["ben"]).opens(
        4, child="Otis Grove", parent="Val Grove", email="val.grove@family.example", letter=51
    )
    story.case = commands.record_attempt(
        story.case, by=story.acts(2), channel=Channel.TELEPHONE, named_dates=False, next_contact_on=today()
    )


def placement_only(staff: Staff) -> None:
    """Only the school is in dispute: no certificate is needed."""
    story = Story(staff["ada"]).opens(
        8, child="Maya Field", parent="Rae Field", email="rae.field@family.example", letter=21,
        decision=Decision.PLAN_CONTENTS, sections=frozenset("I"),
    )  # fmt: skip
    story.informed(7)
    story.case = commands.need_no_certificate(story.case, by=story.acts(7))


def just_asked(staff: Staff) -> None:
    """They chose mediation a moment ago; the council is to be told today."""
    story = Story(staff["ada"]).opens(
        2, child="Sol Heath", parent="Gwen Heath", email="gwen.heath@family.example", letter=9
    )
    story.informed(1)
    story.issue("", "Whether Sol needs an assessment.", "An assessment of needs.", days=1)
    story.case = choosing.ask_mediation(story.case, by=story.acts(0, 8))


def certificate_due(staff: Staff) -> None:
    """They declined; the adviser has not issued yet."""
    story = Story(staff["ben"]).opens(
        4, child="Ada Lind", parent="Noa Lind", email="noa.lind@family.example", letter=16
    )
    story.informed(3).declines(2)


def new_case(staff: Staff) -> None:
    """Opened this morning."""
    Story(staff["cora"]).opens(0, child="Remi Thorn", parent="Ola Thorn", email="ola.thorn@family.example", letter=11)


def no_contact(staff: Staff) -> None:
    """All contact is stopped."""
    story = Story(staff["ada"]).opens(9, child="Bo Ash", parent="Lin Ash", email="lin.ash@family.example", letter=22)
    taking_part.stop_all_contact(story.case, by=story.acts(8))


def done(staff: Staff) -> None:
    """Closed after a certificate."""
    story = Story(staff["ben"]).opens(
        12, child="Jude Fern", parent="Isa Fern", email="isa.fern@family.example", letter=30
    )
    story.informed(11).declines(10).certified(CertificateKind.DECLINED)
    closing.close(story.case, by=story.acts(0), outcome_words="They went on to appeal.")
    place_hold(story.case.pk, by=staff["ben"], reason=Reason.APPEAL, note="Until the tribunal has decided.")


def issued_in_error(staff: Staff) -> None:
    """A certificate that named the wrong decision was withdrawn the same day."""
    story = Story(staff["ada"]).opens(
        5, child="Pip Larch", parent="Rosa Larch", email="rosa.larch@family.example", letter=17
    )
    made = story.informed(4).declines(3).certified(CertificateKind.DECLINED)
    certificates.withdraw(made, by=Acting(person=staff["ada"]), because="It names the wrong decision.")


def _resolution(
    staff: Staff, child: str, parent: str, email: str, school: str, *, before: int = 0, **more: object
) -> tuple[Story, int]:
    """A school is asked; `before` is how many days earlier than usual it all was."""
    story = Story(staff["cora"]).opens(
        before + 12, child=child, parent=parent, email=email, letter=before + 20,
        route=Route.DISAGREEMENT_RESOLUTION, decision=Decision.SEN_SUPPORT, **more,
    )  # fmt: skip
    story.case = taking_part.add_party(
        story.case, by=story.acts(before + 11), kind=PartyKind.SCHOOL, name=school, email="head@school.example"
    )
    told = frozenset(commands.INFORMATION)
    ada = Story(staff["ada"]).acts(before + 11)
    story.case = commands.declare(story.case, by=ada, independent=True)
    story.case = commands.record_information(story.case, by=ada, told=told, how=Channel.TELEPHONE)
    party = story.case.parties.get(kind=PartyKind.SCHOOL)
    story.case = disagreement.ask_parties(story.case, by=story.acts(before + 10), parties=[party.pk])
    return story, party.pk


def asking(staff: Staff) -> None:
    """The school has been asked and has not answered."""
    _resolution(staff, "Tam Rivers", "Ruth Rivers", "ruth.rivers@family.example", "Riverside Primary School")


def refused(staff: Staff) -> None:
    """The school said no."""
    story, school = _resolution(staff, "Eli Wood", "Ann Wood", "ann.wood@family.example", "Woodend Academy")
    disagreement.record_answer(
        story.case, by=story.acts(5), party=school, agrees=False, why="We think that we do enough."
    )


def agreed_to_meet(staff: Staff) -> None:
    """Everybody said yes."""
    story, school = _resolution(staff, "Zoe Hill", "Max Hill", "max.hill@family.example", "Hilltop School")
    disagreement.record_answer(story.case, by=story.acts(4), party=school, agrees=True)


STORIES: tuple[Callable[[Staff], None], ...] = (
    declined, waiting, not_arranged, cannot_come, day_thirty, fixed, met, took_part, young_person, soon_theirs,
    theirs_since_summer, two_parents, not_reached, placement_only, just_asked, certificate_due, new_case, no_contact,
    done, issued_in_error, asking, refused, agreed_to_meet,
)  # fmt: skip
