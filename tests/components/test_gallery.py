"""The gallery shows every piece, and every piece is sound HTML."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commonground.web.components.urls import ERRORS
from tests.components.shown import by_class, desk, gallery, parsed, text_of

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "commonground" / "web" / "components" / "templates" / "components"
# Off: matters of style that GOV.UK's macros settle otherwise, and hints for pages that fetch from others.
STYLE = (
    "void-style no-trailing-whitespace attribute-boolean-style attribute-empty-style doctype-style long-title "
    "prefer-native-element tel-non-breaking no-implicit-button-type no-redundant-role require-sri"
)
HTML_VALIDATE = {
    "root": True,
    "extends": ["html-validate:recommended"],
    "rules": {
        **dict.fromkeys(STYLE.split(), "off"),
        "form-dup-name": ["error", {"shared": ["radio", "checkbox", "button", "submit"]}],
    },
}


def macros(name: str) -> set[str]:
    return set(re.findall(r"\{% macro ([a-z]\w*)\(", (TEMPLATES / f"{name}.html").read_text()))


@pytest.mark.parametrize(("name", "page"), [("ui", "gallery"), ("desk", "gallery_desk")])
def test_the_gallery_shows_every_piece(name: str, page: str) -> None:
    shown = set(re.findall(rf"\b{name}\.(\w+)\(", (TEMPLATES / f"{page}.html").read_text()))
    assert macros(name) - shown == ({"panel"} if name == "ui" else set())  # a panel is a page's only heading


def wrong() -> str:
    """The page after something wrong was sent."""
    return gallery({"name": "<script>"})


@pytest.mark.parametrize("page_of", [gallery, wrong, desk], ids=["empty", "wrong", "desk"])
def test_a_page_has_one_heading_one_main_part_and_no_id_twice(page_of: Callable[[], str]) -> None:
    page = parsed(page_of())
    assert len(list(page.iter("h1"))) == 1
    assert len(list(page.iter("main"))) == 1
    ids = [name for each in page.iter() if (name := each.get("id"))]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("page_of", [gallery, desk], ids=["public", "desk"])
def test_whatever_is_described_by_or_labelled_by_an_id_has_it_on_the_page(page_of: Callable[[], str]) -> None:
    page = parsed(page_of())
    ids = {each.get("id") for each in page.iter()}
    for each in page.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            assert set((each.get(name) or "").split()) <= ids


def test_html_validate_finds_nothing(tmp_path: Path) -> None:
    pages = {"gallery": gallery(), "wrong": gallery({}), "desk": desk()}
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html)
    (tmp_path / ".htmlvalidate.json").write_text(json.dumps(HTML_VALIDATE))
    program = ROOT / "node_modules" / ".bin" / "html-validate"
    run = subprocess.run(
        [program, "--formatter=text", *tmp_path.glob("*.html")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_steps_say_their_state_in_words() -> None:
    states = [text_of(each) for each in by_class(parsed(gallery()), "cg-step__state")]
    assert states[0] == "Done · Tuesday 1 September 2026"
    assert states[2].startswith("Now")
    assert states[3] == "To come"


def test_the_two_ways_are_drawn_alike() -> None:
    first, second = by_class(parsed(gallery()), "cg-way")
    assert first.get("class") == second.get("class")
    assert [each.tag for each in first] == [each.tag for each in second]


def test_only_one_button_of_a_group_is_the_one_to_press() -> None:
    group = by_class(parsed(gallery()), "govuk-button-group")[0]
    plain = [each for each in group if (each.get("class") or "").split() == ["govuk-button"]]
    assert len(plain) == 1


def test_buttons_that_send_cannot_be_pressed_twice_in_haste() -> None:
    buttons = list(by_class(parsed(gallery()), "govuk-button-group")[0].iter("button"))
    assert buttons
    assert all(each.get("data-prevent-double-click") == "true" for each in buttons)


def test_every_error_page_can_be_looked_at() -> None:
    shown = {path.stem for path in (TEMPLATES.parent / "errors").glob("*.html")}
    assert shown == set(ERRORS.split("|"))
