"""The stage table is whole: every stage can be reached and left, and what is not in it is impossible."""

import pytest

from commonground.cases.stages import STAGES, acts_from
from commonground.cases.words import Act, Route, Stage

ONLY = {
    Route.MEDIATION: {Stage.ASKING_PARTIES, Stage.REFUSED},
    Route.DISAGREEMENT_RESOLUTION: {
        Stage.DECLINED, Stage.ASKED, Stage.NOT_ARRANGED, Stage.CERTIFIED, Stage.NOT_NEEDED,
    },
}  # fmt: skip
"""Stages that the other route alone knows."""


def reached(route: Route) -> set[Stage]:
    found, ahead = set(), [Stage.ENQUIRY]
    while ahead:
        stage = ahead.pop()
        if stage in found:
            continue
        found.add(stage)
        ahead += [t.to for (at, _act), t in STAGES[route].items() if at == stage and t.to is not None]
    return found


@pytest.mark.parametrize("route", Route)
def test_every_stage_of_a_route_can_be_reached_from_the_first(route: Route) -> None:
    assert reached(route) == set(Stage) - ONLY[route]


@pytest.mark.parametrize("route", Route)
def test_every_stage_can_come_to_an_end(route: Route) -> None:
    for stage in reached(route):
        seen, ahead = set(), [stage]
        while ahead:
            at = ahead.pop()
            if at not in seen:
                seen.add(at)
                ahead += [t.to for (a, _act), t in STAGES[route].items() if a == at and t.to is not None]
        assert Stage.CLOSED in seen, stage


def test_only_an_adviser_gives_information_and_certificates() -> None:
    for table in STAGES.values():
        for (_stage, act), transition in table.items():
            if act in {Act.GIVE_INFORMATION, Act.ISSUE_CERTIFICATE}:
                assert transition.who == {"adviser"}


def test_disagreement_resolution_knows_no_certificate() -> None:
    acts = {act for (_stage, act) in STAGES[Route.DISAGREEMENT_RESOLUTION]}
    assert not acts & {Act.ISSUE_CERTIFICATE, Act.DECLINE, Act.CANNOT_ARRANGE, Act.NEED_NO_CERTIFICATE}


def test_the_family_can_take_back_mediation_at_every_stage_before_it_is_held_r16() -> None:
    for stage in (Stage.ASKED, Stage.ARRANGING, Stage.MEETING_FIXED, Stage.NOT_ARRANGED):
        assert Act.WITHDRAW in acts_from(Route.MEDIATION, stage)
        assert "family" in STAGES[Route.MEDIATION][(stage, Act.WITHDRAW)].who
