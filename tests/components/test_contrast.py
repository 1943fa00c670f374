"""Every pair of colours that meet on a page, measured against WCAG 2.2 from the one file that names them."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "commonground" / "web" / "components" / "styles"
PALETTE = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", (STYLES / "_palette.scss").read_text(), re.MULTILINE))

TEXT = [
    *[
        (front, back)
        for front in ("ink", "slate", "teal", "teal-deep", "plum", "brick", "leaf")
        for back in ("paper", "sand")
    ],
    ("paper", "teal"),
    ("paper", "teal-deep"),
    ("paper", "ink"),
    ("paper", "slate"),
    ("ink", "amber"),
    ("ink", "leaf-tint"),
    ("ink", "amber-tint"),
    ("slate", "amber-tint"),
    ("teal", "teal-tint"),
    ("teal-deep", "teal-tint"),
    ("slate", "stone-tint"),
    ("amber-deep", "amber-tint"),
    ("leaf", "leaf-tint"),
    ("brick", "brick-tint"),
]
# What must be seen, but is not read: borders of inputs, marks of steps, the line below what has the focus.
SHAPES = [
    ("ink", "paper"),
    ("slate", "paper"),
    ("leaf", "paper"),
    ("brick", "paper"),
    ("ink", "amber"),
    ("amber", "ink"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(PALETTE[one]), luminance(PALETTE[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert luminance("#ffffff") == pytest.approx(1)
    assert (1 + 0.05) / (luminance("#767676") + 0.05) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("front", "back"), TEXT)
def test_words_can_be_read(front: str, back: str) -> None:
    assert contrast(front, back) >= 4.5


@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_shapes_can_be_seen(front: str, back: str) -> None:
    assert contrast(front, back) >= 3


def test_running_text_is_far_above_the_least() -> None:
    assert contrast("ink", "paper") > 12
    assert contrast("ink", "sand") > 12


def test_colours_stand_in_the_palette_alone() -> None:
    """A colour written elsewhere would escape the measuring."""
    elsewhere = {
        path.name: found
        for path in STYLES.glob("*.scss")
        if path.name != "_palette.scss" and (found := re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\{)", path.read_text()))
    }
    assert elsewhere == {}
