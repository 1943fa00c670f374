"""Check codes: hard to guess, easy to type."""

import pytest

from commonground.certificates.codes import ALPHABET, LENGTH, grouped, is_code, new_check_code, normalise


def test_a_new_code_is_one_of_ours_and_never_the_same_twice() -> None:
    codes = {new_check_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(is_code(code) for code in codes)


def test_every_place_of_a_code_uses_the_whole_alphabet() -> None:
    codes = [new_check_code() for _ in range(2000)]
    for place in range(LENGTH):
        assert {code[place] for code in codes} == set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        "7k3m 9qx2 t4vw b8hc",
        " 7K3M-9QX2-T4VW-B8HC ",
        "7K3M–9QX2—T4VW‑B8HC",
        "７K3M9QX2T4VWB8HC",
        "7K3M.9QX2.T4VW.B8HC\n",
    ],
)
def test_spaces_dashes_and_case_do_not_matter(typed: str) -> None:
    assert normalise(typed) == "7K3M9QX2T4VWB8HC"


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert normalise("oO iI lL") == "001111"


@pytest.mark.parametrize("typed", ["", "   ", "é#!", "A" * 10_000, "\x00", "💡"])
def test_nonsense_is_no_code_of_ours(typed: str) -> None:
    assert not is_code(normalise(typed))


def test_one_wrong_character_is_a_typing_mistake_wherever_it_stands() -> None:
    code = new_check_code()
    for place in range(LENGTH):
        for letter in set(ALPHABET) - {code[place]}:
            assert not is_code(code[:place] + letter + code[place + 1 :])


def test_two_neighbours_swapped_are_a_typing_mistake() -> None:
    """Luhn's sum misses one pair alone: the first and the last character of the alphabet."""
    code = new_check_code()
    for place in range(LENGTH - 1):
        first, second = code[place], code[place + 1]
        if first != second and {first, second} != {ALPHABET[0], ALPHABET[-1]}:
            assert not is_code(code[:place] + second + first + code[place + 2 :])


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert grouped("7K3M9QX2T4VWB8HC") == "7K3M-9QX2-T4VW-B8HC"
    assert normalise(grouped("7K3M9QX2T4VWB8HC")) == "7K3M9QX2T4VWB8HC"
