"""One case, four viewers, every address: each finds what is theirs to read, and nothing else whatever they try."""

import pytest

from tests.family.four_viewers import Secrets, everything_of, two_parents, young_person

pytestmark = [pytest.mark.django_db, pytest.mark.feature(48), pytest.mark.long]


def own(name: str) -> set[str]:
    """What somebody said of themselves, and was told."""
    return {
        f"{name}'s {what}" for what in ("e-mail", "address", "safe contact", "needs", "question", "answer", "issue")
    }


BOTH = {"where it is"}
APART = {
    "kay": own("kay") | BOTH | {
        "Kay's name", "Lee's name", "Sia's name", "Kay's certificate", "Kay keeps this paper", "Kay shares with Sia",
    },
    "lee": own("lee") | BOTH | {"Lee's name", "Tom's name", "Lee keeps this paper", "Lee shares with Kay"},
    "sia": BOTH | {"Sia's name", "Kay's name", "Lee's name", "kay's issue", "Kay shares with Sia"},
    "tom": BOTH | {
        "Tom's name", "Lee's name", "lee's issue", "lee's e-mail", "lee's address", "lee's safe contact",
    },
}  # fmt: skip
"""Kay is hidden from Lee, who must not learn where she lives; papers between the two stay apart."""
OF_AGE = {
    "robin": own("robin") | BOTH | {
        "when they were told", "Robin's certificate", "Kay's name", "Lee's name", "Sia's name",
        "Robin keeps this paper", "Robin shares with Kay", "Robin tells nobody this", "Robin tells Kay this",
        "Robin tells Sia this",
    },
    "kay": BOTH | {
        "when they were told", "Kay's name", "Lee's name", "robin's issue", "Robin shares with Kay",
        "Robin tells Kay this",
    },
    "lee": {"Lee's name"},
    "sia": BOTH | {"when they were told", "Sia's name", "Lee's name", "robin's issue", "Robin tells Sia this"},
}  # fmt: skip


def seen(world: Secrets, name: str) -> set[str]:
    text = everything_of(world, name)
    return {secret for secret, words in world.words.items() if words in text}


def test_two_parents_and_who_helps_each() -> None:
    world = two_parents()
    assert {name: seen(world, name) for name in APART} == APART
    assert nobodys(world, APART) == {"the note", "the order", "who must not know"}


@pytest.mark.feature(32, 51)
def test_a_young_person_a_parent_by_consent_one_without_and_who_helps() -> None:
    world = young_person()
    assert {name: seen(world, name) for name in OF_AGE} == OF_AGE
    assert nobodys(world, OF_AGE) == set()


def nobodys(world: Secrets, table: dict[str, set[str]]) -> set[str]:
    """The secrets that none of the family reads."""
    return world.words.keys() - set().union(*table.values())
