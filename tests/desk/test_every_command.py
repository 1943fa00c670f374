"""Nobody has to go online: each command of the domain has its form at the desk, and each form does what it says."""

import ast
import importlib
import inspect
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from commonground.record.queries import entries_of
from commonground.web.desk import (
    call_hours,
    calls,
    conversations,
    enquiries,
    interpreting,
    patterns,
    post,
    safekeeping,
    shared_views,
)
from commonground.web.desk.deeds import DEEDS
from commonground.web.desk.words import ENTRIES
from tests.desk.walks import WALKS, Given
from tests.desk.working import do
from tests.made_up import (
    staff,
)

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2] / "commonground"
MODULES = (
    "cases.choosing", "cases.commands", "cases.informing", "cases.correcting", "cases.helping", "cases.issues",
    "cases.passing", "cases.questions", "cases.taking_part", "casework.arranging", "casework.closing",
    "casework.disagreement", "casework.failures", "casework.intake", "casework.referring", "meetings.commands",
    "certificates.commands", "papers.commands", "feedback.commands", "calls.commands", "calls.hours",
    "calls.interpreting", "casework.interpreting",
    "casework.calling", "casework.conversing", "conversations.commands",
    "voice.commands", "voice.recording", "safekeeping.commands",
)  # fmt: skip
COMMANDS = {
    "cases.choosing.say_about_appeal": "appeal-wish",
    "cases.choosing.decline": "no-mediation",
    "cases.choosing.ask_mediation": "mediation",
    "cases.choosing.withdraw": "withdraw",
    "cases.choosing.want_certificate": "certificate-wish",
    "cases.commands.record_information": "information",
    "cases.commands.record_attempt": "attempt",
    "cases.informing.read_information": "read",
    "cases.commands.leave_undecided": "undecided",
    "cases.commands.need_no_certificate": "no-certificate",
    "cases.commands.note_earlier_certificate": "earlier-certificate",
    "cases.commands.note_appeal": "appeal",
    "cases.commands.move_authority": "move",
    "cases.commands.declare": "declare",
    "cases.issues.add_issue": "issue",
    "cases.issues.drop_issue": "drop-issue",
    "cases.issues.change_issue": "change-issue",
    "cases.commands.note": "note",
    "cases.commands.chase": "chase",
    "cases.commands.told_icb": "told-nhs",
    "cases.commands.met_young_person": "young-person",
    "cases.commands.assign": "assign",
    "cases.correcting.record_decision": "decision",
    "cases.correcting.record_child": "child",
    "cases.correcting.record_reach": "reach",
    "cases.questions.ask": "question",
    "cases.questions.answer": "answer-question",
    "cases.helping.bring_in": "supporter",
    "cases.helping.change_agreed": "supporter-may",
    "cases.helping.end_help": "supporter-ends",
    "casework.referring.refer_to_sendiass": "sendiass",
    "cases.passing.young_person_joins": "young-person-joins",
    "cases.passing.decide_about": "young-person-decides",
    "cases.taking_part.add_party": "add-party",
    "cases.taking_part.add_participant": "add-person",
    "cases.taking_part.end_participation": "end-part",
    "cases.taking_part.record_authority": "authority",
    "cases.taking_part.record_contact": "safe-contact",
    "cases.taking_part.pass_right": "right",
    "cases.taking_part.stop_all_contact": "stop-contact",
    "cases.taking_part.allow_contact": "allow-contact",
    "casework.arranging.tell_authority": "tell-council",
    "casework.arranging.cannot_arrange": "cannot-arrange",
    "casework.arranging.offer_day_30": "day-30",
    "casework.arranging.fix_meeting": "fix-meeting",
    "casework.arranging.record_notice": "told-family",
    "papers.commands.give": "give-paper",
    "papers.commands.rename": "rename-paper",
    "papers.commands.share": "share-paper",
    "papers.commands.stop_sharing": "unshare-paper",
    "papers.commands.take_back": "take-back-paper",
    "casework.closing.close": "close",
    "casework.closing.reopen": "reopen",
    "casework.closing.open_beside": "beside",
    "casework.disagreement.ask_parties": "ask-parties",
    "casework.disagreement.record_answer": "answer",
    "meetings.commands.conclude": "held",
    "meetings.commands.adjourn": "adjourn",
    "meetings.commands.did_not_happen": "did-not-happen",
    "certificates.commands.issue": "certificate",
    "certificates.commands.correct": "correct-certificate",
    "certificates.commands.withdraw": "withdraw-certificate",
    "certificates.commands.mark_sent": "certificate-arrival",
    "certificates.commands.mark_bounced": "certificate-arrival",
    "certificates.commands.mark_received": "certificate-arrival",
    "voice.recording.record_views": "record-views",
}
ON_PAGES = {
    "calls.commands.hand_over": calls,
    "calls.commands.record_outcome": calls,
    "calls.hours.set_hours": call_hours,
    "calls.hours.end_hours": call_hours,
    "calls.hours.go_away": call_hours,
    "calls.hours.come_back": call_hours,
    "calls.interpreting.ask": interpreting,
    "calls.interpreting.not_needed": interpreting,
    "calls.interpreting.called_off": interpreting,
    "casework.interpreting.confirm": interpreting,
    "casework.interpreting.could_not": interpreting,
    "casework.calling.book": calls,
    "casework.calling.book_for": calls,
    "casework.calling.move": calls,
    "casework.calling.cancel": calls,
    "casework.conversing.make_enquiry": conversations,
    "casework.failures.see_to": post,
    "casework.failures.send_again": post,
    "casework.failures.tell_by_telephone": post,
    "casework.intake.open_from": enquiries,
    "casework.intake.receive_enquiry": enquiries,
    "conversations.commands.answer": conversations,
    "conversations.commands.take": conversations,
    "conversations.commands.hand_over": conversations,
    "conversations.commands.close": conversations,
    "voice.recording.stop_reading": shared_views,
    "feedback.commands.pass_on": patterns,
    "feedback.commands.record_reply": patterns,
    "safekeeping.commands.place_hold": safekeeping,
    "safekeeping.commands.end_hold": safekeeping,
    "safekeeping.commands.erase_now": safekeeping,
}
"""What has a page of its own at the desk, not a form on a case."""
FOLLOWS = {
    "calls.commands.book": "casework.calling runs it",
    "calls.commands.move": "casework.calling runs it",
    "calls.commands.cancel": "casework.calling runs it",
    "calls.interpreting.confirm": "casework.interpreting runs it",
    "calls.interpreting.could_not": "casework.interpreting runs it",
    "calls.interpreting.carry": "follows by itself when a call moves",
    "calls.interpreting.end_with": "follows by itself when a call is cancelled",
    "casework.intake.receive_draft": "a family sends it from the public pages; the desk writes an enquiry down",
    "feedback.commands.raise_pattern": "a supporter says it of several families; for one family it is said in the case",
    "meetings.commands.fix_meeting": "casework.arranging.fix_meeting runs it",
    "papers.commands.take_over": "casework.intake.open_from runs it",
    "meetings.commands.call_off": "follows by itself when a case leaves mediation",
    "certificates.commands.ruling_on": "only asks what the law says",
    "voice.commands.say": "voice.recording.record_views writes it down for them",
    "voice.commands.change": "what was told is written down anew",
    "voice.commands.share": "voice.recording.record_views shares what is told with those who work here",
    "voice.commands.stop_sharing": "voice.recording.stop_reading does it for what the desk reads; it sees no more",
    "voice.commands.take_away": "voice.recording.stop_reading closes it; it is theirs alone to take away",
}


