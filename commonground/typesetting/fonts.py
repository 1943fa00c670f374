"""Makes the fonts that papers are set in: `python -m commonground.typesetting.fonts`, run when the house
is set up.

Typst reads TTF and OTF, neither woff nor woff2, and a font that is missing once made an empty page that
passed every check. So the fonts come from npm packages named here, are written to `build/fonts`, and the
letters each of them has are written beside them in `coverage.json`: `lettering` asks it before anything is
printed.

Most packages hold whole TTF files. Chinese and Korean exist in a sensible size only as slices for the web;
each slice becomes a font with its own name, since Typst keeps one font of each name.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "build" / "fonts"
NODE_MODULES = ROOT / "node_modules"
_SHAPE_OF_COVERAGE = 2  # raise it when what coverage.json holds changes


@dataclass(frozen=True)
class Whole:
    """A package with whole fonts: a regular and a bold."""

    package: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Sliced:
    """A package with one variable font cut into many woff2 slices; `called` begins the name of each."""

    package: str
    called: str


def _google(package: str, name: str) -> Whole:
    return Whole(f"@expo-google-fonts/{package}", (f"400Regular/{name}_400Regular.ttf", f"700Bold/{name}_700Bold.ttf"))


# In order of preference: a name is set in the first that has every letter of it. Scripts of the languages
# most spoken at home in England (Census 2021), then of its larger communities. Arabic and Bengali are not
# Noto's: Noto builds their letters from parts, and `pdftotext` reads such names back with letters doubled.
SOURCES: tuple[Whole | Sliced, ...] = (
    _google("atkinson-hyperlegible", "AtkinsonHyperlegible"),
    _google("noto-sans", "NotoSans"),
    _google("amiri", "Amiri"),
    _google("hind-siliguri", "HindSiliguri"),
    _google("noto-sans-gurmukhi", "NotoSansGurmukhi"),
    _google("noto-sans-gujarati", "NotoSansGujarati"),
    _google("noto-sans-tamil", "NotoSansTamil"),
    _google("noto-sans-hebrew", "NotoSansHebrew"),
    _google("noto-sans-ethiopic", "NotoSansEthiopic"),
    _google("noto-sans-malayalam", "NotoSansMalayalam"),
    _google("noto-sans-sinhala", "NotoSansSinhala"),
    _google("noto-sans-telugu", "NotoSansTelugu"),
    _google("noto-sans-thai", "NotoSansThai"),
    Sliced("@fontsource-variable/noto-sans-sc", "Han"),
    Sliced("@fontsource-variable/noto-sans-kr", "Hangul"),
)


def make_fonts(folder: Path = FOLDER, node_modules: Path = NODE_MODULES) -> bool:
    """Write the fonts and their coverage into `folder`; False when they already stood there, made from the
    same packages.

    Raises FileNotFoundError, naming the package, when npm has not installed one.
    """
    made_from = {"shape": str(_SHAPE_OF_COVERAGE)}
    made_from.update({source.package: _version(node_modules / source.package) for source in SOURCES})
    if _stands(folder, made_from):
        return False
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    faces = [face for source in SOURCES for face in _written(source, node_modules, fresh)]
    coverage = {"made_from": made_from, "faces": faces}
    (fresh / "coverage.json").write_text(json.dumps(coverage), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return True


def _version(package: Path) -> str:
    described = package / "package.json"
    if not described.is_file():
        raise FileNotFoundError(f"The font package {package.name} is not installed. Run `npm ci` first.")
    return str(json.loads(described.read_text(encoding="utf-8"))["version"])


def _stands(folder: Path, made_from: dict[str, str]) -> bool:
    coverage = folder / "coverage.json"
    return coverage.is_file() and json.loads(coverage.read_text(encoding="utf-8"))["made_from"] == made_from


def _written(source: Whole | Sliced, node_modules: Path, folder: Path) -> Iterator[dict[str, object]]:
    package = node_modules / source.package
    if isinstance(source, Whole):
        yield _whole_face([package / file for file in source.files], folder)
        return
    for number, slice_file in enumerate(sorted(package.glob("files/*-wght-normal.woff2")), start=1):
        yield _slice_face(slice_file, f"{source.called} {number}", folder)


def _whole_face(files: list[Path], folder: Path) -> dict[str, object]:
    """One face from its weights: it has the letters that every weight has."""
    from fontTools.ttLib import TTFont

    family, letters = "", []
    for file in files:
        shutil.copyfile(file, folder / file.name)
        with TTFont(file, lazy=True) as font:
            family = font["name"].getBestFamilyName()
            letters.append(set(font.getBestCmap()))
    return {"family": family, "letters": _ranges(set.intersection(*letters))}


def _slice_face(file: Path, family: str, folder: Path) -> dict[str, object]:
    """One face from one slice, unpacked and renamed. Its weight stays variable: Typst picks it."""
    from fontTools.ttLib import TTFont

    with TTFont(file) as font:
        for record in font["name"].names:
            if record.nameID in (1, 3, 4, 16):
                record.string = family
            elif record.nameID == 6:  # the PostScript name may hold no space
                record.string = family.replace(" ", "")
        font.flavor = None
        font.save(folder / f"{family.replace(' ', '')}.ttf")
        return {"family": family, "letters": _ranges(set(font.getBestCmap()))}


def _ranges(letters: set[int]) -> list[list[int]]:
    """Code points as [first, last] pairs."""
    ranges: list[list[int]] = []
    for letter in sorted(letters):
        if ranges and letter == ranges[-1][1] + 1:
            ranges[-1][1] = letter
        else:
            ranges.append([letter, letter])
    return ranges


def main() -> int:
    """Make the fonts, or say in one sentence why not."""
    try:
        made = make_fonts()
    except FileNotFoundError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write(f"Fonts for papers {'written to' if made else 'already stand in'} {FOLDER}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
