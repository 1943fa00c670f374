"""How people are found again: by address, name and telephone, however each was written."""

import pytest

from commonground.people.commands import add_person
from commonground.people.keys import email_key, name_key, telephone_key
from commonground.people.models import Person


def test_addresses_that_differ_in_capitals_and_spaces_are_one() -> None:
    assert email_key("  Sam@Family.Example ") == "sam@family.example"


@pytest.mark.parametrize(
    ("victim", "stranger"),
    [("kim@family.example", "\u212aim@family.example"), ("strasse@a.example", "straße@a.example")],
)
def test_a_stranger_with_a_lookalike_address_is_somebody_else(victim: str, stranger: str) -> None:
    assert email_key(stranger) != email_key(victim)


@pytest.mark.parametrize("typed", ["Zoë  O'NEILL", "zoe\u0308 o'neill", " ZOE O'Neill"])
def test_a_name_is_found_without_its_accents_and_capitals(typed: str) -> None:
    assert name_key(typed) == "zoe o'neill"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("01632 960 123", "01632960123"),
        ("+44 1632 960123", "01632960123"),
        ("0044 (0)1632 960123", "01632960123"),
        ("+33 1 99 00 12 34", "33199001234"),
        ("441632", "441632"),
        ("", ""),
    ],
)
def test_a_telephone_number_is_found_however_it_was_typed(typed: str, key: str) -> None:
    assert telephone_key(typed) == key


@pytest.mark.django_db
def test_what_was_typed_is_kept_and_what_is_searched_follows_it() -> None:
    person = add_person(name=" Zoë Sample ", email=" Zoe@Family.Example", telephone="01632 960 123")
    assert (person.name, person.email) == ("Zoë Sample", "Zoe@Family.Example")
    person.name = "Zoë Other"
    person.save(update_fields=["name"])
    found = Person.objects.get(pk=person.pk)
    assert (found.name_key, found.email_key, found.telephone_key) == (
        "zoe other",
        "zoe@family.example",
        "01632960123",
    )


@pytest.mark.django_db
def test_two_people_may_share_an_address_and_neither_has_a_password() -> None:
    one, other = (add_person(name=name, email="home@family.example") for name in ("Sam", "Robin"))
    assert one.sign_in == str(one.pk) != other.sign_in
    assert not one.has_usable_password()
