"""What can be done about a decision: appeal, mediation, disagreement resolution, with or without a certificate.

Rules R1-R7, R50-R53 and R58-R60.
"""

from collections.abc import Iterator
from datetime import date

from commonground.law.answers import Routes
from commonground.law.reasons import Because, why
from commonground.law.rulebook import Rulebook, rulebook_on
from commonground.law.words import CertificateNeed, Decision, section_letters

WITH_SECTIONS = frozenset({Decision.PLAN_CONTENTS, Decision.REFUSE_TO_AMEND})
"""The decisions in which the sections in dispute make a difference; for the others they are ignored."""


def only_placement(book: Rulebook, sections: frozenset[str]) -> bool:
    """Whether the placement is disputed and nothing else that can be appealed; other letters do not count.

    CFA s.55(2) as GOV.UK has it (R6); that other letters do not count is inferred (R6(3), R50).
    """
    return bool(sections & book.placement) and not sections & book.needs_certificate


def is_placement_only(
    decision: Decision | None, sections: frozenset[str] = frozenset(), *, decided: date | None = None
) -> bool:
    """Whether this is an appeal about placement alone: `plan_contents` with I and neither B nor F (R6, D8)."""
    return decision == Decision.PLAN_CONTENTS and only_placement(rulebook_on(decided), section_letters(sections))


def routes(
    decision: Decision,
    *,
    sections: frozenset[str] = frozenset(),
    detained: bool = False,
    decided: date | None = None,
) -> Routes:
    """What can be done about `decision`, as far as the sections in dispute and detention make a difference.

    `decided` chooses the rulebook. CFA ss.51-57 and 73 (R1-R7, R50-R53, R58-R59); the table is reference
    section 10. Raises ValueError for an unknown section.
    """
    book = rulebook_on(decided)
    letters = section_letters(sections) if decision in WITH_SECTIONS else frozenset()
    answer = _detained(book, decision, letters) if detained else _at_large(book, decision, letters)
    resolution = why("R52", "Disagreement resolution can be asked for at any time; everyone must agree to it (R54).")
    return Routes(
        appeal=answer.appeal,
        certificate=answer.certificate,
        mediation=answer.mediation,
        disagreement_resolution=answer.disagreement_resolution,
        form=answer.form,
        because=(*answer.because, *((resolution,) if answer.disagreement_resolution else ())),
    )


def _at_large(book: Rulebook, decision: Decision, sections: frozenset[str]) -> Routes:
    kind = book.decisions[decision]
    need, appeal = kind.certificate, kind.appeal
    if decision == Decision.PLAN_CONTENTS and sections and not sections & book.can_be_appealed:
        need, appeal = CertificateNeed.NOT_APPLICABLE, False
    elif only_placement(book, sections):
        plan = decision == Decision.PLAN_CONTENTS
        need = CertificateNeed.NOT_REQUIRED if plan else CertificateNeed.ASK_A_PERSON
    about = tuple(_about_sections(book, decision, sections))
    steps = (*kind.because, *about) if appeal == kind.appeal else (*about, *kind.because)
    form = kind.form if appeal or not kind.appeal else None
    if appeal and form:
        steps = (*steps, why("R49", f"The form is {form}."))
    return Routes(appeal, need, kind.mediation, kind.disagreement_resolution, form, steps)


def _about_sections(book: Rulebook, decision: Decision, sections: frozenset[str]) -> Iterator[Because]:
    """The steps that the sections add."""
    if decision not in WITH_SECTIONS:
        return
    contents = decision == Decision.PLAN_CONTENTS
    if only_placement(book, sections):
        yield from _about_placement(contents, others=bool(sections - book.placement))
    elif sections & book.can_be_appealed:
        yield why("R5", "A dispute about section B or F needs a certificate, with or without I.")
    elif not sections:
        yield why("R5", "No sections were given: unless only section I is disputed, the appeal needs a certificate.")
    elif contents:
        yield why("R50", "Sections other than B, F and I cannot be appealed on their own.", basis="S")
    else:
        yield why("R5", "The appeal needs a certificate.")
        yield why("R50", "About sections other than B, F and I the tribunal can at most recommend.", basis="S")
    if sections - book.can_be_appealed and sections & book.can_be_appealed:
        yield why("R50", "The other sections can be mediated about; for them no certificate is needed.", basis="S")


def _about_placement(contents: bool, *, others: bool) -> Iterator[Because]:
    if not contents:
        yield why(
            "R6",
            "Only the placement is disputed, so probably no certificate is needed: ask an adviser.",
            basis="I",
        )
    elif others:
        yield why(
            "R6",
            "Of what can be appealed only the placement is disputed: no certificate is needed.",
            basis="I",
        )
    else:
        yield why("R6", "Only the placement is disputed: no certificate is needed.")
    yield why("R7", "Mediation can still be had.")


def _detained(book: Rulebook, decision: Decision, sections: frozenset[str]) -> Routes:
    """Of someone detained: only what CFA s.73 names can be appealed (R58); its exemption is inferred (R59)."""
    kind = book.decisions[decision]
    if not kind.appeal:
        return Routes(False, kind.certificate, kind.mediation, kind.disagreement_resolution, kind.form, kind.because)
    resolution = kind.disagreement_resolution
    by_hand = why(
        "R60", "The times for mediation in detention were not all seen: an adviser handles them.", doubt="D11"
    )
    if decision == Decision.NOT_SURE:
        steps = (*kind.because, by_hand)
        return Routes(True, kind.certificate, kind.mediation, resolution, book.detained.form, steps)
    named = decision in book.detained.certificate
    if not named or (sections and not sections & book.detained.sections):
        step = why("R58", "Of someone detained this cannot be appealed.")
        return Routes(False, CertificateNeed.NOT_APPLICABLE, named, resolution, None, (step, by_hand))
    need = book.detained.certificate[decision]
    certificate = {
        CertificateNeed.REQUIRED: "The appeal needs a certificate.",
        CertificateNeed.NOT_REQUIRED: "Only the placement can be appealed: no certificate.",
    }[need]
    steps = (
        why("R58", "Of someone detained this can be appealed."),
        why("R59", certificate),
        why("R49", f"The form is {book.detained.form}."),
        by_hand,
    )
    return Routes(True, need, True, resolution, book.detained.form, steps)
