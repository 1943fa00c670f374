"""Whatever is typed, the dates page answers with a plain sentence and keeps what was typed."""

from datetime import date

import pytest
from django.test import Client

from tests.components.shown import by_class, escaped, parsed, text_of
from tests.public.reading_dates import ADDRESS, USUAL, on

pytestmark = pytest.mark.django_db
LONG = "9" * 10_000
SCRIPT = "<script>alert(1)</script>"


def boxes(day: str, month: str, year: str) -> dict[str, str]:
    return {"sent": "", "sent-day": day, "sent-month": month, "sent-year": year}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (boxes("31", "2", "2026"), "The date on the letter must be a real date: February 2026 has days 1 to 28"),
        (boxes("29", "2", "2026"), "February 2026 has days 1 to 28"),
        (boxes("1", "13", "2026"), "must have a month from 1 to 12, or its name"),
        (boxes("1", "9", "26"), "must have a year of 4 numbers"),
        (boxes("1", "", ""), "must include a month and a year"),
        (boxes("0", "9", "2026"), "must be a real date"),
        (boxes("-1", "9", "2026"), "must be a real date"),
        (boxes("1", "9", "0000"), "must have a year of 4 numbers"),
        (boxes("26", "11", "2026"), "The date on the letter must be today or before"),
        (boxes("1", "9", "2099"), "The date on the letter must be today or before"),
        (boxes("31", "8", "2014"), "must be 1 September 2014 or after"),
        (boxes("🙂", "🙂", "🙂"), "must have a year of 4 numbers"),
        (boxes(SCRIPT, "9", "2026"), "must be a real date"),
        (boxes(LONG, LONG, LONG), "must have a year of 4 numbers"),
        ({"sent": "yesterday"}, "must include a month and a year"),
        ({"sent": SCRIPT}, "must include a month and a year"),
        ({"sent": ""}, "Enter the date on the letter"),
        ({"council": ""}, "Choose the council"),
        ({"council": "E99999999"}, "Choose the council"),
        ({"council": SCRIPT}, "Choose the council"),
        ({"council": LONG}, "Choose the council"),
        ({"council": "🙂\x00"}, "Choose the council"),
        ({"decision": ""}, "Choose what it is about"),
        ({"decision": "no_such_thing"}, "Choose what it is about"),
        ({"decision": LONG}, "Choose what it is about"),
        ({"decision": "plan_contents", "sections": "Z"}, "Tick the parts"),
        ({"decision": "plan_contents", "sections": "B,not_sure"}, "not both"),
        ({"decision": "plan_contents", "sections": SCRIPT}, "Tick the parts"),
        ({"decision": "plan_contents", "sections": LONG}, "Tick the parts"),
    ],
)
def test_what_is_wrong_is_said_plainly_first_and_beside_its_field(given: dict[str, str], sentence: str) -> None:
    with on("2026-11-25"):
        page = Client().get(ADDRESS, {**USUAL, **given})
    assert page.status_code == 422
    document = parsed(page.text)
    assert sentence in text_of(by_class(document, "govuk-error-summary")[0])
    assert sentence in " ".join(text_of(each) for each in by_class(document, "govuk-error-message"))
    assert (document.findtext(".//title") or "").startswith("Error:")
    assert SCRIPT not in page.text
    for typed in (given.get(f"sent-{part}", "") for part in ("day", "month", "year")):
        assert f'value="{escaped(typed)}"' in page.text or not typed


@pytest.mark.parametrize(
    "typed",
    [
        boxes("2", "November", "2026"),
        boxes("2nd", "nov", "2026"),
        boxes("02", "11", "2026"),
        boxes("2/11/2026", "", ""),
        boxes("Monday 2 November 2026", "", ""),
        boxes(" 2 ", " 11 ", " 2026 "),
        {"sent": "2026-11-02"},
    ],
)
def test_a_date_is_taken_as_people_write_it(typed: dict[str, str]) -> None:
    with on("2026-11-25"):
        page = Client().get(ADDRESS, {**USUAL, **typed})
    assert page.status_code == 200
    assert "letter of Monday 2 November 2026" in text_of(parsed(page.text).find(".//main"))


def test_today_and_the_first_day_of_the_law_are_taken() -> None:
    with on("2026-11-25"):
        for sent in (date(2026, 11, 25), date(2014, 9, 1)):
            assert Client().get(ADDRESS, {**USUAL, "sent": sent.isoformat()}).status_code == 200


def test_words_that_nobody_asked_for_are_left_alone() -> None:
    with on("2026-11-25"):
        page = Client().get(ADDRESS, {**USUAL, "utm_source": SCRIPT, "only": SCRIPT})
    assert page.status_code == 200
    assert SCRIPT not in page.text
