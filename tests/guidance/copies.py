"""The whole guidance in a folder of its own, where a test may write."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonground.guidance import library


@pytest.fixture
def a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The content copied and read afresh; afterwards the real one again."""
    copy = tmp_path / "guidance"
    shutil.copytree(library.HERE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(library, "HERE", copy)
    forget()
    yield copy
    forget()


def forget() -> None:
    """Let the library read its files again."""
    for kept in (
        library._read, library.pages, library.ways, library.easy_reads, library.offers, library.picture,
        library._said_of_pictures, library.every_signed,
    ):  # fmt: skip
        kept.cache_clear()
