"""The template lint finds what would hurt a reader, and nothing in what we have."""

from pathlib import Path

import jinja2
import pytest

from commonground.web.components import template_lint

PAGE = (
    '{{% extends "components/layout.html" %}}\n'
    '{{% block title %}}{{{{ _("T") }}}}{{% endblock %}}\n'
    "{{% block content %}}{0}{{% endblock %}}"
)


def findings(tmp_path: Path, source: str, folder: str = "templates") -> list[str]:
    path = tmp_path / folder / "page.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    env = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    return [found.words for found in template_lint.lint(path, env)]


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("<p>Call us today</p>", "'Call us today' is not translated"),
        ("<p>{% if a %}Now{% endif %}</p>", "'Now' is not translated"),
        ("<p>by {{ date }}</p>", "'by …' is not translated"),
        ('<img alt="A letter" src="x.png">', "alt='A letter' is not translated"),
        ('<a aria-label="Menu" href="/">{{ x }}</a>', "aria-label='Menu' is not translated"),
        ('{{ ui.button("Continue") }}', "'Continue' is not translated: _('Continue')"),
        ('{{ ui.rows([{"key": "Date of letter", "value": x}]) }}', "'Date of letter' is not translated"),
        ("{{ x|safe }}", "|safe lets anything through"),
        ('<p style="color: red">{{ x }}</p>', "a style attribute"),
        ("<style>p { color: red }</style>", "a style sheet written into the page"),
        ("<script>go()</script>", "a script written into the page"),
        ('<button onclick="go()">{{ x }}</button>', "onclick: a script in an attribute"),
        ('<a href="https://example.org/">{{ x }}</a>', "https://example.org/ is somebody else's site"),
        ('<img alt="" src="//example.org/x.png">', "//example.org/x.png is somebody else's site"),
        ("{% if x %}", "does not parse"),
    ],
)
def test_what_would_hurt_a_reader_is_found(tmp_path: Path, piece: str, words: str) -> None:
    found = findings(tmp_path, PAGE.format(piece))
    assert len(found) == 1, found
    assert words in found[0]


@pytest.mark.parametrize(
    "piece",
    [
        "<p>{% trans %}Call us today{% endtrans %}</p>",
        "<p>{% trans count=n %}One day{% pluralize %}{{ count }} days{% endtrans %}</p>",
        '<p aria-label="{% trans %}Menu{% endtrans %}">{{ _("Continue") }}</p>',
        '<h{{ level }} class="govuk-heading-l">{{ title }}</h{{ level }}>',
        '{{ ui.tag(words[state], "attention") }} · <code>GET /api/v1/law</code>',
        '<a href="{{ url("public:home") }}">{{ x }}</a><a href="/ask/">{{ x }}</a>',
        '<a href="https://www.gov.uk/appeal">{{ x }}</a>',
        '<script type="module" src="{{ static("page.js") }}"></script>',
    ],
)
def test_what_is_right_is_left_alone(tmp_path: Path, piece: str) -> None:
    assert findings(tmp_path, PAGE.format(piece)) == []


def test_a_page_without_a_title_is_found(tmp_path: Path) -> None:
    source = '{% extends "components/layout.html" %}{% block content %}{{ x }}{% endblock %}'
    assert findings(tmp_path, source) == ["no {% block title %}"]
    framed = source.replace("components/layout.html", "family/_frame.html")
    assert findings(tmp_path, framed) == ["no {% block title %}"]


def test_the_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "templates" / "page.html"
    path.parent.mkdir()
    path.write_text(PAGE.format("\n\n<p>Call us</p>"))
    (found,) = template_lint.lint(path, jinja2.Environment(extensions=["jinja2.ext.i18n"]))
    assert found.line == 5


def test_a_message_may_carry_its_styles(tmp_path: Path) -> None:
    assert findings(tmp_path, '<p style="margin: 0">{{ x }}</p>', "notices/templates") == []


def test_the_program_says_what_it_found_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    findings(tmp_path, PAGE.format("<p>Call us</p>"))
    assert template_lint.main([str(tmp_path)]) == 1
    assert "'Call us' is not translated" in capsys.readouterr().out


def test_all_our_templates_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert template_lint.main([]) == 0, capsys.readouterr().out
