"""The ways a command answers when it cannot simply be done."""

from collections.abc import Sequence

from commonground.law import RULES, Ruling
from commonground.record.queries import EntryLine


class NotDone(Exception):
    """A command that was not carried out. `sentence` is for the person; `rule` names the source, if there is one."""

    def __init__(self, sentence: str, *, rule: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.rule = rule

    @property
    def cite(self) -> str:
        """The legal source in words, or an empty string."""
        return RULES[self.rule].cite if self.rule in RULES else ""


class Impossible(NotDone):
    """The data contradicts itself: nothing can make it right but other data."""


class NotTheirs(NotDone):
    """This person's role does not do this."""


class Unlawful(NotDone):
    """A rule whose text has been seen forbids it."""


class AskAPerson(NotDone):
    """It goes on when a named person gives a reason, which is put on the record."""


class Stale(NotDone):
    """Somebody else changed the case first. `since` is what happened meanwhile, oldest first."""

    def __init__(self, sentence: str, *, since: Sequence[EntryLine]) -> None:
        super().__init__(sentence)
        self.since = list(since)


def hold_to(ruling: Ruling, *, reason: str) -> None:
    """Let a ruling of `law` through, or raise what it says.

    `reason` is the named person's reason; with one, *ask a person* goes on. Raises Impossible, Unlawful or AskAPerson.
    """
    if ruling.allowed == "yes" or (ruling.allowed == "ask_a_person" and reason.strip()):
        return
    kinds = {"impossible": Impossible, "unlawful": Unlawful, "ask_a_person": AskAPerson}
    raise kinds[ruling.allowed](ruling.sentence, rule=ruling.rule)
