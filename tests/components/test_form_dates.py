"""Dates and times are taken as people write them, and answered in sentences that say which part to mend."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from commonground.web.components import forms
from tests.components.shown import by_class, by_id, fragment


class Letter(forms.Form):
    sent_on = forms.DateField(
        label="What is the date on the letter?",
        called="the date on the letter",
        if_empty="Tell us the date on the letter",
        latest=lambda: date(2026, 11, 24),
        if_later="The date on the letter must be today or in the past. 100% sure?",
        earliest=date(2014, 9, 1),
    )


def letter(day: str, month: str = "", year: str = "") -> Letter:
    return Letter({"sent_on-day": day, "sent_on-month": month, "sent_on-year": year})


def wrong_boxes(form: Letter) -> list[str]:
    inputs = by_class(fragment(form["sent_on"]), "govuk-input--error")
    return [(each.get("name") or "").removeprefix("sent_on-") for each in inputs]


@pytest.mark.parametrize(
    "typed",
    [
        ("1", "9", "2026"),
        ("01", "09", "2026"),
        (" 1 ", "September", "2026"),
        ("1st", "sept", "2026"),
        ("1", "SEP.", "2026"),
        ("1/9/2026", "", ""),
        ("01.09.2026", "", ""),
        ("2026-09-01", "", ""),
        ("1 September 2026", "", ""),
        ("Tuesday 1st September 2026", "", ""),
        ("Tue, 1 Sep 2026", "", ""),
        ("١", "٩", "٢٠٢٦"),
    ],
)
def test_a_date_is_understood_however_it_is_written(typed: tuple[str, str, str]) -> None:
    form = letter(*typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["sent_on"] == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("typed", "sentence", "boxes"),
    [
        (("", "", ""), "Tell us the date on the letter", ["day", "month", "year"]),
        (("1", "9", ""), "The date on the letter must include a year", ["year"]),
        (("1", "", ""), "The date on the letter must include a month and a year", ["month", "year"]),
        (("", "", "2026"), "The date on the letter must include a day and a month", ["day", "month"]),
        (("31", "9", "2026"), "The date on the letter must be a real date: September 2026 has days 1 to 30", ["day"]),
        (("29", "2", "2026"), "The date on the letter must be a real date: February 2026 has days 1 to 28", ["day"]),
        (("0", "9", "2026"), "The date on the letter must be a real date: September 2026 has days 1 to 30", ["day"]),
        (("one", "9", "2026"), "The date on the letter must be a real date: September 2026 has days 1 to 30", ["day"]),
        (("1", "13", "2026"), "The date on the letter must have a month from 1 to 12, or its name", ["month"]),
        (("1", "Ma", "2026"), "The date on the letter must have a month from 1 to 12, or its name", ["month"]),
        (("1", "9", "26"), "The date on the letter must have a year of 4 numbers, like 2026", ["year"]),
        (("1", "9", "0000"), "The date on the letter must have a year of 4 numbers, like 2026", ["year"]),
        (("1", "9", "2026²"), "The date on the letter must have a year of 4 numbers, like 2026", ["year"]),
        (
            ("25", "11", "2026"),
            "The date on the letter must be today or in the past. 100% sure?",
            ["day", "month", "year"],
        ),
        (
            ("31", "8", "2014"),
            "The date on the letter must be Monday 1 September 2014 or after",
            ["day", "month", "year"],
        ),
    ],
)
def test_what_is_wrong_with_a_date_is_said_and_marked(
    typed: tuple[str, str, str], sentence: str, boxes: list[str]
) -> None:
    form = letter(*typed)
    assert form.errors["sent_on"] == [sentence]
    assert wrong_boxes(form) == boxes
    assert f'href="#f-sent_on-{boxes[0]}"' in form.errors_summary()


@pytest.mark.parametrize("typed", [("31", "9", "2026"), ("<b>", "👋", '"'), ("1", "", "")])
def test_what_was_typed_into_a_date_is_kept(typed: tuple[str, str, str]) -> None:
    page = fragment(letter(*typed)["sent_on"])
    assert tuple(by_id(page, f"f-sent_on-{part}").get("value") or "" for part in ("day", "month", "year")) == typed


def test_today_itself_is_not_too_late() -> None:
    assert letter("24", "11", "2026").is_valid()
    assert letter("1", "9", "2014").is_valid()


def test_a_date_that_is_not_needed_may_be_left_out() -> None:
    assert forms.DateField(label="Born", required=False).clean(None) is None


@pytest.mark.parametrize("word", ["jan", "mar", "may", "aug", "december"])
def test_every_month_may_be_a_word(word: str) -> None:
    form = letter("3", word, "2020")
    assert form.is_valid()
    assert f"{form.cleaned_data['sent_on']:%B}".casefold().startswith(word)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2:30pm", time(14, 30)),
        ("2.30 pm", time(14, 30)),
        ("2 p.m.", time(14)),
        ("10am", time(10)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("14:30", time(14, 30)),
        ("09:15", time(9, 15)),
        ("9:15", time(9, 15)),
        ("midday", time(12)),
        ("Noon", time(12)),
    ],
)
def test_a_time_is_understood_however_it_is_written(typed: str, kept: time) -> None:
    assert forms.TimeField(label="Time").clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2:30", "Say whether 2:30 is am or pm, like 2:30pm"),
        ("25:00", "Enter a time like 10am or 2:30pm"),
        ("14pm", "Enter a time like 10am or 2:30pm"),
        ("10:75", "Enter a time like 10am or 2:30pm"),
        ("soon", "Enter a time like 10am or 2:30pm"),
    ],
)
def test_a_time_that_could_be_two_is_asked_about(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as caught:
        forms.TimeField(label="Time").clean(typed)
    assert caught.value.messages == [sentence]


def test_no_time_is_none_where_it_is_not_needed() -> None:
    assert forms.TimeField(label="Time", required=False).clean("") is None
