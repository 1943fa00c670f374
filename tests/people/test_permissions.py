"""Who may see what: the table, row by row."""

from pathlib import Path

import pytest

from commonground.people import permissions
from commonground.people.permissions import SCOPE_NAMES, SENTENCES, THING_NAMES, Scope, Thing, may_see, scope
from commonground.people.roles import DESK_ROLES, Role

PAGE = Path(__file__).parents[2] / "docs" / "who-may-see-what.md"
ORDER = [
    Role.FAMILY, Role.SUPPORTER, Role.ADVISER, Role.COORDINATOR, Role.MEDIATOR, Role.LA_OFFICER, Role.ICB_OFFICER,
    Role.SCHOOL, Role.COMMISSIONER, Role.ADMINISTRATOR, Role.SAFEGUARDING_LEAD, Role.INTERPRETER,
]  # fmt: skip
EXPECTED = {
    Thing.CASE: "own by_consent all all their_cases their_cases their_part their_part - - - -",
    Thing.CONTACT_DETAILS: "own by_consent all all for_the_meeting released released released - - - -",
    Thing.PAPERS: "own_and_shared shared all all for_the_meeting own_and_shared own_and_shared own_and_shared - - - -",
    Thing.CALL_NOTES: "- - all all - - - - - - - -",
    Thing.MEDIATOR_NOTES: "- - - - own - - - - - - -",
    Thing.OTHER_PARENT: "- - all all their_cases - - - - - - -",
    Thing.PRIVATE_SPACE: "own shared shared shared shared - - - - - - -",
    Thing.AGREEMENT: "own by_consent all all their_cases their_cases their_part their_part - - - -",
    Thing.COUNTS: "published published all all own own_authority own own own_authority all published published",
    Thing.MEETING_NEEDS: "own by_consent all all their_cases released released released - - - their_cases",
    Thing.CONCERNS: "- - - - - - - - - - all -",
    Thing.DIRECTORY: "published published published all published published published published published all published"
    " published",
}


@pytest.mark.feature(140, how="partly")
@pytest.mark.parametrize("thing", Thing)
def test_each_role_sees_as_much_of_each_thing_as_the_design_says(thing: Thing) -> None:
    found = ["-" if scope(thing, role) == Scope.NOTHING else scope(thing, role).value for role in ORDER]
    assert found == EXPECTED[thing].split()


def test_a_mediators_private_notes_are_seen_by_mediators_alone() -> None:
    assert {role for role in Role if may_see(Thing.MEDIATOR_NOTES, [role])} == {Role.MEDIATOR}


def test_somebody_with_two_roles_sees_what_either_sees() -> None:
    both = permissions.scopes(Thing.CASE, [Role.COORDINATOR, Role.MEDIATOR, Role.COMMISSIONER])
    assert both == {Scope.ALL, Scope.THEIR_CASES}


def test_the_desk_is_who_sees_every_case() -> None:
    assert permissions.roles_with(Thing.CASE, Scope.ALL) == DESK_ROLES


def test_every_role_scope_and_thing_can_be_read_out() -> None:
    assert set(SENTENCES) == set(Role)
    assert set(THING_NAMES) == set(Thing)
    assert set(SCOPE_NAMES) == set(Scope)


def test_the_page_shows_the_table_as_it_is() -> None:
    assert PAGE.read_text() == permissions.as_markdown()
