"""`docs/features.md` is true."""

from tests import features


def test_the_features_page_says_what_the_marks_on_the_tests_say() -> None:
    assert features.PAGE.read_text(encoding="utf-8") == features.page(), "run: python -m tests.features"
