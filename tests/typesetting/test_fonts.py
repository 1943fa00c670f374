"""Fonts made at set-up, and what the program knows of their letters."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typst

from commonground.typesetting import lettering
from commonground.typesetting.fonts import FOLDER, NODE_MODULES, make_fonts
from commonground.typesetting.lettering import FontsMissing, clean, clipped, missing_glyphs, runs


def test_every_font_that_coverage_names_is_one_typst_finds() -> None:
    coverage = json.loads((FOLDER / "coverage.json").read_text(encoding="utf-8"))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
    assert set(fonts.families()) == {face["family"] for face in coverage["faces"]}


def test_made_once_they_stand_until_a_package_changes(tmp_path: Path) -> None:
    folder, modules = tmp_path / "fonts", tmp_path / "node_modules"
    for scope in ("@expo-google-fonts", "@fontsource-variable"):
        (modules / scope).mkdir(parents=True)
        for package in (NODE_MODULES / scope).iterdir():
            (modules / scope / package.name).symlink_to(package)
    slices = modules / "@fontsource-variable"
    for package in list(slices.iterdir()):  # a few slices are enough to see it, and quick
        package.unlink()
        (slices / package.name / "files").mkdir(parents=True)
        (slices / package.name / "package.json").write_text('{"version": "1"}')
        for file in sorted((NODE_MODULES / "@fontsource-variable" / package.name).glob("files/*-wght-normal.woff2"))[
            :2
        ]:
            (slices / package.name / "files" / file.name).symlink_to(file)
    assert make_fonts(folder, modules)
    assert not make_fonts(folder, modules)
    assert (folder / "Han2.ttf").is_file()
    (slices / "noto-sans-sc" / "package.json").write_text('{"version": "2"}')
    assert make_fonts(folder, modules)


def test_a_package_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"atkinson-hyperlegible is not installed. Run `npm ci` first"):
        make_fonts(tmp_path / "fonts", tmp_path)


def test_the_command_answers_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "commonground.typesetting.fonts"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"Fonts for papers already stand in {FOLDER}\n"


def test_without_fonts_the_error_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match=r"Run `python -m commonground\.typesetting\.fonts`"):
        lettering._faces.__wrapped__(tmp_path)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Najma Ali", ""),
        ("Ngũgĩ علی নাজমা O’Connor-Łukasiewicz 陳大文 김민준", ""),
        ("Sam 🦊 and 🦊🐻", "🦊🐻"),
        ("𐎀 \ue000", "𐎀\ue000"),
        ("tab\there\r\n\x00 soft\u00adhyphen \u202e", ""),
    ],
)
def test_letters_that_cannot_be_printed_are_known_as_they_are_typed(text: str, missing: str) -> None:
    assert missing_glyphs(text) == missing


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("  Zoe\u0308\t Ali\n", "Zoë Ali"),
        ("a\u202eb\u2066c\u200bd\ufefe\x07", "abcd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("❤\ufe0f", "❤"),
        ("x" + "\u0301" * 9, "x" + "\u0301" * 4),
    ],
)
def test_what_only_commands_is_dropped_and_what_spells_is_kept(typed: str, stands: str) -> None:
    assert clean(typed).replace("\ufefe", "") == stands


def test_long_text_is_cut_between_letters_with_a_sign() -> None:
    assert clipped("abcdef", 6) == "abcdef"
    assert clipped("abcdefg", 6) == "abcde…"
    assert clipped("abcd" + "q\u0301z" * 3, 6) == "abcd…"


def test_a_name_has_one_font_and_a_sentence_keeps_its_own() -> None:
    assert [run["f"] for run in runs("Ngũgĩ Ali")] == ["Noto Sans"]
    sentence = "This is a long sentence about a child whose name is Ngũgĩ and it goes on after the name for a while."
    assert [run["f"] for run in runs(sentence)] == ["Atkinson Hyperlegible", "Noto Sans", "Atkinson Hyperlegible"]
    assert "".join(run["t"] for run in runs(sentence)) == sentence
    assert runs("") == []
