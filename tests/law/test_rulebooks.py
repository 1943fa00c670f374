"""A rulebook is chosen by the date of the decision; a reform is a new file and leaves old cases as they were."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from commonground import law
from commonground.law import rulebook
from commonground.law.rulebook import FOLDER, NoRulebook, read_rulebook
from commonground.law.words import Action, Decision

TEXT = (FOLDER / "england-2014-09-01.toml").read_text(encoding="utf-8")
OLD = TEXT.replace("in_force_from = 2014-09-01", "in_force_from = 2014-09-01\nin_force_to = 2029-08-31")
REFORM = (
    TEXT.replace('id = "england-2014-09-01"', 'id = "made-up-reform"')
    .replace("in_force_from = 2014-09-01", "in_force_from = 2029-09-01")
    .replace("used_when_no_date_is_given = true", "")
    .replace("contact_months = 2", "contact_months = 3")
    .replace("certificate_working_days = 3", "certificate_working_days = 1")
    .replace("appeal_months = 2", "appeal_months = 4")
    .replace("icb_told_working_days = 3", "icb_told_working_days = 4")
    .replace("arrange_days = 30", "arrange_days = 40")
    .replace("notice_working_days = 5", "notice_working_days = 7")
    .replace("appeal_certificate_months = 1", "appeal_certificate_months = 3")
    .replace("claim_months = 6", "claim_months = 9")
    .replace("over_school_age_in_year_of = 16", "over_school_age_in_year_of = 18")
    .replace("too_old = 25", "too_old = 26")
    .replace('placement = ["I"]', 'placement = ["F", "I"]')
    .replace('{ what = "do what was agreed", weeks = 2 }', '{ what = "do what was agreed", weeks = 3 }')
)


@pytest.fixture
def reformed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A made-up reform from September 2029, as two files in a folder of its own."""
    (tmp_path / "a.toml").write_text(REFORM, encoding="utf-8")
    (tmp_path / "b.toml").write_text(OLD, encoding="utf-8")
    monkeypatch.setattr(rulebook, "FOLDER", tmp_path)
    rulebook.rulebooks.cache_clear()
    yield
    monkeypatch.undo()
    rulebook.rulebooks.cache_clear()


@pytest.mark.feature(138, how="partly")
@pytest.mark.usefixtures("reformed")
def test_the_rulebook_is_that_of_the_decision() -> None:
    before, after = date(2029, 8, 31), date(2029, 9, 1)
    assert [book.id for book in law.rulebooks()] == ["england-2014-09-01", "made-up-reform"]
    assert [book.used_when_no_date_is_given for book in law.rulebooks()] == [True, False]
    assert law.contact_by(before).date == date(2029, 10, 31)
    assert law.contact_by(after).date == date(2029, 12, 1)
    assert law.certificate_by(after).date == date(2029, 9, 3)
    assert law.appeal_by(after).date == date(2030, 1, 2)
    assert law.agreed_action_by(after, Action.OTHER).dates[0].date == date(2029, 9, 22)
    sections = frozenset("F")
    assert law.routes(Decision.PLAN_CONTENTS, sections=sections, decided=before).certificate == "required"
    assert law.routes(Decision.PLAN_CONTENTS, sections=sections, decided=after).certificate == "not_required"
    assert law.right_holder(date(2005, 9, 2), date(2030, 10, 1)).holder == "young_person"
    moved = law.conceded_by(after, Action.AMEND_PLAN)
    assert moved.dates[0].date == date(2029, 10, 6)


@pytest.mark.feature(138, how="partly")
@pytest.mark.usefixtures("reformed")
def test_an_old_case_keeps_its_rules_for_what_happens_later() -> None:
    told = {"told": "2029-10-01"}
    assert law.ask("certificate-by", told)["rulebook"] == "made-up-reform"
    old = law.ask("certificate-by", {**told, "decided": "2029-08-01"})
    assert (old["rulebook"], old["answer"]["date"]) == ("england-2014-09-01", "2029-10-04")


EACH = {
    "routes": {"decision": "plan_contents", "sections": "F"},
    "right-holder": {"born": "2012-01-01", "on": "2030-03-01"},
    "contact-by": {"sent": "2030-03-01"},
    "certificate-by": {"told": "2030-03-01"},
    "arrange-by": {"told": "2030-03-01"},
    "icb-told-by": {"told": "2030-03-01"},
    "notice-by": {"meeting": "2030-03-01"},
    "appeal-by": {"sent": "2030-03-01", "certificate": "2030-05-20"},
    "agreed-action-by": {"agreed": "2030-03-01", "action": "other"},
    "claim-by": {"act": "2030-03-01"},
}


@pytest.mark.usefixtures("reformed")
@pytest.mark.parametrize("question", law.QUESTIONS)
def test_every_question_is_answered_by_the_rulebook_of_the_decision(question: str) -> None:
    new = law.ask(question, EACH[question] | {"decided": "2029-09-01"})
    old = law.ask(question, EACH[question] | {"decided": "2029-08-31"})
    assert (new["rulebook"], old["rulebook"]) == ("made-up-reform", "england-2014-09-01")
    assert new["answer"] != old["answer"]


@pytest.mark.usefixtures("reformed")
def test_left_out_the_earliest_date_given_chooses_but_never_a_birth() -> None:
    def book(question: str, **given: str) -> str:
        return str(law.ask(question, given)["rulebook"])

    assert book("appeal-by", sent="2029-08-31", certificate="2029-10-01") == "england-2014-09-01"
    assert book("appeal-by", sent="2029-09-01", contacted="2029-08-31") == "england-2014-09-01"
    assert book("appeal-by", sent="2029-09-01", certificate="2029-10-01,2029-10-02") == "made-up-reform"
    assert book("right-holder", born="2015-01-01", on="2029-09-01") == "made-up-reform"
    assert book("routes", decision="draft_plan") == "england-2014-09-01", "no date at all: the one marked for it"
    assert book("routes", decision="draft_plan", decided="2030-01-01") == "made-up-reform"


def test_exactly_one_rulebook_answers_without_a_date() -> None:
    assert [book.id for book in law.rulebooks() if book.used_when_no_date_is_given] == ["england-2014-09-01"]


def test_rulebooks_leave_no_day_out_and_none_twice() -> None:
    books = law.rulebooks()
    assert books[0].in_force_from == date(2014, 9, 1)
    for earlier, later in pairwise(books):
        assert earlier.in_force_to is not None
        assert (later.in_force_from - earlier.in_force_to).days == 1
    assert books[-1].in_force_to is None


def test_every_rulebook_knows_every_action() -> None:
    for book in law.rulebooks():
        assert set(book.agreed) == set(Action)
        assert set(book.decisions) == set(Decision)


def test_before_the_first_rulebook_there_is_none() -> None:
    with pytest.raises(NoRulebook):
        law.contact_by(date(2014, 8, 31))


@pytest.mark.parametrize(
    "broken",
    [
        TEXT.replace("contact_months", "contact_moons"),
        TEXT.replace('certificate = "required"', 'certificate = "perhaps"'),
        TEXT.replace("[decisions.delay]", "[decisions.dismay]"),
        TEXT.replace('["R1", "A refusal to assess', '["R99", "A refusal to assess'),
        TEXT.replace("in_force_from = 2014-09-01", ""),
    ],
)
def test_a_wrong_rulebook_fails_when_it_is_read(broken: str) -> None:
    assert broken != TEXT
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_rulebook(broken)
