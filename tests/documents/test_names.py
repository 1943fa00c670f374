"""A file's name is words, whatever it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.documents.names import LONGEST, safe_name, shown_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Sam\\My letter.PDF", "My letter.pdf"),
        ("/etc/cron.d/evil.pdf", "evil.pdf"),
        ("letter.pdf.exe", "letter.pdf.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x1.pdf"),
        ('"quoted";<b>.pdf', "quotedb.pdf"),
        ("Brief für Özgür.pdf", "Brief für Özgür.pdf"),
        ("خط.pdf", "خط.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("..", "file.pdf"),
        ("", "file.pdf"),
        ("nul\x00.pdf", "nul.pdf"),
    ],
)
def test_nothing_of_a_path_or_a_trick_stays(given_name: str, kept: str) -> None:
    assert safe_name(given_name, ending="pdf") == kept


@given(st.text(max_size=300))
def test_any_name_becomes_a_plain_one(name: str) -> None:
    kept = safe_name(name, ending="pdf")
    assert kept.endswith(".pdf")
    assert 5 <= len(kept) <= LONGEST + 4
    assert not re.search(r"[/\\\x00-\x1f\x7f\"<>;:]|^\.", kept)
    assert shown_name(name)