def public_commands() -> set[str]:
    """Every public function of those modules that somebody acts by."""
    found = set()
    for name in MODULES:
        module = importlib.import_module(f"commonground.{name}")
        for key, function in inspect.getmembers(module, inspect.isfunction):
            mine = function.__module__ == module.__name__ and not key.startswith("_")
            if mine and "by" in inspect.signature(function).parameters:
                found.add(f"{name}.{key}")
    return found


@pytest.mark.feature(49, how="partly")
def test_every_command_has_a_form_at_the_desk() -> None:
    assert public_commands() == COMMANDS.keys() | ON_PAGES.keys() | FOLLOWS.keys()


@pytest.mark.parametrize(("command", "page"), ON_PAGES.items())
def test_the_page_runs_that_command(command: str, page: ModuleType) -> None:
    assert f"{command.rpartition('.')[2]}(" in inspect.getsource(page)


@pytest.mark.parametrize(("command", "slug"), COMMANDS.items())
def test_the_form_runs_that_command(command: str, slug: str) -> None:
    assert command.rpartition(".")[2] in DEEDS[slug].run.__code__.co_names  # type: ignore[attr-defined]


def test_every_entry_has_words_at_the_desk() -> None:
    codes = set()
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "what" and isinstance(node.value, ast.Constant):
                codes.add(str(node.value.value))
    assert {code for code in codes if "." in code} - ENTRIES.keys() == set()


@pytest.mark.feature(142, how="partly")
@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk[0])
def test_a_deed_is_done_goes_on_the_record_and_moves_what_is_owed(
    walk: tuple[str, Given, Any, str, str, bool],
) -> None:
    slug, given, answers, entry, duty, owed = walk
    adviser = staff()
    case = given(adviser)
    before = len(entries_of(case.pk))
    after = do(case, adviser, slug, **(answers(case) if callable(answers) else answers))
    written = entries_of(case.pk)[before:]
    assert not entry or entry in [line.what for line in written]
    assert all(line.by == adviser.actor for line in written if line.what == entry)
    if duty:
        assert after.duties.filter(kind=duty, settled_on=None).exists() is owed
