"""A page in British Sign Language: a film with a named signer, hidden until a named person has checked it."""

from datetime import date
from pathlib import Path

import pytest

from commonground.guidance import library
from commonground.guidance.checks import guidance_is_sound
from commonground.guidance.files import read_signed
from commonground.guidance.schema import BadContent
from tests.guidance.copies import forget

UNSIGNED = 'reviewed_by = ""\nreviewed_on = ""'
SIGNED = 'reviewed_by = "Ana Sample"\nreviewed_on = 2026-11-24'
SIGNED_FILM = """film = "mediation.mp4"
signer = "Ira Sample"
signed_on = 2026-11-20
minutes = 4
reviewed_by = ""
reviewed_on = ""
review_again_on = 2027-02-24
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"mediation.mp4"', '"nothing.mp4"', "not 'nothing.mp4'"),
        ('"mediation.mp4"', '"../secret.mp4"', "not '../secret.mp4'"),
        ('"mediation.mp4"', '"mediation.toml"', "not 'mediation.toml'"),
        ('"Ira Sample"', '""', "signer is the name of whoever signs"),
        ("minutes = 4", "minutes = '4'", "minutes cannot be '4'"),
        ("signed_on = 2026-11-20\n", "", "It does not say signed_on"),
        ('reviewed_by = ""', 'reviewed_by = "Ana Sample"', "A review has a name and a day"),
    ],
)
def test_a_film_in_sign_language_has_a_signer_a_day_and_a_file(tmp_path: Path, old: str, new: str, says: str) -> None:
    (tmp_path / "signed").mkdir()
    (tmp_path / "secret.mp4").touch()
    (tmp_path / "signed" / "mediation.mp4").touch()
    file = tmp_path / "signed" / "mediation.toml"
    file.write_text(SIGNED_FILM)
    assert (read_signed(file).signer, read_signed(file).on) == ("Ira Sample", date(2026, 11, 20))
    file.write_text(SIGNED_FILM.replace(old, new))
    with pytest.raises(BadContent) as refused:
        read_signed(file)
    assert says in str(refused.value)
    assert str(refused.value).startswith("mediation.toml")


def test_a_film_is_hidden_until_a_named_person_signed_it_and_needs_its_page(a_copy: Path) -> None:
    folder = a_copy / "signed"
    folder.mkdir(exist_ok=True)
    (folder / "mediation.mp4").touch()
    file = folder / "mediation.toml"
    file.write_text(SIGNED_FILM)
    assert guidance_is_sound() == []
    assert library.signed("mediation") is None
    forget()
    file.write_text(SIGNED_FILM.replace(UNSIGNED, SIGNED))
    film = library.signed("mediation")
    assert film is not None
    assert film.review.by == "Ana Sample"
    forget()
    file.rename(folder / "nothing.toml")
    assert [(error.obj, error.msg) for error in guidance_is_sound()] == [
        ("nothing.toml", "There is no page of this name to sign.")
    ]
