"""What a browser fetches: small, kept for ever, ready for both directions of writing. Needs `npm run build`."""

import re
from collections.abc import Iterable

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import override_settings

from commonground.web.components import static
from tests.components.shown import desk, gallery

BUILT = settings.STATIC_ROOT


def text(name: str) -> str:
    return (BUILT / static.manifest()[name]).read_text()


def fetched(page: str) -> list[str]:
    """What the page names in its own address space, each once."""
    return sorted(set(re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"]+)"', page)))


def scripts_below(names: Iterable[str]) -> set[str]:
    """The parts that scripts always import."""
    found: set[str] = set()
    for name in names:
        if name.endswith(".js"):
            found |= set(re.findall(r'from"\./([^"]+)"', (BUILT / name).read_text()))
    return found


def weight(names: Iterable[str], ending: str) -> int:
    """Bytes over the wire: compressed where there is a compressed form."""
    return sum(
        (compressed if (compressed := BUILT / f"{name}{ending}").exists() else BUILT / name).stat().st_size
        for name in names
    )


@pytest.mark.parametrize(("ending", "most"), [(".br", 34_000), (".gz", 37_000)])
def test_all_that_a_first_public_page_fetches_is_small(ending: str, most: int) -> None:
    names = set(fetched(gallery()))
    names |= scripts_below(names)
    assert {name.split(".")[0] for name in names} == {"atkinson-400", "atkinson-700", "page", "mark", "part"}
    assert weight(names, ending) < most


def test_a_staff_page_adds_little() -> None:
    extra = set(fetched(desk())) - set(fetched(gallery()))
    assert weight(extra, ".br") < 5_000


@pytest.mark.parametrize("weight_name", ["400", "700"])
def test_a_font_is_about_ten_kilobytes_and_has_the_letters_of_english(weight_name: str) -> None:
    from fontTools.ttLib import TTFont

    path = BUILT / static.manifest()[f"atkinson-{weight_name}.woff2"]
    assert path.stat().st_size < 10_500
    letters = TTFont(path).getBestCmap()
    wanted = "".join(map(chr, range(0x20, 0x7F))) + "£é–—‘’“”•…\u00a0"
    assert not [letter for letter in wanted if ord(letter) not in letters]


def test_every_file_is_named_after_its_bytes_and_may_be_kept() -> None:
    for name, hashed in static.manifest().items():
        assert hashed != name
        assert static.is_hashed("", settings.STATIC_URL + hashed), hashed
    assert not static.is_hashed("", "/static/manifest.json")


def test_styles_and_scripts_have_compressed_forms() -> None:
    for path in BUILT.iterdir():
        if path.suffix in {".css", ".js", ".svg"}:
            assert path.with_name(path.name + ".br").exists()
            assert path.with_name(path.name + ".gz").exists()


def test_styles_fetch_nothing_but_our_fonts() -> None:
    for name in ("page.css", "desk.css"):
        addresses = re.findall(r"url\(([^)]*)\)", text(name))
        assert all(re.fullmatch(r'"?(data:[^"]+|atkinson-(more-)?[47]00\.\w+\.woff2)"?', each) for each in addresses)
        assert not [each for each in addresses if "data:" in each], "the policy allows no data: images"


def test_layout_does_not_depend_on_the_direction_of_writing() -> None:
    for name in ("page.css", "desk.css"):
        declarations = re.findall(r"(?<=[{;])([a-z-]+):([^;}]+)", text(name))
        physical = [
            f"{key}:{value}"
            for key, value in declarations
            if re.fullmatch(r"(margin|padding)-(left|right)|border-(left|right)(-\w+)?|left|right", key)
            or (key == "text-align" and value in {"left", "right"})
        ]
        assert physical == []


def test_a_template_and_django_name_the_same_file() -> None:
    assert static.static("page.css") == staticfiles_storage.url("page.css")
    assert static.static("page.css") == f"/static/{static.manifest()['page.css']}"


def test_a_file_that_was_not_built_is_named() -> None:
    with pytest.raises(static.NotBuilt, match=r"nothing\.css is not among the built files"):
        static.static("nothing.css")


@override_settings(STATIC_ROOT=BUILT / "nowhere")
def test_a_missing_build_says_how_to_build() -> None:
    with pytest.raises(static.NotBuilt, match="npm run build"):
        static.manifest()
