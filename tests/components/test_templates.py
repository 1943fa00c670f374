"""The environment: what is escaped, what is translated, and that a misspelt name is loud."""

import jinja2
import pytest
from django.template import engines
from django.test import override_settings
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from commonground.settings.shapes import Provider
from commonground.web.components.jinja import unchanging
from tests.components.shown import parsed, request, text_of

MINE = '{% extends "components/layout.html" %}{% block title %}T{% endblock %}{% block content %}'


def made(source: str, **context: object) -> str:
    return str(engines["jinja2"].env.from_string(source).render(**context))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "source", ["{{ refrence }}", "{{ case.refrence }}", "{% for a in refrence %}{% endfor %}", "{{ refrence.x }}"]
)
def test_a_misspelt_name_is_an_error_not_a_gap_in_a_letter(source: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        made(source, case={"reference": "CG-1"})


def test_a_name_that_may_be_missing_can_be_asked_for() -> None:
    assert made("{% if maybe %}yes{% else %}no{% endif %}{{ maybe|default('-') }}") == "no-"


def test_markup_from_people_is_escaped_and_markup_of_ours_is_not() -> None:
    assert made("{{ a }}{{ b }}", a="<b>", b=SafeString("<i>")) == "&lt;b&gt;<i>"
    assert made('{% import "components/ui.html" as ui %}{{ ui.tag(a) }}', a="<b>").count("&lt;b&gt;") == 1
    rows = (
        '{% import "components/ui.html" as ui %}{{ ui.rows([{"key": a, "value": a}]) }}{{ ui.table(a, [a], [[a, a]]) }}'
    )
    assert "<b>" not in made(rows, a="<b>")


def test_lazy_words_are_words() -> None:
    assert made("{{ a }}", a=gettext_lazy("Continue")) == "Continue"
    assert made("{% trans name=a %}Dear {{ name }}{% endtrans %}", a="<b>") == "Dear &lt;b&gt;"


def test_govuk_macros_may_leave_out_what_they_do_not_need() -> None:
    source = '{% from "govuk_frontend_jinja/components/button/macro.html" import govukButton %}'
    assert "Go" in made(source + '{{ govukButton({"text": "Go"}) }}')


def test_the_provider_stands_on_every_page_from_settings() -> None:
    provider = Provider(
        name="Sampleton Mediation",
        telephone="01632 960001",
        hours="Weekdays",
        email="a@example.org",
        text_relay="18001 01632 960001",
        address="1 Sample Street",
    )
    with override_settings(PROVIDER=provider):
        page = parsed(engines["jinja2"].from_string(MINE + "{% endblock %}").render({}, request("/")))
    words = text_of(page)
    for each in ("Sampleton Mediation", "01632 960001", "Weekdays", "18001 01632 960001", "a@example.org"):
        assert each in words
    assert text_of(page.find("head/title")) == "T – Sampleton Mediation"


def test_what_is_the_same_on_every_page_is_rendered_once() -> None:
    first = unchanging("components/footer.html")
    assert unchanging("components/footer.html") is first
    # In another language it is another footer.
    with translation.override("ar"):
        assert unchanging("components/footer.html") is not first


def test_the_menu_marks_where_one_is() -> None:
    page = parsed(engines["jinja2"].from_string(MINE + "{% endblock %}").render({}, request("/ask/step/2/")))
    current = [text_of(each) for each in page.iter("a") if each.get("aria-current")]
    assert current == ["Ask us"]


def test_a_stranger_is_offered_to_sign_in_and_a_person_to_sign_out() -> None:
    template = engines["jinja2"].from_string(MINE + "{% endblock %}")
    assert "Sign in" in text_of(parsed(template.render({}, request())))
    known = request()
    known.person = object()  # type: ignore[attr-defined]
    words = text_of(parsed(template.render({}, known)))
    assert "Sign out" in words
    assert "Your case" in words
    assert "Sign in" not in words
    known.roles = frozenset({"adviser"})  # type: ignore[attr-defined]
    assert "Work list" in text_of(parsed(template.render({}, known)))


def test_a_page_in_a_language_from_right_to_left_says_so() -> None:
    from django.utils import translation

    with translation.override("ur"):
        page = parsed(engines["jinja2"].from_string(MINE + "{% endblock %}").render({}, request()))
    assert page.get("lang") == "ur"
    body = page.find("body")
    assert body is not None
    assert body.get("dir") == "rtl"


@pytest.mark.feature(47, how="partly")
def test_a_family_page_can_be_left_quickly() -> None:
    page = parsed(
        engines["jinja2"].from_string("{% set quick_exit = true %}" + MINE + "{% endblock %}").render({}, request())
    )
    (link,) = [each for each in page.iter("a") if text_of(each) == "Leave this page quickly"]
    assert "noreferrer" in (link.get("rel") or "")
    plain = engines["jinja2"].from_string(MINE + "{% endblock %}").render({}, request())
    assert "Leave this page quickly" not in plain
