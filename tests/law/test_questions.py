"""The contract: what a question takes, how a reply looks, and the plain sentence for everything else."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground import law
from commonground.law.reading import MOST_WEEKS

DATE = "a date such as 2026-09-01, from 2014-09-01 to 2099-12-31"
DECISIONS = (
    "refuse_to_assess, refuse_to_issue, plan_contents, refuse_to_reassess, refuse_to_amend, cease_to_maintain, "
    "draft_plan, amendment_promised, personal_budget, sen_support, health_or_social_care, not_delivered, delay, "
    "other_send, discrimination, not_sure"
)

BAD: list[tuple[str, dict[str, Any], str]] = [
    ("contact-by", {}, f"contact-by needs `sent`: {DATE}."),
    ("routes", {}, f"routes needs `decision`: one of {DECISIONS}."),
    ("contact-by", {"sent": "tomorrow"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": ""}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": "2026-02-30"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": "20260901"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": "2026-W36-2"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": "2026-9-1"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": " 2026-09-01"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": "２０２６-09-01"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": "2014-08-31"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": "2100-01-01"}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": None}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": ["2026-09-01"]}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": 20260901}, f"`sent` takes {DATE}."),
    ("contact-by", {"sent": "2026-09-01", "decision": "no"}, f"`decision` takes one of {DECISIONS}."),
    (
        "contact-by",
        {"sent": "2026-09-01", "colour": "red"},
        "`colour` is not known here; contact-by takes sent, decision, sections, decided.",
    ),
    (
        "certificate-by",
        {"told": "2026-09-01", "x" * 100: ""},
        f"`{'x' * 40}…` is not known here; certificate-by takes told, decided.",
    ),
    (
        "routes",
        {"decision": "plan_contents", "sections": "B,L"},
        "`sections` takes letters from A to K with commas, for example B,F,I.",
    ),
    (
        "routes",
        {"decision": "plan_contents", "sections": ""},
        "`sections` takes letters from A to K with commas, for example B,F,I.",
    ),
    (
        "routes",
        {"decision": "plan_contents", "sections": "BFI"},
        "`sections` takes letters from A to K with commas, for example B,F,I.",
    ),
    (
        "routes",
        {"decision": "plan_contents", "sections": "\u0131"},  # in capitals this letter would be an I
        "`sections` takes letters from A to K with commas, for example B,F,I.",
    ),
    ("routes", {"decision": "plan_contents", "detained": "true"}, "`detained` takes yes or no."),
    ("routes", {"decision": "plan_contents", "detained": True}, "`detained` takes yes or no."),
    ("routes", {"decision": "plan_contents", "decided": "1999-01-01"}, f"`decided` takes {DATE}."),
    (
        "right-holder",
        {"born": "1899-12-31", "on": "2026-01-01"},
        "`born` takes a date such as 2010-09-01, from 1900-01-01 to 2099-12-31.",
    ),
    (
        "right-holder",
        {"born": "2026-01-02", "on": "2026-01-01"},
        "`born` takes a date that is not after `on`.",
    ),
    (
        "appeal-by",
        {"sent": "2026-09-01", "certificate": "2026-08-31"},
        "`certificate` takes dates of issue that are not before `sent`.",
    ),
    (
        "appeal-by",
        {"sent": "2026-09-01", "certificate": "2026-09-30,2026-08-31"},
        "`certificate` takes dates of issue that are not before `sent`.",
    ),
    (
        "appeal-by",
        {"sent": "2026-09-01", "contacted": "2026-09-10", "certificate": "2026-09-09"},
        "`certificate` takes dates of issue that are not before `contacted`.",
    ),
    (
        "appeal-by",
        {"sent": "2026-09-01", "certificate": "2026-09-30,"},
        "`certificate` takes one date such as 2026-09-01, or several with commas, from 2014-09-01 to 2099-12-31.",
    ),
    (
        "agreed-action-by",
        {"agreed": "2026-09-01", "action": "dance"},
        "`action` takes one of assess, issue_plan, amend_plan, name_placement, continue_plan, other, icb_report.",
    ),
    (
        "agreed-action-by",
        {"agreed": "2026-09-01", "action": "icb_report", "weeks": "3"},
        "`weeks` cannot be given for icb_report: the one week for it cannot be varied.",
    ),
]  # fmt: skip
BAD += [
    (
        "agreed-action-by",
        {"agreed": "2026-09-01", "action": "assess", "weeks": weeks},
        f"`weeks` takes a whole number from 1 to {MOST_WEEKS}.",
    )
    for weeks in ("0", "-1", "six", "1.5", "521", "99999", "", True, 1.5)
]


@pytest.mark.parametrize(("question", "given_", "sentence"), BAD)
def test_bad_input_is_one_plain_sentence_that_names_the_key(
    question: str, given_: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(law.BadInput) as caught:
        law.ask(question, given_)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize("question", ["", "Routes", "contact_by", None, 7, ["routes"]])
def test_an_unknown_question_lists_those_there_are(question: Any) -> None:
    with pytest.raises(law.BadInput) as caught:
        law.ask(question, {})
    assert caught.value.sentence == (
        "There is no such question; the questions are routes, right-holder, contact-by, certificate-by, arrange-by, "
        "icb-told-by, notice-by, appeal-by, agreed-action-by, claim-by."
    )


GOOD: dict[str, dict[str, str]] = {
    "routes": {"decision": "plan_contents", "sections": "B, f ,H1", "detained": "no"},
    "right-holder": {"born": "2010-09-01", "on": "2026-10-01", "lacks_capacity": "yes", "deputy": "no"},
    "contact-by": {"sent": "2026-07-01", "decision": "plan_contents", "sections": "I"},
    "certificate-by": {"told": "2026-04-02"},
    "arrange-by": {"told": "2026-04-02"},
    "icb-told-by": {"told": "2026-04-02"},
    "notice-by": {"meeting": "2026-04-14"},
    "appeal-by": {"sent": "2026-07-01", "certificate": "2026-08-01, 2026-08-03", "contacted": "2026-07-02"},
    "agreed-action-by": {"agreed": "2026-03-02", "action": "other", "weeks": "520"},
    "claim-by": {"act": "2026-02-27"},
}


@pytest.mark.parametrize("question", law.QUESTIONS)
def test_a_reply_has_all_its_parts(question: str) -> None:
    reply = law.ask(question, GOOD[question])
    assert list(reply) == ["question", "given", "answer", "because", "certainty", "rulebook", "calendar"]
    assert (reply["question"], reply["given"]) == (question, GOOD[question])
    assert reply["because"]
    for step in reply["because"]:
        assert set(step) == {"step", "rule", "cite"}
        assert step["cite"] == law.RULES[step["rule"]].cite
    assert re.fullmatch(r"settled|accepted|inference|doubt:D\d+", reply["certainty"])
    assert reply["rulebook"] == "england-2014-09-01"
    assert reply["calendar"] == law.current_calendar().name


def test_placement_only_has_no_date_to_contact_by() -> None:
    assert law.ask("contact-by", GOOD["contact-by"])["answer"] == {"date": None}


def test_a_whole_number_of_weeks_may_come_as_a_number() -> None:
    given_: Any = {"agreed": "2026-03-02", "action": "amend_plan", "weeks": 6}
    assert law.ask("agreed-action-by", given_)["answer"]["dates"][0]["date"] == "2026-04-13"


def test_dates_at_both_ends_of_the_range_are_answered() -> None:
    for day in ("2014-09-01", "2099-12-31"):
        for question, key in (
            ("contact-by", "sent"),
            ("appeal-by", "sent"),
            ("claim-by", "act"),
            ("notice-by", "meeting"),
        ):
            assert law.ask(question, {key: day})["answer"]["date"]
    longest = {"agreed": "2099-12-31", "action": "other", "weeks": "520"}
    assert law.ask("agreed-action-by", longest)["answer"]["dates"][0]["date"] == "2109-12-19"


@given(st.dates(date(2014, 9, 1), date(2099, 12, 31)))
def test_code_and_contract_agree(day: date) -> None:
    text = day.isoformat()
    contact, appeal, certificate = law.contact_by(day), law.appeal_by(day), law.certificate_by(day)
    assert law.ask("contact-by", {"sent": text})["answer"]["date"] == str(contact.date)
    assert law.ask("appeal-by", {"sent": text})["answer"]["date"] == str(appeal.date)
    assert law.ask("certificate-by", {"told": text})["answer"]["date"] == str(certificate.date)
    assert law.ask("contact-by", {"sent": text})["certainty"] == contact.certainty


@given(st.sampled_from(sorted(law.QUESTIONS)), st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=4))
def test_nonsense_is_never_more_than_bad_input(question: str, given_: dict[str, str]) -> None:
    keys = [key.name for key in law.QUESTIONS[question].takes]
    for candidate in (given_, dict(zip(keys, given_.values(), strict=False))):
        with pytest.raises(law.BadInput) as caught:
            law.ask(question, candidate)
        assert "\n" not in caught.value.sentence
        assert caught.value.sentence.endswith(".")
