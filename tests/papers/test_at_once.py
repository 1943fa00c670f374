"""Two sendings of one paper in the same moment."""

from commonground.papers.models import Paper
from commonground.record.queries import entries_of
from tests.casework.test_at_once import together
from tests.papers.world import a_world, given, shared


def test_the_same_file_sent_twice_at_once_is_one_paper_and_shared_twice_one_share(committing: str) -> None:
    world = a_world()
    first, second = together(lambda: given(world), lambda: given(world))
    assert isinstance(first, Paper)
    assert first == second
    together(*[lambda: shared(world, first, "Suki")] * 2)
    assert first.shares.count() == 1
    told = [entry.what for entry in entries_of(world.case.pk) if entry.what.startswith("paper.")]
    assert told[0] == "paper.given"
    assert told.count("paper.given") == 1
