"""Making rulings: one way to say no for each class of answer, so that a rule's class stands in its table alone."""

from collections.abc import Iterable

from commonground.law.answers import Allowed, Ruling
from commonground.law.reasons import Because, why
from commonground.law.rules import Basis

GRAVEST_FIRST: tuple[Allowed, ...] = ("impossible", "unlawful", "ask_a_person")


def yes(*because: Because) -> Ruling:
    """It may be done."""
    return Ruling("yes", "", because[0].rule if because else "", because)


def impossible(sentence: str, rule: str = "") -> Ruling:
    """The data contradicts itself."""
    return Ruling("impossible", sentence, rule, (why(rule, sentence),) if rule else ())


def against(rule: str, sentence: str, *, basis: Basis | None = None, doubt: str = "") -> Ruling:
    """It would break `rule`: unlawful where the words of the law were seen, else a person is asked.

    `basis` and `doubt` say that the point at hand is less sure than the rule; they can only soften.
    """
    return because_of(why(rule, sentence, basis=basis, doubt=doubt), sentence)


def because_of(reason: Because, sentence: str) -> Ruling:
    """A reason to say no: unlawful where it is settled, else a person is asked."""
    return Ruling("unlawful" if reason.certainty == "settled" else "ask_a_person", sentence, reason.rule, (reason,))


def ask(rule: str, sentence: str, *, doubt: str = "") -> Ruling:
    """A person decides, whatever the rule's class: nothing is known to be broken, something is not known."""
    return Ruling("ask_a_person", sentence, rule, (why(rule, sentence, doubt=doubt),))


def gravest(found: Iterable[Ruling]) -> Ruling | None:
    """All findings as one ruling: the gravest class, with every sentence of that class. None found: None."""
    every = list(found)
    for allowed in GRAVEST_FIRST:
        same = [ruling for ruling in every if ruling.allowed == allowed]
        if same:
            return Ruling(
                allowed,
                " ".join(ruling.sentence for ruling in same),
                same[0].rule,
                tuple(step for ruling in same for step in ruling.because),
            )
    return None
