"""Sets a paper: plain words in, PDF bytes out, by Typst inside the process.

Words reach a template through `sys.inputs` alone, as JSON, so a name that looks like markup is printed as
it was typed. Every paper is PDF/A-2a (kept for years) and PDF/UA-1 (read aloud) at once. Typst lets go of
Python's lock while it works and refuses two threads in one compiler, so each compiler is lent to one thread
at a time.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from commonground.typesetting.fonts import FOLDER
from commonground.typesetting.lettering import FontsMissing, clean, runs

ROOT = Path(__file__).resolve().parent.parent
"""The folder within which a template may import another: `/typesetting/house.typ` holds what all share."""
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]

_idle: dict[Path, list[typst.Compiler]] = {}


def typeset(
    template: Path, words: Mapping[str, Any], *, title: str, dated: date, raw: Mapping[str, str] | None = None
) -> bytes:
    """One paper as PDF bytes.

    `template` is a file of ours that Typst reads. `words` may hold text, lists,
    mappings, true, false and None; each text arrives as the runs of `lettering.runs`. `raw` holds what is
    not read by people (a drawing). The file says it was made at noon UTC on `dated`, so the same words give
    the same bytes. Raises FontsMissing.
    """
    data = {
        "words": _lettered(words),
        "raw": dict(raw or {}),
        "title": clean(title),
    }
    with _compiler(template) as compiler:
        pdf = compiler.compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(dated, time(12), tzinfo=UTC),
        )
    if not isinstance(pdf, bytes):
        raise TypeError(f"Typst gave {type(pdf).__name__} for {template.name}, not one PDF")
    return pdf


def _lettered(words: Any) -> Any:
    if isinstance(words, str):
        return runs(words)
    if isinstance(words, Mapping):
        return {name: _lettered(value) for name, value in words.items()}
    if isinstance(words, Sequence):
        return [_lettered(value) for value in words]
    return words


@contextmanager
def _compiler(template: Path) -> Iterator[typst.Compiler]:
    idle = _idle.setdefault(template, [])
    try:
        compiler = idle.pop()
    except IndexError:
        compiler = typst.Compiler(input=template, root=ROOT, font_paths=_fonts(), ignore_system_fonts=True)
    try:
        yield compiler
    finally:
        idle.append(compiler)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts of papers and no others: what a machine happens to have must not change a certificate."""
    if not (FOLDER / "coverage.json").is_file():
        raise FontsMissing(f"There are no fonts in {FOLDER}. Run `python -m commonground.typesetting.fonts`.")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])
